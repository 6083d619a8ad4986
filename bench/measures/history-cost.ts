// P6: what a check-in costs with a million visits behind it, against none.
import type { Figure } from "../figures/figure.ts";
import { median, medianRatio } from "../figures/percentile.ts";
import type { Driven } from "../house/house-deeds.ts";
import type { Bench, HouseProcess, Measure } from "../measure.ts";
import { openHouseProcess } from "../measure.ts";
import { totalUs } from "../process/spent.ts";

const MEMBERS = 10_000;
const PAST_VISITS = 1_000_000;
const SENDERS = 64;

export const P6: Measure = {
  id: "P6",
  title: "Cost of a check-in with 1,000,000 past visits",
  how: `Two gyms of ${MEMBERS.toLocaleString("en-US")} members in one database server: one new, one with a year behind it (visits, their decisions and events). ${SENDERS} senders in a closed loop at each in turns; time and processor time per check-in, median of the ratios.`,
  run: measureHistory,
};

async function measureHistory(bench: Bench): Promise<readonly Figure[]> {
  const pastVisits = bench.isQuick ? PAST_VISITS / 10 : PAST_VISITS;
  const fresh = await openHouseProcess(bench, "fresh", { members: MEMBERS, pastVisits: 0 }, null);
  const old = await openHouseProcess(bench, "old", { members: MEMBERS, pastVisits }, null);
  const rounds = bench.isQuick ? 3 : 9;
  const times: { fresh: number[]; old: number[] } = { fresh: [], old: [] };
  const costs: { fresh: number[]; old: number[] } = { fresh: [], old: [] };
  try {
    for (let round = 0; round <= rounds; round += 1) {
      const atFresh = await drive(fresh);
      const atOld = await drive(old);
      // The first round only warms up.
      if (round === 0) continue;
      times.fresh.push(msEach(atFresh));
      times.old.push(msEach(atOld));
      costs.fresh.push(usEach(atFresh));
      costs.old.push(usEach(atOld));
    }
  } finally {
    await fresh.end();
    await old.end();
  }
  const target = { atMost: 1.1 };
  return [
    { what: "time, old : new", value: medianRatio(times.old, times.fresh), unit: "×", target },
    {
      what: "processor time of the server, old : new",
      value: medianRatio(costs.old, costs.fresh),
      unit: "×",
      target,
    },
    { what: "time per check-in, new", value: median(times.fresh), unit: "ms" },
    { what: "time per check-in, old", value: median(times.old), unit: "ms" },
  ];
}

async function drive({ child }: HouseProcess): Promise<Driven> {
  const driven = await child.ask("drive", {
    ...{ checkIns: 4_000, senders: SENDERS, firstMember: 1, isOneByOne: false },
  });
  await child.ask("empty", null);
  return driven;
}

function msEach({ ms, answersMs }: Driven): number {
  return ms / answersMs.length;
}

function usEach({ spent, answersMs }: Driven): number {
  return totalUs(spent) / answersMs.length;
}
