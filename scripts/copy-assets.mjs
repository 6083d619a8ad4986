// Beside the compiled code of a room lies what it reads at run time, such as the SQL migrations. A file
// that is gone from the sources goes from dist/ too: a migration left behind would still be run.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { dirname, relative } from "node:path";
import { inRepository } from "./repository.mjs";
import { filesBelow } from "./source-hash.mjs";

const COMPILED = /\.(?:[cm]?tsx?|js|js\.map)$|\.tsbuildinfo$|tsconfig.*\.json$/;

export function copyAssets(room) {
  const asked = new Set(assetsBelow(room));
  for (const name of assetsBelow(`dist/${room}`)) {
    if (!asked.has(name)) rmSync(inRepository("dist", room, name));
  }
  for (const name of asked) {
    const target = inRepository("dist", room, name);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(inRepository(room, name), target);
  }
}

function assetsBelow(folder) {
  return filesBelow([folder])
    .filter((path) => !COMPILED.test(path))
    .map((path) => relative(inRepository(folder), path));
}
