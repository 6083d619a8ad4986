// `npm start`: reads the settings, starts the database where none is given, opens the house, says where
// it is, and closes everything in order when it is told to stop.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { OpenBus } from "./bus/bus.ts";
import { WALL_CLOCK } from "./clock.ts";
import { openHouse } from "./house.ts";
import type { House } from "./house.ts";
import { claimFolder } from "./postgres/claim-folder.ts";
import { openPostgres } from "./postgres/open-postgres.ts";
import type { OpenPostgres } from "./postgres/open-postgres.ts";
import { mustBeFree } from "./listen.ts";
import { createLogger } from "./settings/logger.ts";
import type { Logger } from "./settings/logger.ts";
import { readSettings, USAGE } from "./settings/settings.ts";
import type { Settings } from "./settings/settings.ts";
import { StartProblem } from "./settings/start-problem.ts";

// Compiled, this file is dist/server/main.js; the package is two folders up.
const PACKAGE = new URL("../../package.json", import.meta.url);
const WEB_FOLDER = fileURLToPath(new URL("../web/", import.meta.url));

const SAME_ASK_MS = 2_000;
/** Over how long the clients of a server that goes are spread to the others. */
const SPREAD_MS = 2_000;
/** Connections of the embedded database beyond the pool: hints, backups, and whoever looks inside. */
const BESIDE_THE_POOL = 44;

interface Running {
  readonly house: House;
  close(): Promise<void>;
}

async function start(settings: Settings, logger: Logger): Promise<Running> {
  const { version } = JSON.parse(await readFile(PACKAGE, "utf8")) as { readonly version: string };
  await mustBeFree(settings.host, settings.port);
  const database = await openServer(settings, logger);
  try {
    const house = await openHouse({
      ...settings,
      version,
      connection: database.connection,
      webFolder: WEB_FOLDER,
      logger,
      clock: WALL_CLOCK,
      ...(settings.redisUrl !== null && { openBus: await redisBusTo(settings.redisUrl) }),
      drain: { noticeMs: settings.drainMs, spreadMs: SPREAD_MS },
      onSetUpCode: (code) => process.stdout.write(`\nThe set-up code is now ${code}\n`),
    });
    return {
      house,
      close: async () => {
        await house.close();
        await database.stop();
      },
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Loaded only where there is a Redis. */
async function redisBusTo(url: string): Promise<OpenBus> {
  const bus = await import("./bus/redis-bus.ts");
  return bus.redisBusTo(url);
}

/** The embedded database, or the one that was named; either way the data folder is ours alone. */
async function openServer(settings: Settings, log: Logger): Promise<OpenPostgres> {
  const { databaseUrl, dataFolder, databaseConnections } = settings;
  if (databaseUrl === null) {
    const max_connections = String(databaseConnections + BESIDE_THE_POOL);
    return openPostgres({ dataFolder, log, settings: { max_connections } });
  }
  const claim = await claimFolder(dataFolder);
  return { connection: { connectionString: databaseUrl }, stop: claim.release };
}

function sayWhere({ url, setUpCode }: House, settings: Settings): void {
  const lines = ["", `AV Gym is open at ${url}`];
  if (setUpCode !== null) {
    lines.push("", `First start: open that address and enter the set-up code ${setUpCode}`);
  }
  if (settings.demo !== null) {
    lines.push("The demo gym is filled as soon as the first account is made.");
  }
  lines.push("", "Ctrl-C stops it.", "");
  process.stdout.write(lines.join("\n"));
}

function stopOnSignal(running: Running, logger: Logger): void {
  let asked: number | null = null;
  const stop = (): void => {
    const now = WALL_CLOCK.elapsed();
    // One Ctrl-C may come twice, from the terminal and through npm; only a later one means: at once.
    if (asked !== null && now - asked < SAME_ASK_MS) return;
    if (asked !== null) process.exit(1);
    asked = now;
    process.stdout.write("\nStopping: finishing what is in flight…\n");
    running.close().then(
      () => {
        process.stdout.write("Stopped.\n");
        process.exit(0);
      },
      (error: unknown) => {
        logger.fatal({ err: error }, "could not stop in order");
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
}

async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (settings === null) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const logger = createLogger(settings.logLevel);
  const running = await start(settings, logger);
  stopOnSignal(running, logger);
  sayWhere(running.house, settings);
}

main().catch((error: unknown) => {
  if (error instanceof StartProblem) process.stderr.write(`\n${error.message}\n`);
  else
    process.stderr.write(
      `\nAV Gym could not start. This is a fault of ours:\n${String(error instanceof Error ? error.stack : error)}\n`,
    );
  process.exit(1);
});
