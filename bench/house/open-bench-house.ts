// The house as it runs, put together from its own core and front, with an ear at every commit.
import { WALL_CLOCK } from "../../server/clock.ts";
import type { HouseOptions } from "../../server/house-options.ts";
import { listen } from "../../server/listen.ts";
import { createMetrics } from "../../server/metrics.ts";
import type { Core } from "../../server/open-core.ts";
import { openCore } from "../../server/open-core.ts";
import { openFront } from "../../server/open-front.ts";
import { recordMetrics } from "../../server/realtime/record-metrics.ts";
import { Recorder } from "../../server/realtime/recorder.ts";
import { Screens } from "../../server/realtime/screens.ts";
import { createLogger } from "../../server/settings/logger.ts";
import type { Sockets } from "../../server/socket/open-sockets.ts";
import type { Connection } from "../../server/store/database.ts";

export interface BenchHouse {
  readonly core: Core;
  readonly sockets: Sockets;
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

export async function openBenchHouse(
  connection: Connection,
  webFolder: string | null,
  onCommitted: () => void,
): Promise<BenchHouse> {
  const options: HouseOptions = {
    version: "bench",
    connection,
    host: "127.0.0.1",
    port: 0,
    dataFolder: null,
    webFolder,
    publicUrl: null,
    trustProxy: false,
    logger: createLogger("silent"),
    clock: WALL_CLOCK,
    demo: null,
    // All dashboards of a measurement come from this machine, and share a few accounts; one that reads
    // no more stays for all of it.
    limits: {
      connectionsPerAddress: 20_000,
      connectionsPerAccount: 20_000,
      behindMs: 600_000,
    },
    onSetUpCode: () => undefined,
  };
  const recorder = new Recorder(WALL_CLOCK);
  const screens = new Screens();
  const metrics = recordMetrics(createMetrics(), recorder, screens);
  const core = await openCore(options, {
    ...metrics,
    batch: (batch) => {
      onCommitted();
      metrics.batch(batch);
    },
  });
  const front = await openFront(options, { ...core, recorder, screens });
  const url = await listen(front.app, options.host, options.port);
  return {
    core,
    sockets: front.sockets,
    url,
    port: Number(new URL(url).port),
    close: async () => {
      await front.close();
      await core.close();
    },
  };
}
