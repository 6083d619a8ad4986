// The simulation as one file that Node runs, with patches on the way: smaller bounds, so that a small gym
// reaches them, or a planted bug. A patch that does not match exactly once is an error, so none can rot.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { inRepository } from "./repository.mjs";

/** Bounds of the product that are too large for a small gym to reach. */
const SMALL = [
  { file: "server/hub/repairs.ts", find: "PAGE = 1_000;", replace: "PAGE = 7;" },
  { file: "server/hub/ring.ts", find: "MAX_EVENTS = 4_096;", replace: "MAX_EVENTS = 16;" },
  { file: "server/hub/catch-up.ts", find: "MAX_CATCH_UP = 5_000;", replace: "MAX_CATCH_UP = 60;" },
  {
    file: "server/hub/catch-up.ts",
    find: "SLICE_BYTES = 16 * 1024;",
    replace: "SLICE_BYTES = 2 * 1024;",
  },
  { file: "server/hub/sweep.ts", find: "AT_ONCE = 200;", replace: "AT_ONCE = 2;" },
];

/** A place for bundles, from which packages are found; returns how to clear it away. */
export function openBundleFolder() {
  const cache = inRepository("node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "simulation-"));
  return { folder, clear: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Returns the path of the file. `isSmall`: with small bounds. */
export async function bundleSimulation(folder, { name, isSmall = false, patches = [] }) {
  const wanted = [...(isSmall ? SMALL : []), ...patches];
  const done = new Set();
  const patcher = {
    name: "patches",
    enforce: "pre",
    transform(code, id) {
      const own = wanted.filter(({ file }) => id.split("?")[0] === inRepository(file));
      for (const patch of own) done.add(patch);
      return own.length === 0 ? null : own.reduce(patched, code);
    },
  };
  await build({
    configFile: false,
    logLevel: "silent",
    root: inRepository(),
    plugins: [patcher],
    build: {
      ssr: inRepository("test/simulation/bundle-entry.ts"),
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: "node20",
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  const missed = wanted.find((patch) => !done.has(patch));
  if (missed !== undefined)
    throw new Error(`${name}: ${missed.file} is not part of the simulation`);
  return join(folder, `${name}.mjs`);
}

function patched(code, { file, find, replace }) {
  const pieces = code.split(find);
  if (pieces.length !== 2) {
    const times = pieces.length - 1;
    throw new Error(`the patch of ${file} matches ${times} times instead of once:\n${find}`);
  }
  return pieces.join(replace);
}
