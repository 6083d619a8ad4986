// What one connection says of itself, for the screen that shows all of them. Read when it is asked
// for; nothing of it is kept up to date meanwhile.
import type { Instant } from "../../domain/instant.ts";
import type { Role } from "../../domain/rights.ts";
import type { Health, Topic } from "../../protocol/up.ts";

export interface ConnectionFigures {
  /** Drawn when it opens, the same for as long as it is open. */
  readonly id: string;
  readonly connectedAt: Instant;
  /** Stands for the address: equal for connections of one address, for as long as the server runs. */
  readonly addressHash: string;
  /** Null for the operator of the machine. */
  readonly staffId: string | null;
  readonly account: string;
  readonly role: Role;
  readonly siteId: string | null;
  readonly topics: readonly Topic[];
  readonly bytesSent: number;
  readonly framesSent: number;
  /** Events of the site's stream, whatever of them its topics include. */
  readonly eventsSent: number;
  /** How often it fell behind while it was live. */
  readonly behind: number;
  readonly resumed: number;
  /** Snapshots in place of what could not be continued. */
  readonly reset: number;
  /** Events between the head of its site's stream and what it was given. */
  readonly lag: number;
  /** Bytes that are held for it. */
  readonly pendingBytes: number;
  /** From our ping to its pong, the last time; null before the first. */
  readonly roundTripMs: number | null;
  /** What it said of itself with its last heartbeat. */
  readonly health: Health | null;
}
