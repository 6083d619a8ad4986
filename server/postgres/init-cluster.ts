// Makes a new cluster, whole or not at all, and refuses one of another major version.
import { chmod, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { StartProblem } from "../settings/start-problem.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./find-binaries.ts";
import { programPath } from "./find-binaries.ts";
import { faultCode, orNull } from "./fault-code.ts";
import type { Outcome } from "./run-program.ts";
import { runProgram } from "./run-program.ts";

export const ROLE = "avgym";

export interface Cluster {
  readonly folder: string;
  /** Asked for over loopback TCP only; the socket's folder admits its owner alone. */
  readonly password: string | null;
}

/** `databaseFolder/cluster`, made at the first start. */
export async function openCluster(
  binaries: Binaries,
  databaseFolder: string,
  account: Account | null,
): Promise<Cluster> {
  const folder = join(databaseFolder, "cluster");
  const major = await readMajor(binaries, account);
  const found = await orNull(readFile(join(folder, "PG_VERSION"), "utf8"));
  if (found === null) await makeCluster(binaries, databaseFolder, folder, account);
  else if (found.trim() !== major) throw otherVersion(folder, found.trim(), major);
  // PostgreSQL refuses a folder that others can read, as one copied or unpacked may be.
  await chmod(folder, 0o700);
  const password = await orNull(readFile(passwordPath(databaseFolder), "utf8"));
  return { folder, password };
}

async function makeCluster(
  binaries: Binaries,
  databaseFolder: string,
  folder: string,
  account: Account | null,
): Promise<void> {
  await refuseOddContent(folder);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  const args = [
    ["-D", unfinished, "-U", ROLE, "-E", "UTF8", "--locale=C", "--no-instructions"],
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
    ["--auth-local=trust", "--auth-host=scram-sha-256"],
    process.platform === "win32" ? [`--pwfile=${await makePassword(databaseFolder)}`] : [],
  ].flat();
  const outcome = await runProgram(programPath(binaries, "initdb"), args, account);
  if (outcome.code !== 0) throw notMade(folder, outcome);
  await rename(unfinished, folder);
}

async function refuseOddContent(folder: string): Promise<void> {
  if ((await orNull(stat(folder))) === null) return;
  throw new StartProblem(
    `The database in ${folder} is damaged (it has no PG_VERSION): bring the folder back from a backup, or move it away to begin with an empty gym.`,
  );
}

async function makePassword(databaseFolder: string): Promise<string> {
  const path = passwordPath(databaseFolder);
  await writeFile(path, randomBytes(32).toString("base64url"), { mode: 0o600 });
  return path;
}

function passwordPath(databaseFolder: string): string {
  return join(databaseFolder, "password");
}

async function readMajor(binaries: Binaries, account: Account | null): Promise<string> {
  try {
    const { code, output, fault } = await runProgram(
      programPath(binaries, "postgres"),
      ["--version"],
      account,
    );
    const major = /\(PostgreSQL\) (\d+)/.exec(output)?.[1];
    if (major !== undefined) return major;
    throw cannotRun(fault.trim() || `it ended with ${code}`);
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw cannotRun(faultCode(error) ?? String(error), error);
  }
}

function cannotRun(reason: string, cause?: unknown): StartProblem {
  return new StartProblem(
    `The PostgreSQL that came with AV Gym does not run on this machine (${reason}): set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
    { cause },
  );
}

function notMade(folder: string, outcome: Outcome): StartProblem {
  const said = outcome.fault.trim().split("\n")[0] ?? `initdb ended with ${outcome.code}`;
  return new StartProblem(
    `The database could not be made in ${folder} (${said}): mend that, or start with another --data folder.`,
  );
}

function otherVersion(folder: string, found: string, major: string): StartProblem {
  return new StartProblem(
    `The database in ${folder} was made by PostgreSQL ${found}, and this AV Gym brings PostgreSQL ${major}: start the AV Gym that made it and take a backup to restore here, or run PostgreSQL ${found} on it yourself and set DATABASE_URL.`,
  );
}
