// What a site's connection is made of, and for.
import type { Topic } from "../protocol/up.ts";
import type { ClientClock } from "./clock.ts";
import type { ConnectionMemory } from "./connection-memory.ts";
import type { Answering } from "./connection-state.ts";
import type { LiveStore } from "./live-store.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import type { ServerTime } from "./server-time.ts";
import type { SiteListeners } from "./site-listeners.ts";
import type { Heard, Settled } from "./site-state.ts";
import type { SocketFactory } from "./socket.ts";

export interface SessionParts {
  readonly listeners: SiteListeners;
  /** Where the site stands for this page; a connection goes on from there. */
  readonly store: LiveStore;
  readonly time: ServerTime;
  readonly memory?: ConnectionMemory | undefined;
  readonly onSettled: (settled: Settled) => void;
  /** What it shows, such as `live` or `desk`. */
  readonly screen?: (() => string) | undefined;
  /** Of how many tabs this connection is; left out: of one. */
  readonly countTabs?: (() => number) | undefined;
  /** Every frame, before it is taken. */
  readonly onFrame?: ((text: string, heard: Heard) => void) | undefined;
  readonly url: string;
  readonly siteId: string;
  readonly socketFactory: SocketFactory;
  readonly topics: readonly Topic[];
  readonly storage: OutboxStorage;
  readonly clock: ClientClock;
  readonly random: () => number;
  readonly maxInFlight: number;
  readonly lookWhoAnswers?: (() => Promise<Answering>) | undefined;
}
