import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleSimulation, openBundleFolder } from "../../scripts/simulation-bundle.mjs";
import type { Patch } from "../../scripts/simulation-bundle.mjs";
import { runSeeds } from "../../scripts/simulation-workers.mjs";
import type { SeedResult } from "../../scripts/simulation-workers.mjs";
import { MUTANTS } from "./mutants.mjs";

/** Seeds that are run in any case, and how long others follow; the long one is `npm run simulate`. */
const FEWEST_SEEDS = 8;
const SEEDS_MS = 5_000;
/** Planted bugs that are found within a few seeds; all of them: `npm run simulate -- --mutants`. */
const SOON_FOUND = [
  "answer-before-commit",
  "id-for-anything",
  "another-hash",
  "newcomer-misses-a-round",
  "live-too-early",
];

const bundles = openBundleFolder();
let files: readonly string[];

beforeAll(async () => {
  files = [
    await bundleSimulation(bundles.folder, { name: "usual" }),
    await bundleSimulation(bundles.folder, { name: "small", isSmall: true }),
  ];
});

afterAll(() => bundles.clear());

async function run(seeds: readonly number[], more: { readonly patches?: readonly Patch[] } = {}) {
  const { patches } = more;
  const own = { name: `mutant-${seeds[0]}-${patches?.[0]?.file.replaceAll("/", "-")}` };
  const used =
    patches === undefined
      ? files
      : [await bundleSimulation(bundles.folder, { ...own, isSmall: true, patches })];
  const results: SeedResult[] = [];
  const left = [...seeds];
  const until = performance.now() + (patches === undefined ? SEEDS_MS : 4 * SEEDS_MS);
  await runSeeds({
    files: used,
    workers: Math.min(2, availableParallelism()),
    next: () => {
      const isOver = performance.now() > until && seeds.length - left.length >= FEWEST_SEEDS;
      const seed = isOver ? undefined : left.shift();
      return seed === undefined ? null : { seed, less: {}, keepsAll: false, shrinks: false };
    },
    onRun: (result) => {
      results.push(result);
      return result.run.violation !== null;
    },
  });
  return results;
}

const upTo = (count: number) => Array.from({ length: count }, (_each, index) => index + 1);

describe("a gym in which much goes wrong", () => {
  test("[SIM-1] the same seed gives the same run", async () => {
    const results = await run([7, 8, 7, 8]);
    const hashes = (seed: number) =>
      results.filter((result) => result.seed === seed).map((result) => result.run.hash);
    expect(hashes(7)).toHaveLength(2);
    expect(new Set(hashes(7)).size).toBe(1);
    expect(new Set(hashes(8)).size).toBe(1);
    expect(hashes(7)[0]).not.toBe(hashes(8)[0]);
  });

  test("[SIM-2] every seed ends with every screen equal to the database", async () => {
    const results = await run(upTo(300));
    for (const { seed, run: each } of results) {
      const { violation, lines } = each;
      const found = violation === null ? null : { seed, ...violation, lines };
      expect(found).toBeNull();
    }
    expect(results.length).toBeGreaterThanOrEqual(FEWEST_SEEDS);
  });

  for (const { says, patches } of MUTANTS.filter(({ name }) => SOON_FOUND.includes(name)))
    test(`[SIM-3] finds a planted bug: ${says}`, async () => {
      const results = await run(upTo(40), { patches });
      expect(results.some((result) => result.run.violation !== null)).toBe(true);
    });

  test("[SIM-3] a patch that matches nothing is an error", async () => {
    const patch = { file: "domain/assert.ts", find: "what is not there", replace: "" };
    const bundling = bundleSimulation(bundles.folder, { name: "rotten", patches: [patch] });
    await expect(bundling).rejects.toThrow("matches 0 times instead of once");
  });

  test("[SIM-3] every planted bug still has its place", () => {
    const misplaced = MUTANTS.flatMap(({ name, patches }) =>
      patches
        .filter(({ file, find }) => readFileSync(file, "utf8").split(find).length !== 2)
        .map(({ file }) => `${name} in ${file}`),
    );
    expect(misplaced).toEqual([]);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(16);
  });
});
