// The walls of the house: who may import whom, with the sentence that says why. Pure: a file's path, what it
// imports, and a verdict.
import { posix } from "node:path";

/** The rooms that each room may see; `packages` lists all it may use where that is a short list. */
const ROOMS = {
  domain: { sees: [], packages: ["temporal-polyfill"] },
  protocol: { sees: ["domain"], packages: ["zod"] },
  client: { sees: ["domain", "protocol"], packages: ["uuid", "ws", "zod"] },
  server: { sees: ["domain", "protocol"] },
  web: { sees: ["domain", "protocol", "client"] },
  cli: { sees: ["domain", "protocol", "client"] },
  bench: { sees: ["domain", "protocol", "client", "server", "web", "cli", "test"] },
  test: { sees: ["domain", "protocol", "client", "server", "web", "cli", "scripts"] },
  scripts: { sees: [] },
};

/** The folders of `web/` that every feature may use. All others are features, and meet on a screen or in `web/app/`. */
const SHARED_PARTS = [
  "activity",
  "api",
  "connection",
  "offline",
  "parts",
  "scanner",
  "toasts",
  "words",
];
/** The files that build the house: they alone open adapters. */
const BUILDERS = [
  "server/house.ts",
  "server/open-core.ts",
  "server/open-front.ts",
  "server/main.ts",
];
const ADAPTER = /^server\/(?:postgres\/|store\/(?:.*-store|database)\.ts$)/;
/** The parts of the server that are handed a store and never see SQL. */
const HANDED = /^server\/(?:desk|hub|socket)\//;
const SQL_PACKAGES = ["pg", "kysely"];
const VAGUE_NAMES = /^(?:index|utils?|helpers?|common|types?|misc|managers?|services?)\./;

const isTest = (path) => /\.test\.tsx?$/.test(path);
const isScreen = (path) => path.endsWith("-screen.tsx");
const roomOf = (path) => path.split("/")[0];

/** Every broken wall of one file: `{ line, sentence }`. */
export function brokenWalls(path, imports) {
  const faults = imports
    .map((each) => ({ line: each.line, sentence: faultOf(path, each) }))
    .filter(({ sentence }) => sentence !== null);
  const name = posix.basename(path);
  if (!VAGUE_NAMES.test(name)) return faults;
  const sentence = `"${name}" says nothing of what is in it: name the file after the thing or the deed.`;
  return [{ line: 1, sentence }, ...faults];
}

function faultOf(from, { specifier, isType }) {
  if (!specifier.startsWith(".")) return packageFault(from, specifier, isType);
  const to = posix.join(posix.dirname(from), specifier);
  return roomFault(from, to) ?? featureFault(from, to) ?? adapterFault(from, to, isType);
}

function packageFault(from, specifier, isType) {
  const room = roomOf(from);
  if (isTest(from)) return null;
  if (specifier.startsWith("node:")) {
    if (!["domain", "protocol", "client", "web"].includes(room)) return null;
    return `${room}/ runs in a browser too: it may not import ${specifier}.`;
  }
  if (!isType && HANDED.test(from) && SQL_PACKAGES.some((name) => isOf(specifier, name))) {
    return `${from} is handed a store: it never uses ${specifier} itself.`;
  }
  const allowed = ROOMS[room]?.packages;
  if (allowed === undefined || allowed.some((name) => isOf(specifier, name))) return null;
  return `${room}/ may use ${allowed.join(", ")} only, not the package ${specifier}.`;
}

const isOf = (specifier, name) => specifier === name || specifier.startsWith(`${name}/`);

function roomFault(from, to) {
  const [room, other] = [roomOf(from), roomOf(to)];
  if (room === other || ROOMS[room] === undefined || ROOMS[other] === undefined) return null;
  if (ROOMS[room].sees.includes(other)) return null;
  if (isTest(from) && other === "test" && to.startsWith("test/support/")) return null;
  if (ROOMS[room].sees.length === 0) return `${room}/ sees no other room, so not ${to}.`;
  return `${room}/ may see ${ROOMS[room].sees.join(", ")} only, not ${to}.`;
}

function featureFault(from, to) {
  const [room, feature, file] = from.split("/");
  const [otherRoom, other, otherFile] = to.split("/");
  if (room !== "web" || otherRoom !== "web") return null;
  if (file === undefined || otherFile === undefined || feature === other) return null;
  if (feature === "app" || SHARED_PARTS.includes(other)) return null;
  if (isTest(from) || (isScreen(from) && other !== "app" && !isScreen(to))) return null;
  if (SHARED_PARTS.includes(feature)) {
    return `web/${feature}/ is shared by all: it may not know web/${other}/.`;
  }
  return `Features never import each other: web/${feature}/ and web/${other}/ meet on a screen or in web/app/.`;
}

function adapterFault(from, to, isType) {
  if (isType || isTest(from) || roomOf(from) !== "server" || BUILDERS.includes(from)) return null;
  if (
    !ADAPTER.test(to) ||
    isWithin(from, "server/store/", to) ||
    isWithin(from, "server/postgres/", to)
  )
    return null;
  return `Only ${BUILDERS.join(" and ")} open adapters: ${from} is handed what ${to} offers (a type import is allowed).`;
}

const isWithin = (from, folder, to) => from.startsWith(folder) && to.startsWith(folder);
