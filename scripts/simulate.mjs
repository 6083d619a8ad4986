// `npm run simulate`: runs seeds of the simulation, each a gym of its own in which much goes wrong, and
// says what it saw. A seed that fails is made smaller and can be run again by its number.
//   --seeds 1000 --from 1      that many, from that one on
//   --seed 42 [--trace]        one alone, with everything that happened
//   --without 3,7 --browsers 2 leaves out faults of a seed by their place, and browsers
//   --mutants [name,…]         each planted bug until it is found
//   --workers 2
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { ensurePackages } from "./ensure-packages.mjs";
import { mindUsage } from "./mind-usage.mjs";
import { inRepository, runScript } from "./repository.mjs";

mindUsage(`npm run simulate: seeds of the simulated gym, in which much goes wrong (docs/simulation.md)

npm run simulate -- --seeds 1000 --from 1     that many, from that one on
npm run simulate -- --seed 42 --trace         one alone, with everything that happened
npm run simulate -- --seed 42 --without 3,7 --browsers 2
                                              leaves out faults by their place, and browsers
npm run simulate -- --mutants [name,…]        each planted bug until it is found
npm run simulate -- --workers 2               on so many threads
`);

const SAY_EVERY_MS = 10_000;
const MOST_FAILURES = 3;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "1000" },
    from: { type: "string", default: "1" },
    seed: { type: "string" },
    trace: { type: "boolean", default: false },
    without: { type: "string" },
    browsers: { type: "string" },
    mutants: { type: "boolean", default: false },
    workers: { type: "string", default: String(Math.min(4, availableParallelism())) },
  },
});

await runScript(async () => {
  await ensurePackages();
  const { openBundleFolder, bundleSimulation } = await import("./simulation-bundle.mjs");
  const { runSeeds } = await import("./simulation-workers.mjs");
  const { folder, clear } = openBundleFolder();
  try {
    if (values.mutants) await findMutants(folder, bundleSimulation, runSeeds);
    else await runReal(folder, bundleSimulation, runSeeds);
  } finally {
    clear();
  }
});

async function runReal(folder, bundleSimulation, runSeeds) {
  const files = [
    await bundleSimulation(folder, { name: "usual" }),
    await bundleSimulation(folder, { name: "small", isSmall: true }),
  ];
  const tally = openTally();
  const one = values.seed === undefined ? null : Number(values.seed);
  const next = one === null ? seedsFrom(Number(values.from), Number(values.seeds)) : once(one);
  await runSeeds({
    files,
    workers: one === null ? Number(values.workers) : 1,
    next: () => jobOf(next(), { keepsAll: values.trace, shrinks: one === null }),
    onRun: ({ seed, run }) => {
      tally.add(run);
      if (run.violation !== null) tellFailure(seed, run);
      else if (one !== null) tellLines(run);
      return tally.failures >= MOST_FAILURES;
    },
  });
  tally.say();
  if (tally.failures > 0) process.exitCode = 1;
}

async function findMutants(folder, bundleSimulation, runSeeds) {
  const list = inRepository("test/simulation/mutants.mjs");
  const { MUTANTS } = await import(pathToFileURL(list).href);
  const wanted = positionals.flatMap((names) => names.split(","));
  const chosen = MUTANTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const rows = [];
  for (const { name, says, patches } of chosen) {
    const file = await bundleSimulation(folder, { name, isSmall: true, patches });
    const next = seedsFrom(Number(values.from), Number(values.seeds));
    let found = null;
    await runSeeds({
      files: [file],
      workers: Number(values.workers),
      next: () => jobOf(next(), {}),
      onRun: ({ seed, run }) => {
        if (run.violation !== null && (found === null || seed < found.seed)) found = { seed, run };
        return found !== null;
      },
    });
    const { invariant } = found?.run.violation ?? { invariant: "NOT FOUND" };
    rows.push({
      mutant: name,
      seed: found?.seed ?? "-",
      invariant,
      steps: found?.run.steps ?? "-",
    });
    console.log(`${name.padEnd(30)} ${invariant.padEnd(24)} seed ${found?.seed ?? "-"}  ${says}`);
  }
  console.table(rows);
  const missed = rows.filter(({ seed }) => seed === "-");
  console.log(`${rows.length - missed.length} of ${rows.length} planted bugs found.`);
  if (missed.length > 0) process.exitCode = 1;
}

function jobOf(seed, more) {
  if (seed === null) return null;
  const without = values.without?.split(",").map(Number);
  const browsers = values.browsers === undefined ? undefined : Number(values.browsers);
  const less = { ...(without && { without }), ...(browsers && { browsers }) };
  return { seed, less, keepsAll: false, shrinks: false, ...more };
}

function seedsFrom(from, count) {
  let seed = from;
  return () => (seed < from + count ? seed++ : null);
}

function once(seed) {
  return seedsFrom(seed, 1);
}

function tellFailure(seed, run) {
  const { invariant, what } = run.violation;
  console.log(`\nseed ${seed} breaks "${invariant}": ${what}`);
  tellLines(run);
  const { without = [], browsers } = run.plan.less;
  const left = without.length === 0 ? "" : ` --without ${without.join(",")}`;
  const fewer = browsers === undefined ? "" : ` --browsers ${browsers}`;
  console.log(`again: npm run simulate -- --seed ${seed}${left}${fewer} --trace\n`);
}

function tellLines({ lines, plan, hash }) {
  for (const line of lines) console.log(line);
  const faults = plan.faults.map(({ index, kind }) => `${index} ${kind}`).join(", ");
  console.log(`faults: ${faults || "none"}; hash ${hash}`);
}

function openTally() {
  const sum = { seeds: 0, steps: 0, commands: 0, events: 0, faults: 0, simulatedMs: 0 };
  const before = process.cpuUsage();
  const started = performance.now();
  let saidAt = started;
  let failures = 0;
  const say = () => {
    const ms = performance.now() - started;
    const hours = (sum.simulatedMs / 3_600_000).toFixed(1);
    const factor = Math.round(sum.simulatedMs / ms);
    // Of all threads, and of nothing else that runs on the machine.
    const { user, system } = process.cpuUsage(before);
    const perProcessor = Math.round(sum.simulatedMs / ((user + system) / 1_000));
    const seconds = (ms / 1_000).toFixed(0);
    console.log(
      `${sum.seeds} seeds, ${failures} failed: ${sum.commands} commands, ${sum.events} events, ` +
        `${sum.faults} faults, ${sum.steps} steps; ${hours} h in ${seconds} s: ${factor} times ` +
        `faster than real time (${perProcessor} for each processor it had)`,
    );
  };
  return {
    get failures() {
      return failures;
    },
    say,
    add: (run) => {
      sum.seeds += 1;
      for (const name of ["steps", "commands", "events", "simulatedMs"]) sum[name] += run[name];
      sum.faults += run.plan.faults.length;
      if (run.violation !== null) failures += 1;
      if (performance.now() - saidAt < SAY_EVERY_MS) return;
      saidAt = performance.now();
      say();
    },
  };
}
