// P5: durable check-ins a second on one site, against one transaction for each.
import type { Figure } from "../figures/figure.ts";
import { median, medianRatio, percentile } from "../figures/percentile.ts";
import type { Driven } from "../house/house-deeds.ts";
import type { SendersDeeds } from "../load/senders-child.ts";
import type { Bench, HouseProcess, Measure } from "../measure.ts";
import { openHouseProcess } from "../measure.ts";
import { openChild } from "../process/open-child.ts";
import { totalUs } from "../process/spent.ts";

const SENDERS = 256;
const MEMBERS = 20_000;

export const P5: Measure = {
  id: "P5",
  title: "Durable check-ins a second on one site",
  how: `${SENDERS} senders in a closed loop, embedded database, synced to disk: through the desk; through the same desk with one transaction for each check-in; through ${SENDERS} sockets. Rounds in turns, medians. Nothing is pinned to a core: the database works beside the server.`,
  run: measureThroughput,
};

async function measureThroughput(bench: Bench): Promise<readonly Figure[]> {
  const house = await openHouseProcess(bench, "through", { members: MEMBERS, pastVisits: 0 }, null);
  const load = openChild<SendersDeeds>("load/senders-child", null);
  const rounds = bench.isQuick ? 2 : 5;
  const together: Driven[] = [];
  const oneByOne: Driven[] = [];
  const overSockets: number[] = [];
  try {
    await load.ask("open", { opened: house.opened, count: SENDERS });
    for (let round = 0; round <= rounds; round += 1) {
      const many = bench.isQuick ? 4_000 : 12_000;
      const ours = await drive(house, many, false);
      const single = await drive(house, bench.isQuick ? 500 : 1_500, true);
      const answered = await load.ask("loop", { checkIns: many, firstMember: 1 });
      await house.child.ask("empty", null);
      // The first round only warms up.
      if (round === 0) continue;
      together.push(ours);
      oneByOne.push(single);
      overSockets.push((many * 1_000) / answered.ms);
    }
  } finally {
    await load.end();
    await house.end();
  }
  const rates = together.map(perSecond);
  const single = oneByOne.map(perSecond);
  return [
    { what: "through the desk", value: median(rates), unit: "/s", target: { atLeast: 5_000 } },
    {
      what: "against one transaction each",
      value: medianRatio(rates, single),
      unit: "×",
      target: { atLeast: 8 },
    },
    { what: "one transaction each", value: median(single), unit: "/s" },
    { what: "through sockets", value: median(overSockets), unit: "/s" },
    {
      what: "answer through the desk, p99",
      value: median(together.map(({ answersMs }) => percentile(answersMs, 0.99))),
      unit: "ms",
    },
    {
      what: "processor time of the server, per check-in",
      value: median(together.map(perCheckInUs)),
      unit: "µs",
      note: `its process is busy ${Math.round(median(together.map(busyShare)) * 100)} % of the time`,
    },
  ];
}

async function drive(house: HouseProcess, checkIns: number, isOneByOne: boolean): Promise<Driven> {
  const input = { checkIns, senders: SENDERS, firstMember: 1, isOneByOne };
  const driven = await house.child.ask("drive", input);
  await house.child.ask("empty", null);
  return driven;
}

function perSecond({ ms, answersMs }: Driven): number {
  return (answersMs.length * 1_000) / ms;
}

function perCheckInUs({ spent, answersMs }: Driven): number {
  return totalUs(spent) / answersMs.length;
}

function busyShare({ spent, ms }: Driven): number {
  return totalUs(spent) / 1_000 / ms;
}
