// Builds what runs: the rooms with the compiler, the screens with Vite, both below dist/. What is up
// to date is left alone, so that a second start is quick.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { compressAssets } from "./compress-assets.mjs";
import { copyAssets } from "./copy-assets.mjs";
import { ensurePackages } from "./ensure-packages.mjs";
import { listPageFiles } from "./list-page-files.mjs";
import { SetUpProblem, inRepository, runScript, say } from "./repository.mjs";
import { runTool } from "./run-command.mjs";
import { sourceHash } from "./source-hash.mjs";

const SHARED = ["domain", "protocol", "client", "tsconfig.base.json", "package-lock.json"];

const PROGRAMS = {
  name: "programs",
  sources: [...SHARED, "server", "cli"],
  proof: "dist/server/.tsbuildinfo",
  build: buildPrograms,
};
const SCREENS = {
  name: "screens",
  sources: [...SHARED, "web", "vite.config.ts"],
  proof: "dist/web/index.html",
  build: buildScreens,
};

/** Brings dist/ up to date; `screens: false` leaves the screens out. */
export async function build({ screens = true } = {}) {
  for (const part of screens ? [PROGRAMS, SCREENS] : [PROGRAMS]) await buildPart(part);
}

async function buildPart({ name, sources, proof, build: buildIt }) {
  const stamp = inRepository("dist", `.built-${name}`);
  const wanted = sourceHash(sources);
  const isFresh = existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isFresh && existsSync(inRepository(proof))) return;
  say(`Building the ${name}…`);
  await buildIt();
  mkdirSync(inRepository("dist"), { recursive: true });
  writeFileSync(stamp, wanted);
}

async function buildPrograms() {
  await compile(["domain", "protocol", "client", "server", "cli"]);
  copyAssets(inRepository("server"), inRepository("dist", "server"));
}

async function buildScreens() {
  await compile(["web"]);
  const code = await runTool("vite", ["build", "--logLevel", "warn"]);
  if (code !== 0) throw new SetUpProblem("The screens could not be built (Vite says why above).");
  listPageFiles(inRepository("dist", "web"));
  compressAssets(inRepository("dist", "web"));
}

export async function compile(rooms) {
  const code = await runTool("typescript", ["-b", ...rooms], { tool: "tsc" });
  if (code !== 0) throw new SetUpProblem("The build stopped: the compiler found faults (above).");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await runScript(async () => {
    await ensurePackages();
    await build();
  });
}
