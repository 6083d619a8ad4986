// Beside the compiled code of a room lies what it reads at run time, such as the SQL migrations. A file
// that is gone from the sources goes from dist/ too: a migration left behind would still be run.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { filesBelow } from "./source-hash.mjs";

const COMPILED = /\.(?:[cm]?tsx?|js|js\.map)$|\.tsbuildinfo$|tsconfig.*\.json$/;

export function copyAssets(from, to) {
  const asked = new Set(assetsBelow(from));
  for (const name of assetsBelow(to)) {
    if (!asked.has(name)) rmSync(join(to, name));
  }
  for (const name of asked) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(join(from, name), join(to, name));
  }
}

function assetsBelow(folder) {
  return filesBelow([folder])
    .filter((path) => !COMPILED.test(path))
    .map((path) => relative(folder, path));
}
