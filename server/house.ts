// Builds the house. What is opened here is closed here, in the opposite order; the whole of it can be
// built in a test. This file, the core and the front are the only ones that know adapters.
import type pg from "pg";
import type { Desk } from "./desk/desk.ts";
import type { HouseOptions } from "./house-options.ts";
import type { Hub } from "./hub/hub.ts";
import { keepHouse } from "./jobs/keep-house.ts";
import { listen } from "./listen.ts";
import { createMetrics } from "./metrics.ts";
import type { Metrics } from "./metrics.ts";
import { openCore } from "./open-core.ts";
import { openFront } from "./open-front.ts";
import { leaveDirections } from "./people/operator.ts";
import type { Database } from "./store/database.ts";

export interface House {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly database: Database;
  readonly desk: Desk;
  readonly hub: Hub;
  readonly metrics: Metrics;
  readonly operatorKey: string;
  /** The one-time code of the first run; null once the gym is set up. */
  readonly setUpCode: string | null;
  /** Tells everybody that it is going, finishes what is in flight, lets go of everything. */
  close(): Promise<void>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const metrics = createMetrics();
  const core = await openCore(options, metrics);
  const front = await openFront(options, core);
  const { pool } = core;
  metrics.gauge("avgym_database_connections", "Connections of the pool", () => pool.totalCount);
  metrics.gauge("avgym_database_waiting", "Waiting for a connection", () => pool.waitingCount);
  const stopKeeping = keepHouse({
    ...core,
    openSessionIds: front.sockets.sessionIds,
    closeSessions: front.closeSessions,
    onSetUpCode: options.onSetUpCode,
    onFault: metrics.fault,
  });
  const close = async (): Promise<void> => {
    stopKeeping();
    await front.close();
    await core.close();
  };
  try {
    const url = await listen(front.app, options.host, options.port);
    const takeDirectionsBack = await leaveDirections(options.dataFolder, {
      key: core.operatorKey,
      url,
    });
    await front.demo.resume();
    return {
      ...core,
      url,
      setUpCode: core.setUp.code(),
      close: async () => {
        await takeDirectionsBack();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
