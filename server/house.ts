// Builds the house. What is opened here is closed here, in the opposite order; the whole of it can be
// built in a test. This file, the core and the front are the only ones that know adapters.
import type pg from "pg";
import type { Clock } from "./clock.ts";
import type { Desk } from "./desk/desk.ts";
import type { HouseOptions } from "./house-options.ts";
import type { Hub } from "./hub/hub.ts";
import { keepHouse } from "./jobs/keep-house.ts";
import { listen } from "./listen.ts";
import { createMetrics } from "./metrics.ts";
import type { Metrics } from "./metrics.ts";
import { openCore } from "./open-core.ts";
import type { Core } from "./open-core.ts";
import { openFront } from "./open-front.ts";
import type { Front } from "./open-front.ts";
import { leaveDirections } from "./people/operator.ts";
import { Recorder } from "./realtime/recorder.ts";
import { recordMetrics } from "./realtime/record-metrics.ts";
import { Screens } from "./realtime/screens.ts";
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
  /**
   * Tells everybody that it is going, finishes what is in flight, lets go of everything. Asked again, it is
   * the same farewell.
   */
  close(): Promise<void>;
}

export async function openHouse(options: HouseOptions): Promise<House> {
  const recorder = new Recorder(options.clock);
  const screens = new Screens();
  const metrics = recordMetrics(createMetrics(), recorder, screens);
  const core = await openCore(options, metrics);
  const front = await openFront(options, { ...core, recorder, screens });
  const { pool } = core;
  measurePool(metrics, pool);
  const stopKeeping = keepHouse({
    ...core,
    openSessionIds: front.sockets.sessionIds,
    closeSessions: front.closeSessions,
    gymChanged: front.gymChanged,
    followDemo: front.demo.follow,
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
    await core.fleet.open(url);
    await front.demo.resume();
    const leave = async (): Promise<void> => {
      front.refuseMore();
      await takeDirectionsBack();
      await leaveToOthers(options, core, front);
      await close();
    };
    let leaving: Promise<void> | null = null;
    const setUpCode = core.setUp.code();
    return { ...core, url, setUpCode, close: () => (leaving ??= leave()) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where another server stays, whoever sends clients here gets time to notice, and they go one by one. */
async function leaveToOthers(options: HouseOptions, core: Core, front: Front): Promise<void> {
  const { noticeMs, spreadMs } = options.drain ?? { noticeMs: 0, spreadMs: 0 };
  const staysAnother = await core.fleet.drain();
  if (staysAnother) await passed(core.clock, noticeMs);
  await front.sendAway(staysAnother ? spreadMs : 0);
}

function passed(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (ms === 0) resolve();
    else clock.after(ms, resolve);
  });
}

function measurePool({ gauge }: Metrics, pool: pg.Pool): void {
  gauge("avgym_database_limit", "Connections it may open", () => pool.options.max);
  gauge("avgym_database_connections", "Connections of the pool", () => pool.totalCount);
  gauge("avgym_database_in_use", "Connections in use", () => pool.totalCount - pool.idleCount);
  gauge("avgym_database_waiting", "Waiting for a connection", () => pool.waitingCount);
}
