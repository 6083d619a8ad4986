// P7: memory that an idle dashboard costs the server, at 5,000 of them, beside the peers.
import type { Figure } from "../figures/figure.ts";
import type { ReadersDeeds } from "../load/readers-child.ts";
import type { Bench, Measure } from "../measure.ts";
import { LOAD_CORE } from "../measure.ts";
import type { Contender } from "../peers/contender.ts";
import { openContenders } from "../peers/contender.ts";
import { openChild } from "../process/open-child.ts";

const DASHBOARDS = 5_000;
/** Opened and closed first, so that what the first ones bring along is not counted. */
const WARM_UP = 500;
const NAMES = { house: "AV Gym", ws: "naive ws", "socket.io": "Socket.IO", raw: "raw Node TCP" };

export const P7: Measure = {
  id: "P7",
  title: "Memory per idle dashboard at 5,000",
  how: `Resident memory of the server's process with ${DASHBOARDS.toLocaleString("en-US")} dashboards, less that before (both after garbage collection, ${WARM_UP} opened and closed beforehand), divided by their number. Needs ulimit -n above ${DASHBOARDS + 1_000}.`,
  run: measureMemory,
};

async function measureMemory(bench: Bench): Promise<readonly Figure[]> {
  const contenders = await openContenders(bench, "memory");
  try {
    const figures: Figure[] = [];
    for (const contender of contenders) {
      const value = await bytesEach(contender, bench.isQuick ? 1_000 : DASHBOARDS);
      if (value === null || contender.name === "floor") continue;
      const what = NAMES[contender.name];
      const target = { atMost: 12 };
      const figure = { what, value: value / 1_024, unit: "KB" } as const;
      figures.push(contender.name === "house" ? { ...figure, target } : figure);
    }
    return figures;
  } finally {
    for (const contender of contenders) await contender.end();
  }
}

async function bytesEach(contender: Contender, count: number): Promise<number | null> {
  const load = openChild<ReadersDeeds>("load/readers-child", LOAD_CORE);
  const { name, greeting } = contender;
  try {
    await load.ask("open", { name, greeting, count: WARM_UP, watches: false });
    await load.ask("close", { name });
    const before = await contender.residentBytes();
    await load.ask("open", { name, greeting, count, watches: false });
    await load.ask("showLife", { name });
    const after = await contender.residentBytes();
    return before === null || after === null ? null : (after - before) / count;
  } finally {
    await load.end();
  }
}
