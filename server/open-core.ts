// The core of the house: the store, who may come in, the desk that decides and the hub that tells.
import { hostname } from "node:os";
import { v7 as newId } from "uuid";
import type pg from "pg";
import { checkHistory } from "./backup/renew-epochs.ts";
import { notifyBusTo } from "./bus/notify-bus.ts";
import type { Clock } from "./clock.ts";
import { CommitWatch } from "./desk/commit-watch.ts";
import type { Desk } from "./desk/desk.ts";
import type { DeskStore } from "./desk/desk-store.ts";
import { openDesk } from "./desk/open-desk.ts";
import type { HouseOptions } from "./house-options.ts";
import { Hub } from "./hub/hub.ts";
import { FleetPlace } from "./jobs/fleet-place.ts";
import type { Metrics } from "./metrics.ts";
import { openExchange } from "./open-exchange.ts";
import type { Exchange } from "./open-exchange.ts";
import type { Authenticate } from "./people/authenticate.ts";
import { createAuthenticate } from "./people/authenticate.ts";
import { drawOperatorKey } from "./people/operator.ts";
import { openSessions } from "./people/sessions.ts";
import type { Sessions } from "./people/sessions.ts";
import { readSetUp } from "./people/set-up.ts";
import type { SetUp } from "./people/set-up.ts";
import type { Logger } from "./settings/logger.ts";
import { encodeTextFrame } from "./socket/frame.ts";
import type { LoggedEvent } from "./number-events.ts";
import type { CommitTrouble } from "./store/commit-trouble.ts";
import { commitTroubleOf } from "./store/commit-trouble.ts";
import { openDatabase } from "./store/database.ts";
import type { Database } from "./store/database.ts";
import { createDeskStore } from "./store/desk-store.ts";
import { createHubStore } from "./store/hub-store.ts";
import { openStore, POOL_SIZE } from "./store/open-store.ts";
import { readStreamHeads } from "./store/stream-heads.ts";

export interface Core {
  /** The name of this server among the others, drawn at each start. */
  readonly serverId: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly pool: pg.Pool;
  readonly database: Database;
  readonly setUp: SetUp;
  readonly sessions: Sessions;
  readonly operatorKey: string;
  readonly authenticate: Authenticate;
  readonly hub: Hub;
  readonly desk: Desk;
  readonly commits: CommitWatch<CommitTrouble>;
  readonly exchange: Exchange;
  readonly fleet: FleetPlace;
  readonly deskStore: DeskStore;
  readonly serverName: string;
  /** Hears of faults of our own in some part of the house. */
  readonly faultIn: (where: string) => (error: unknown) => void;
  /** Lets the screens of every server hear of events that have committed. */
  readonly announce: (events: readonly LoggedEvent[]) => void;
  /** Call when nothing new comes in any more: answers what is in flight, then lets go. */
  close(): Promise<void>;
}

export async function openCore(options: HouseOptions, metrics: Metrics): Promise<Core> {
  const { clock, logger } = options;
  const faultIn = (where: string) => (error: unknown) => {
    metrics.fault(where);
    logger.error({ err: error, where }, "a fault of our own");
  };

  const serverId = newId();
  const pool = await openStore(options.connection, {
    size: options.databaseConnections ?? POOL_SIZE,
    elapsed: () => clock.elapsed(),
    observeWait: metrics.waitedForDatabase,
    onFault: faultIn("pool"),
  });
  if (await checkHistory(pool)) logger.warn("the database has another history: every epoch is new");
  const database = openDatabase(pool);
  const setUp = await readSetUp(database);
  const sessions = openSessions(database, clock);
  const operator = drawOperatorKey();
  const hub = new Hub({
    store: createHubStore(pool),
    clock,
    encode: encodeTextFrame,
    observe: metrics.sent,
    observeRound: metrics.round,
    observeAttach: metrics.attached,
    organisation: setUp.current,
    onFault: faultIn("hub"),
  });
  const exchange = await openExchange({
    ...{ serverId, clock, hub, onFault: faultIn },
    openBus: options.openBus ?? notifyBusTo(options.connection),
    readHeads: (streams) => readStreamHeads(pool, streams),
    observe: metrics.hint,
    onLost: metrics.hintLost,
  });
  sessions.onRevoked(exchange.sessionsEnded);
  const announce = (events: readonly LoggedEvent[]): void => {
    metrics.committed(events.length);
    exchange.announce(events);
  };
  const { version } = options;
  const serverName = options.serverName ?? hostname();
  const fleet = new FleetPlace({
    ...{ pool, clock, onFault: faultIn("fleet") },
    self: { id: serverId, name: serverName, version },
  });
  const deskStore = createDeskStore(pool);
  const commits = new CommitWatch(clock, commitTroubleOf);
  const desk = openDesk({
    ...{ store: deskStore, clock, commits },
    announce,
    lookAgain: exchange.lookAgain,
    observe: metrics.batch,
    observeAnswer: metrics.answered,
    onFault: faultIn("desk"),
  });
  return {
    ...{ serverId, clock, logger, metrics, pool, database, setUp, sessions },
    ...{ hub, desk, commits, exchange, fleet, announce, deskStore, serverName, faultIn },
    operatorKey: operator.key,
    authenticate: createAuthenticate(sessions, operator),
    close: async () => {
      await desk.close();
      await exchange.close();
      await fleet.close();
      hub.close();
      await pool.end();
    },
  };
}
