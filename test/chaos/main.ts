// `npm run chaos`: real processes under real faults.
//   npm run chaos -- soak --minutes 60 --rate 50 --clients 200 --seed 1
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { REPOSITORY } from "./repository.ts";
import { soak } from "./soak.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    minutes: { type: "string" },
    rate: { type: "string" },
    clients: { type: "string" },
    seed: { type: "string" },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const numberOf = (name: keyof typeof values, usual: number): number => {
  const given = values[name];
  const number = given === undefined ? usual : Number(given);
  if (Number.isFinite(number) && number > 0) return number;
  throw new Error(`--${name} must be a number above 0`);
};

async function main(): Promise<boolean> {
  const [deed = "faults"] = positionals;
  const seed = numberOf("seed", 1 + Math.floor(Math.random() * 1_000_000));
  if (deed !== "soak") throw new Error(`there is no "${deed}"; there is: soak`);
  const minutes = numberOf("minutes", 60);
  const perSecond = numberOf("rate", 50);
  const clients = numberOf("clients", 200);
  say(`soak: ${minutes} minutes, ${perSecond} commands a second, ${clients} screens, seed ${seed}`);
  const { ok, record } = await soak({ minutes, perSecond, clients, seed, say });
  say(`kept in ${keep(deed, record)}`);
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
