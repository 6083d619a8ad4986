// Where the repository lies, seen from these sources and from their compiled form below dist/ alike.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package-lock.json"))) folder = dirname(folder);
  return folder;
}

export const REPOSITORY = findRoot();
export const SERVER_PROGRAM = join(REPOSITORY, "dist/server/main.js");
/** Plain modules for `node --import`, which run as they lie. */
export const PRELOADS = join(REPOSITORY, "test/chaos/preload");
