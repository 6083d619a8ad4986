// Fails with file, line and sentence for every import that goes through a wall of the house.
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { readImports } from "./read-imports.mjs";
import { root } from "./repository.mjs";
import { filesBelow } from "./source-hash.mjs";
import { brokenWalls } from "./walls.mjs";

const ROOMS = ["domain", "protocol", "client", "server", "web", "cli", "test", "bench", "scripts"];

const faults = filesBelow(ROOMS)
  .filter((file) => /\.(?:tsx?|mjs)$/.test(file))
  .flatMap((file) => {
    const path = relative(root, file).split(sep).join("/");
    const broken = brokenWalls(path, readImports(readFileSync(file, "utf8")));
    return broken.map(({ line, sentence }) => `${path}:${line}  ${sentence}`);
  });

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
