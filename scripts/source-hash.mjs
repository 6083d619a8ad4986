// One hash over the sources that something is built from, to know whether it is up to date.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { root } from "./repository.mjs";

const TEST = /\.test\.tsx?$/;

/** All files below some files or folders of the repository, in a fixed order; missing ones are left out. */
export function filesBelow(paths) {
  return paths.flatMap((path) => walk(resolve(root, path))).toSorted();
}

/** The hash of the names and contents of everything below `paths`, tests left out. */
export function sourceHash(paths) {
  const hash = createHash("sha256");
  for (const file of filesBelow(paths)) {
    if (TEST.test(file)) continue;
    hash.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function walk(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => walk(join(path, name)));
}
