// `npm run bench`: measures what is named (nothing named: all), prints it, and keeps it.
//   npm run bench                 everything
//   npm run bench -- p1 p5        these
//   npm run bench -- --quick      short rounds, to see that it works
//   npm run bench -- --record     and writes bench/RESULTS.md
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Measured } from "./figures/figure.ts";
import { renderForRecord, renderForTerminal } from "./figures/render-results.ts";
import { openDatabases } from "./house/open-databases.ts";
import { describeSetting } from "./machine.ts";
import type { Measure } from "./measure.ts";
import { runMeasure } from "./measure.ts";
import { MEASURES } from "./measures.ts";
import { CAN_PIN } from "./process/open-child.ts";
import { REPOSITORY } from "./repository.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, record: { type: "boolean" } },
});

function chosen(): readonly Measure[] {
  const ids = positionals.map((id) => id.toUpperCase());
  const unknown = ids.filter((id) => !MEASURES.some((measure) => measure.id === id));
  if (unknown.length > 0) {
    const known = MEASURES.map(({ id }) => id).join(", ");
    console.error(`No measurement is called ${unknown.join(", ")}. There are: ${known}.`);
    process.exit(1);
  }
  return ids.length === 0 ? MEASURES : MEASURES.filter(({ id }) => ids.includes(id));
}

async function main(): Promise<void> {
  const measures = chosen();
  const setting = describeSetting();
  for (const [name, value] of Object.entries(setting.machine)) console.log(`${name}: ${value}`);
  console.log(`commit: ${setting.commit}`);
  if (!CAN_PIN)
    console.log("No taskset here: server and load share the cores as the system likes.");
  const databases = await openDatabases();
  const stop = (): void => void databases.close().finally(() => process.exit(130));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const measured: Measured[] = [];
  try {
    const bench = { databases, isQuick: values.quick ?? false, say: console.log };
    for (const measure of measures) {
      console.log(`\nMeasuring ${measure.id}…`);
      const found = await runMeasure(measure, bench);
      measured.push(found);
      console.log(`\n${renderForTerminal(found)}`);
    }
  } finally {
    await databases.close();
  }
  const run = { setting, measured };
  const out = join(REPOSITORY, "bench/out");
  mkdirSync(out, { recursive: true });
  const file = join(out, `${new Date().toISOString().replaceAll(":", "-").slice(0, 19)}.json`);
  writeFileSync(file, `${JSON.stringify(run, null, 2)}\n`);
  console.log(`Kept in ${file}`);
  if (values.record ?? false)
    writeFileSync(join(REPOSITORY, "bench/RESULTS.md"), renderForRecord(run));
}

await main();
