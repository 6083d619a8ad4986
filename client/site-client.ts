// One site, live: the connection, the view and the commands that wait, behind one small surface.
import { v7 } from "uuid";
import type { Topic } from "../protocol/up.ts";
import type { ClientClock } from "./clock.ts";
import { OWN_CLOCK } from "./clock.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import { memoryStorage } from "./outbox-storage.ts";
import type { SiteClient, SiteState } from "./site-state.ts";
import type { SocketFactory } from "./socket.ts";

export type * from "./site-state.ts";

export interface SiteClientOptions {
  /** Of the socket, such as `wss://gym.example/ws/checkins/`. */
  readonly url: string;
  readonly siteId: string;
  readonly socketFactory: SocketFactory;
  /** Left out: the events of the log, of which everything else is derived. */
  readonly topics?: readonly Topic[];
  readonly storage?: OutboxStorage;
  readonly clock?: ClientClock;
  readonly random?: () => number;
  readonly newId?: () => string;
}

/** Connects at once; to be closed. */
export function openSiteClient(options: SiteClientOptions): SiteClient {
  const { clock = OWN_CLOCK, storage = memoryStorage(), newId = () => v7() } = options;
  throw new Error(
    `not connected yet: ${options.siteId} ${clock.now()} ${storage.load().length} ${newId()}`,
  );
}

export const INITIAL_STATE: SiteState = {
  connection: { kind: "idle" },
  view: null,
  version: 0,
  stats: null,
  latencyMs: null,
  waiting: 0,
  resets: { count: 0, lastReason: null },
  serverOffsetMs: 0,
};
