// One site, live: the connection, the view and the commands that wait, behind one small surface.
import { v7 } from "uuid";
import type { Topic } from "../protocol/up.ts";
import { Asks } from "./asks.ts";
import type { ConnectionMemory } from "./connection-memory.ts";
import type { Answering } from "./connection-state.ts";
import type { ClientClock } from "./clock.ts";
import { OWN_CLOCK } from "./clock.ts";
import { LiveStore } from "./live-store.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import { memoryStorage } from "./outbox-storage.ts";
import { MAX_IN_FLIGHT } from "./outbox.ts";
import { ServerTime } from "./server-time.ts";
import { frontOf } from "./site-front.ts";
import { SiteListeners } from "./site-listeners.ts";
import { SiteSession } from "./site-session.ts";
import type { SiteClient } from "./site-state.ts";
import type { SocketFactory } from "./socket.ts";

export type * from "./site-state.ts";
export type { ConnectionState } from "./connection-state.ts";
export { ClientClosed, CommandProblem } from "./command-problem.ts";

export interface SiteClientOptions {
  /** Of the socket, such as `wss://gym.example/ws/checkins/`. */
  readonly url: string;
  readonly siteId: string;
  readonly socketFactory: SocketFactory;
  /** Left out: the events of the log, of which everything else is derived. */
  readonly topics?: readonly Topic[];
  /** Where commands outlive a reload; left out: they do not. One for each site and account. */
  readonly storage?: OutboxStorage;
  /** What the page before this one knew of the connection; left out: nothing. One for each site. */
  readonly memory?: ConnectionMemory;
  /** Commands on their way at once; more for a program that the server allows more. */
  readonly maxInFlight?: number;
  /** What is shown, such as `live` or `desk`: the server is told with each heartbeat. */
  readonly screen?: () => string;
  /** Asked when attempts fail again; left out: it stays unknown why. */
  readonly lookWhoAnswers?: () => Promise<Answering>;
  readonly clock?: ClientClock;
  readonly random?: () => number;
  readonly newId?: () => string;
}

/** Connects at once, and again whenever it has to; to be closed. */
export function openSiteClient(options: SiteClientOptions): SiteClient {
  const { clock = OWN_CLOCK, newId = () => v7() } = options;
  const [listeners, asks] = [new SiteListeners(), new Asks()];
  const engine = new SiteSession({
    ...sessionParts(options),
    listeners,
    store: new LiveStore(),
    time: new ServerTime(clock, options.memory?.load()?.offsetMs),
    onSettled: (settled) => {
      asks.settle(settled);
      listeners.settlements.call(settled);
    },
  });
  engine.tell("start");
  return frontOf({ engine, listeners, asks, clock, newId });
}

/** What is the same whether the connection is shared or not. */
export function sessionParts(options: SiteClientOptions) {
  return {
    url: options.url,
    siteId: options.siteId,
    socketFactory: options.socketFactory,
    topics: options.topics ?? ["events" as const],
    memory: options.memory,
    storage: options.storage ?? memoryStorage(),
    random: options.random ?? Math.random,
    screen: options.screen,
    lookWhoAnswers: options.lookWhoAnswers,
    maxInFlight: options.maxInFlight ?? MAX_IN_FLIGHT,
    clock: options.clock ?? OWN_CLOCK,
  };
}
