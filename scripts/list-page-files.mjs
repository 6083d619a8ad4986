// Writes into the service worker which files the page is made of, and what they are all together, so that
// a browser keeps exactly those and notices every change.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { filesBelow } from "./source-hash.mjs";

const WORKER = "service-worker.js";
const LEFT_OUT = /\.(?:map|gz|br)$/;

export function listPageFiles(folder) {
  const paths = filesBelow([folder])
    .map((path) => relative(folder, path).replaceAll("\\", "/"))
    .filter((path) => !LEFT_OUT.test(path) && path !== WORKER)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(join(folder, path)));
  const version = hash.digest("hex").slice(0, 16);
  const worker = readFileSync(join(folder, WORKER), "utf8");
  const files = JSON.stringify(paths.map((path) => `/${path}`));
  const listed = filled(worker, 'FILES = ["/index.html"];', `FILES = ${files};`);
  const written = filled(listed, 'VERSION = "unbuilt";', `VERSION = "${version}";`);
  writeFileSync(join(folder, WORKER), written);
}

function filled(worker, place, value) {
  if (!worker.includes(place)) throw new Error(`${WORKER} has no place for ${value}`);
  return worker.replace(place, () => value);
}
