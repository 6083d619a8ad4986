// Whether the account PostgreSQL runs as can get at a folder. Asked of the system by trying it, so that
// lists of rights, mounts and the like count too.
import { chmod, chown, cp, mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Account } from "./account.ts";
import type { Binaries } from "./find-binaries.ts";
import { completeBinaries } from "./find-binaries.ts";
import { faultCode, orNull } from "./fault-code.ts";
import { runProgram } from "./run-program.ts";

export async function mayEnter(folder: string, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  const { code } = await runProgram("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], account);
  return code === 0;
}

async function mayRead(binaries: Binaries, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  const tried = 'test -x "$1/bin/postgres" && test -r "$1/share/postgresql/postgres.bki"';
  const { code } = await runProgram("/bin/sh", ["-c", tried, "sh", binaries.folder], account);
  return code === 0;
}

/** Lets the account pass through a folder without seeing what is in it. */
export async function letThrough(folder: string, account: Account): Promise<void> {
  await chown(folder, -1, account.gid);
  await chmod(folder, ((await stat(folder)).mode & 0o777) | 0o010);
}

/** The binaries where the account can run them: in their place, or a copy made once per version. */
export async function reachableBinaries(
  binaries: Binaries,
  account: Account | null,
  copiesFolder: string,
): Promise<Binaries> {
  if ((await mayRead(binaries, account)) && (await becomesComplete(binaries))) return binaries;
  const copy = { ...binaries, folder: join(copiesFolder, `postgresql-${binaries.version}`) };
  if ((await orNull(stat(copy.folder))) === null) await copyWhole(binaries, copy);
  return copy;
}

async function becomesComplete(binaries: Binaries): Promise<boolean> {
  try {
    await completeBinaries(binaries);
    return true;
  } catch (error) {
    const code = faultCode(error);
    if (code === "EACCES" || code === "EPERM" || code === "EROFS") return false;
    throw error;
  }
}

/** Whole or not at all: the copy takes its name when everything is in it. */
async function copyWhole(binaries: Binaries, copy: Binaries): Promise<void> {
  await mkdir(dirname(copy.folder), { recursive: true, mode: 0o755 });
  const unfinished = await mkdtemp(`${copy.folder}-`);
  try {
    await cp(binaries.folder, unfinished, { recursive: true, verbatimSymlinks: true });
    await completeBinaries({ ...copy, folder: unfinished });
    await chmod(unfinished, 0o755);
    await rename(unfinished, copy.folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if ((await orNull(stat(copy.folder))) === null) throw error;
  }
}
