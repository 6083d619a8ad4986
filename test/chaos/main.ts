// `npm run chaos`: real processes under real faults.
//   npm run chaos -- --seed 1                      every fault, its usual number of times
//   npm run chaos -- --only server-kill --times 200
//   npm run chaos -- --minutes 30                  the same time for each
//   npm run chaos -- soak --minutes 60 --rate 50 --clients 200 --seed 1
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { REPOSITORY } from "./repository.ts";
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
  },
});

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
  throw new Error(`there is no "${deed}"; there are: soak, and without a word the faults`);
}

async function runFaults(seed: number): Promise<boolean> {
  const { only = [] } = values;
  const unknown = only.filter((name) => !FAULTS.some((fault) => fault.name === name));
  const known = FAULTS.map(({ name }) => name).join(", ");
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(", ")}; there are: ${known}`);
  const faults = FAULTS.filter(({ name }) => only.length === 0 || only.includes(name));
  const seconds = values.minutes === undefined ? 0 : (numberOf("minutes", 1) * 60) / faults.length;
  const times = values.times === undefined ? {} : { times: numberOf("times", 1) };
  say(`seed ${seed}`);
  const rows: Row[] = [];
  for (const fault of faults) {
    say(`${fault.name}: ${fault.does}`);
    rows.push(await runFault(fault, { seed, seconds, say, ...times }));
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
