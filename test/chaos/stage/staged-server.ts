// A server of the stage: always at the same port and on the same data folder, however often it falls.
import { makeDataFolder } from "../process/data-folder.ts";
import { leaveFolder } from "../process/owned.ts";
import type { ServerProcess } from "../process/start-server.ts";
import { startServer } from "../process/start-server.ts";
import type { OwnDatabase } from "./own-database.ts";

export interface StagedServer {
  readonly port: number;
  readonly url: string;
  readonly setUpCode: string | null;
  readonly dataFolder: string;
  process(): ServerProcess;
  /** Whether connections should be sent there. */
  isUp(): boolean;
  kill(): Promise<void>;
  /** Stops it in order; connections go elsewhere from the first moment on. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function openStagedServer(plan: {
  readonly database: OwnDatabase | null;
  readonly dataFolder?: string;
  readonly nodeArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}): Promise<StagedServer> {
  const { database, nodeArguments = [], environment = {} } = plan;
  const dataFolder = plan.dataFolder ?? (await makeDataFolder());
  const start = (port: number): Promise<ServerProcess> =>
    startServer({
      ...{ dataFolder, port, nodeArguments, environment },
      ...(database === null ? {} : { databaseUrl: database.url }),
    });
  let running = await start(0);
  let isUp = true;
  const { port, url, setUpCode } = running;
  return {
    ...{ port, url, setUpCode, dataFolder },
    process: () => running,
    isUp: () => isUp,
    kill: async () => {
      isUp = false;
      await running.kill();
    },
    stop: async () => {
      isUp = false;
      await running.stop();
    },
    start: async () => {
      running = await start(port);
      isUp = true;
    },
    close: async () => {
      if (!running.hasEnded()) {
        running.signal("SIGCONT");
        await running.kill();
      }
      // A folder that was handed in is cleared by whoever made it.
      if (plan.dataFolder === undefined) leaveFolder(dataFolder);
    },
  };
}
