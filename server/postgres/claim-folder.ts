// One AV Gym per data folder: whoever runs there has written its process into a file of the folder.
import { link, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { StartProblem } from "../settings/start-problem.ts";
import { faultCode, orNull } from "./fault-code.ts";
import { readProcess } from "./process-facts.ts";

const NAME = "av-gym.lock";
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;

export interface Claim {
  /** The folder held nothing before, so its rights are ours to set. */
  readonly isNew: boolean;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly startMark: string;
}

/** Makes the folder where it is missing; throws StartProblem where it is taken or may not be written. */
export async function claimFolder(folder: string): Promise<Claim> {
  const path = join(folder, NAME);
  try {
    await makeFolder(folder);
    await mustBeOurs(folder);
    const isNew = (await readdir(folder)).length === 0;
    await takeLock(path, folder);
    return { isNew, release: () => releaseLock(path) };
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(
      `The data folder ${folder} cannot be written (${faultCode(error) ?? String(error)}): give this user the right to write there, or start with another --data folder.`,
      { cause: error },
    );
  }
}

/** Whoever else may write there could put another address, and another database, in its place. */
async function mustBeOurs(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const { mode } = await stat(folder);
  if ((mode & WRITABLE_BY_ALL) === 0 || (mode & STICKY) !== 0) return;
  throw new StartProblem(
    `Everybody on this machine may write to the data folder ${folder}: take that right away (chmod o-w), or start with another --data folder.`,
  );
}

/** One folder at a time: where a file system refuses new folders, Node's recursive way never returns. */
async function makeFolder(folder: string): Promise<void> {
  const make = () => mkdir(folder, { mode: 0o700 });
  try {
    await make();
  } catch (error) {
    if (faultCode(error) === "EEXIST") return;
    if (faultCode(error) !== "ENOENT") throw error;
    await mkdir(dirname(folder), { recursive: true });
    await make();
  }
}

async function takeLock(path: string, folder: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  const mine = await readProcess(process.pid);
  const holder: Holder = { pid: process.pid, startMark: mine?.startMark ?? "" };
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    // The link appears with all its text or not at all, and never over another's.
    while (!(await linkOnce(draft, path))) {
      const other = await readHolder(path);
      if (other !== null && (await isRunning(other))) {
        throw new StartProblem(
          `AV Gym is already running on this data folder (process ${other.pid}): stop it first, or start with another --data folder. Several servers of one gym need a data folder each, and one database for all: DATABASE_URL.`,
        );
      }
      await rm(path, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
  if ((await readHolder(path))?.pid === process.pid) return;
  throw new StartProblem(
    `AV Gym was started twice at once on the data folder ${folder}: start it once more.`,
  );
}

async function linkOnce(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (faultCode(error) === "EEXIST") return false;
    if (!isWithoutLinks(error)) throw error;
    return writeOnce(from, to);
  }
}

/** Some file systems (exFAT, some shares) know no hard links. */
function isWithoutLinks(error: unknown): boolean {
  return ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(faultCode(error) ?? "");
}

async function writeOnce(from: string, to: string): Promise<boolean> {
  try {
    await writeFile(to, await readFile(from), { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (faultCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Null for a file that was left half-written by a loss of power. */
async function readHolder(path: string): Promise<Holder | null> {
  const text = await orNull(readFile(path, "utf8"));
  const found = /"pid":(\d+),"startMark":"([^"]*)"/.exec(text ?? "");
  return found === null ? null : { pid: Number(found[1]), startMark: found[2] ?? "" };
}

async function isRunning(holder: Holder): Promise<boolean> {
  const found = await readProcess(holder.pid);
  return found !== null && found.startMark === holder.startMark;
}

async function releaseLock(path: string): Promise<void> {
  if ((await readHolder(path))?.pid === process.pid) await rm(path, { force: true });
}
