// What one connection says of itself, for the screen that shows all of them. Read when it is asked
// for; nothing of it is kept up to date meanwhile.
import type { Duplex } from "node:stream";
import type { Instant } from "../../domain/instant.ts";
import type { Role } from "../../domain/rights.ts";
import type { Health, Topic } from "../../protocol/up.ts";
import type { Caller } from "../people/caller.ts";
import { hashOfAddress } from "./address-hash.ts";
import type { Liveness } from "./liveness.ts";
import type { Outgoing } from "./outgoing.ts";

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

/** What everybody may see of a connection. */
interface Known {
  readonly id: string;
  readonly connectedAt: Instant;
  readonly caller: Caller;
  readonly address: string;
  readonly siteId: string | null;
  readonly topics: ReadonlySet<Topic>;
  readonly health: Health | null;
  readonly liveness: Liveness;
}

/** What only the connection itself knows. */
interface Inside {
  readonly head: { readonly seq: number } | null;
  readonly reached: number | null;
  readonly counts: {
    readonly events: number;
    readonly behind: number;
    readonly resumed: number;
    readonly reset: number;
  };
  readonly outgoing: Outgoing;
  readonly socket: Duplex & { readonly bytesWritten?: number };
}

export function figuresOf(known: Known, inside: Inside): ConnectionFigures {
  const { head, reached, counts, outgoing, socket } = inside;
  const lag = head === null || reached === null ? 0 : head.seq - reached;
  return {
    id: known.id,
    connectedAt: known.connectedAt,
    addressHash: hashOfAddress(known.address),
    staffId: known.caller.staffId,
    account: known.caller.fullName,
    role: known.caller.role,
    siteId: known.siteId,
    topics: [...known.topics],
    // Node counts what it holds as written.
    bytesSent: Math.max(0, (socket.bytesWritten ?? 0) - socket.writableLength),
    framesSent: outgoing.frames,
    eventsSent: counts.events,
    behind: counts.behind,
    resumed: counts.resumed,
    reset: counts.reset,
    lag: Math.max(0, lag),
    pendingBytes: outgoing.heldBytes,
    roundTripMs: known.liveness.roundTripMs,
    health: known.health,
  };
}
