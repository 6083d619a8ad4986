// The embedded PostgreSQL as the tests of the launcher use it: in this process, or in one of its own
// that can be killed.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { onTestFinished } from "vitest";
import type { OpenPostgres } from "../../server/postgres/open-postgres.ts";
import { openPostgres } from "../../server/postgres/open-postgres.ts";
import type { Connection } from "../../server/store/database.ts";

export interface TestPostgres extends OpenPostgres {
  /** What the launcher told the operator. */
  readonly said: readonly string[];
}

/** Stopped when the test ends, unless the test has done so. */
export async function openTestPostgres(
  dataFolder: string,
  options: { readonly sharedFolder?: string } = {},
): Promise<TestPostgres> {
  const said: string[] = [];
  const note = (message: string): void => void said.push(message);
  const opened = await openPostgres({ dataFolder, log: { info: note, warn: note }, ...options });
  let isStopped = false;
  const stop = async (): Promise<void> => {
    if (isStopped) return;
    isStopped = true;
    await opened.stop();
  };
  onTestFinished(stop);
  return { connection: opened.connection, stop, said };
}

export async function query(connection: Connection, sql: string): Promise<string[]> {
  const client = new pg.Client({ ...connection });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: "array" });
    return rows.map((row) => row.map(String).join("|"));
  } finally {
    await client.end();
  }
}

export interface OtherProcess {
  readonly pid: number;
  readonly connection: Connection;
  kill(signal: NodeJS.Signals): Promise<void>;
}

const PROGRAM = `
  const { runnerImport } = await import("vite");
  const { module } = await runnerImport(process.env.OPENER, { logLevel: "silent" });
  const log = { info() {}, warn() {} };
  const { connection } = await module.openPostgres({ dataFolder: process.env.FOLDER, log });
  process.stdout.write(JSON.stringify(connection) + "\\n");
  setInterval(() => {}, 60_000);
`;

/** Opens PostgreSQL in another process, which looks for programs (`setpriv`) in `path`. */
export async function openInOtherProcess(dataFolder: string, path: string): Promise<OtherProcess> {
  const opener = fileURLToPath(new URL("../../server/postgres/open-postgres.ts", import.meta.url));
  const child = spawn(process.execPath, ["--input-type=module", "-e", PROGRAM], {
    cwd: fileURLToPath(new URL("../../", import.meta.url)),
    env: { PATH: path, OPENER: opener, FOLDER: dataFolder },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  onTestFinished(() => kill("SIGKILL"));
  const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [unknown];
  return {
    pid: child.pid ?? 0,
    connection: JSON.parse(String(line)) as Connection,
    kill,
  };
}
