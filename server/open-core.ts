// The core of the house: the store, who may come in, the desk that decides and the hub that tells.
import type pg from "pg";
import { checkHistory } from "./backup/renew-epochs.ts";
import type { Clock } from "./clock.ts";
import type { Desk } from "./desk/desk.ts";
import { openDesk } from "./desk/open-desk.ts";
import type { HouseOptions } from "./house-options.ts";
import { Hub } from "./hub/hub.ts";
import type { Metrics } from "./metrics.ts";
import type { Authenticate } from "./people/authenticate.ts";
import { createAuthenticate } from "./people/authenticate.ts";
import { drawOperatorKey } from "./people/operator.ts";
import { openSessions } from "./people/sessions.ts";
import type { Sessions } from "./people/sessions.ts";
import { readSetUp } from "./people/set-up.ts";
import type { SetUp } from "./people/set-up.ts";
import type { Logger } from "./settings/logger.ts";
import { encodeTextFrame } from "./socket/frame.ts";
import type { LoggedEvent } from "./store/number-events.ts";
import { openDatabase } from "./store/database.ts";
import type { Database } from "./store/database.ts";
import { createDeskStore } from "./store/desk-store.ts";
import { createHubStore } from "./store/hub-store.ts";
import { openStore } from "./store/open-store.ts";

/** Connections to the database: one a site that commits, and some for those who read. */
const POOL_SIZE = 16;

export interface Core {
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
  /** Lets every screen hear of events that have committed. */
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

  const pool = await openStore(options.connection, POOL_SIZE, faultIn("pool"));
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
    observeAttach: metrics.attached,
    onFault: faultIn("hub"),
  });
  const announce = hub.announce.bind(hub);
  const desk = openDesk({
    store: createDeskStore(pool),
    clock,
    announce,
    lookAgain: (siteId) => hub.readOn(siteId),
    observe: metrics.batch,
    observeAnswer: metrics.answered,
    onFault: faultIn("desk"),
  });
  return {
    ...{ clock, logger, metrics, pool, database, setUp, sessions, hub, desk, announce },
    operatorKey: operator.key,
    authenticate: createAuthenticate(sessions, operator),
    close: async () => {
      await desk.close();
      hub.close();
      await pool.end();
    },
  };
}
