// `npm run chaos`: real processes under real faults.
//   npm run chaos -- --seed 1                      every fault, its usual number of times
//   npm run chaos -- --only server-kill --times 200
//   npm run chaos -- --only rolling-restart --screens 1000
//   npm run chaos -- --minutes 30                  the same time for each
//   npm run chaos -- fuzz --count 1000000 --rate 4000
//   npm run chaos -- soak --minutes 60 --rate 50 --clients 200 --seed 1
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { REPOSITORY } from "./repository.ts";
import { fuzz } from "../fuzz/fuzz.ts";
import { FAULTS } from "./faults/all-faults.ts";
import { renderRows, runFault } from "./run-faults.ts";
import type { Row } from "./run-faults.ts";
import { soak } from "./soak.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string" },
    rate: { type: "string" },
    clients: { type: "string" },
    seed: { type: "string" },
    only: { type: "string", multiple: true },
    times: { type: "string" },
    count: { type: "string" },
    screens: { type: "string" },
  },
});

/** What the heap may have grown from the first tenth of a fuzzer's run to its end. */
const MOST_GROWN_MB = 16;
/** How many times slower a healthy desk may be beside the fuzzer, at p99; what is this quick always passes. */
const MOST_SLOWED = 2;
const SOONEST_JUDGED_MS = 10;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const numberOf = (name: Exclude<keyof typeof values, "only">, usual: number): number => {
  const given = values[name];
  const number = given === undefined ? usual : Number(given);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} must be a number above 0`);
};

async function main(): Promise<boolean> {
  const [deed = "faults"] = positionals;
  const seed = numberOf("seed", 1 + Math.floor(Math.random() * 1_000_000));
  if (deed === "faults") return runFaults(seed);
  if (deed === "soak") return runSoak(seed);
  if (deed === "fuzz") return runFuzz(seed);
  throw new Error(`there is no "${deed}"; there are: soak, fuzz, and without a word the faults`);
}

async function runFaults(seed: number): Promise<boolean> {
  const { only = [] } = values;
  const unknown = only.filter((name) => !FAULTS.some((fault) => fault.name === name));
  const known = FAULTS.map(({ name }) => name).join(", ");
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}; there are: ${known}`);
  const faults = FAULTS.filter(({ name }) => only.length === 0 || only.includes(name));
  const seconds = values.minutes === undefined ? 0 : (numberOf("minutes", 1) * 60) / faults.length;
  const times = values.times === undefined ? {} : { times: numberOf("times", 1) };
  const screens = values.screens === undefined ? {} : { screens: numberOf("screens", 1) };
  say(`seed ${seed}`);
  const rows: Row[] = [];
  for (const fault of faults) {
    say(`${fault.name}: ${fault.does}`);
    rows.push(await runFault(fault, { seed, seconds, say, ...times, ...screens }));
    const row = rows.at(-1);
    if (row !== undefined) say(`${renderRows([row])}\n`);
  }
  say(`\n${renderRows(rows)}`);
  say(`kept in ${keep("faults", { seed, rows })}`);
  return rows.every(({ verdict }) => verdict !== "VIOLATED");
}

async function runSoak(seed: number): Promise<boolean> {
  const minutes = numberOf("minutes", 60);
  const perSecond = numberOf("rate", 50);
  const clients = numberOf("clients", 200);
  say(`soak: ${minutes} minutes, ${perSecond} commands a second, ${clients} screens, seed ${seed}`);
  const { ok, record } = await soak({ minutes, perSecond, clients, seed, say });
  say(`kept in ${keep("soak", record)}`);
  return ok;
}

async function runFuzz(seed: number): Promise<boolean> {
  const count = numberOf("count", 1_000_000);
  const perSecond = numberOf("rate", 4_000);
  say(`fuzz: ${count} malformed things, at most ${perSecond} a second, seed ${seed}`);
  const fuzzed = await fuzz({ count, perSecond, seed, quietMs: 10_000, say });
  const { sent, seconds, faults, quietP99Ms, p99Ms, residentMb, heapMb, heldUp } = fuzzed;
  say(
    `${sent} sent in ${seconds} s; RSS ${residentMb.join(" to ")} MB, heap ${heapMb.join(" to ")} MB`,
  );
  const answers = Object.entries(fuzzed.answers).toSorted(([, a], [, b]) => b - a);
  say(`answered: ${answers.map(([what, times]) => `${what} ${times}`).join(", ")}`);
  const ratio = (p99Ms / quietP99Ms).toFixed(2);
  const isSlower = p99Ms > Math.max(SOONEST_JUDGED_MS, MOST_SLOWED * quietP99Ms);
  const busy = heldUp.isTooMuch ? `; this machine held the run itself up for ${heldUp.ms} ms` : "";
  say(
    `healthy desk: p99 ${p99Ms.toFixed(1)} ms, alone ${quietP99Ms.toFixed(1)} ms: ${ratio} times${busy}`,
  );
  for (const fault of faults) say(`  ${fault}`);
  say(faults.length === 0 ? "no crash, no 500" : `${faults.length} faults`);
  say(`kept in ${keep("fuzz", { seed, count, ...fuzzed })}`);
  const isFlat = heapMb[1] - heapMb[0] <= MOST_GROWN_MB;
  return faults.length === 0 && isFlat && sent >= count && (!isSlower || heldUp.isTooMuch);
}

/** Below dist/, which is no part of the repository. */
function keep(deed: string, record: object): string {
  const folder = join(REPOSITORY, "dist/chaos");
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString().replaceAll(":", "-").slice(0, 19);
  const file = join(folder, `${deed}-${at}.json`);
  writeFileSync(file, `${JSON.stringify(record, null, 2)}\n`);
  return file;
}

process.exit((await main()) ? 0 : 1);
