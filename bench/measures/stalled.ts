// P9: a tenth of the dashboards read no more. What the others notice, and what is held for the stalled.
import { setTimeout as sleep } from "node:timers/promises";
import type { Figure } from "../figures/figure.ts";
import { median, percentile } from "../figures/percentile.ts";
import { SITE } from "../house/gym-ids.ts";
import type { Held } from "../house/house-deeds.ts";
import { greetHouse } from "../load/greeting.ts";
import type { ReadersDeeds } from "../load/readers-child.ts";
import { CAN_STALL, openStalled } from "../peers/open-stalled.ts";
import type { Bench, HouseProcess, Measure } from "../measure.ts";
import { LOAD_CORE, openHouseProcess, SERVER_CORE } from "../measure.ts";
import type { Child } from "../process/open-child.ts";
import { openChild } from "../process/open-child.ts";
import { delaysOf } from "./screen-time.ts";

const HEALTHY = 900;
const STALLED = 100;
const EVENTS = 120;
const GAP_MS = 50;
const FILL = { events: 1_000, perTick: 50, gapMs: 10 };
/** More than the buffers of the kernel hold for a reader on this machine. */
const FILL_AT_MOST = 40;
const SETTLE_MS = 300;

export const P9: Measure = {
  id: "P9",
  title: "A tenth of the dashboards stalled",
  how: `${HEALTHY} dashboards that read and ${STALLED} others, which read too or do not, in turns: events ${GAP_MS} ms apart, from announcing one to the last of the ${HEALTHY}; p99 of each round, median of the ratios. Those who do not read first get events until the kernel takes nothing more for them. Held: by our own lane and by Node, the most for one socket.`,
  run: measureStalled,
};

const RATIO = "p99 of the healthy, a tenth stalled : all reading";
const NOT_HERE: readonly Figure[] = [
  { what: RATIO, value: null, unit: "×", target: { atMost: 1.1 }, note: "no C compiler here" },
];

interface Parts {
  readonly house: HouseProcess;
  readonly healthy: Child<ReadersDeeds>;
  readonly others: Child<ReadersDeeds>;
}

interface Round {
  readonly p99: number;
  readonly held: Held;
}

async function measureStalled(bench: Bench): Promise<readonly Figure[]> {
  if (!CAN_STALL) return NOT_HERE;
  const size = { members: 10, pastVisits: 0 };
  const house = await openHouseProcess(bench, "stalled", size, SERVER_CORE);
  const parts = {
    house,
    healthy: openChild<ReadersDeeds>("load/readers-child", LOAD_CORE),
    others: openChild<ReadersDeeds>("load/readers-child", LOAD_CORE),
  };
  try {
    await oneRound(parts, false);
    const reading: Round[] = [];
    const stalled: Round[] = [];
    for (let round = 0; round < (bench.isQuick ? 1 : 5); round += 1) {
      reading.push(await oneRound(parts, false));
      stalled.push(await oneRound(parts, true));
    }
    return figuresOf(reading, stalled);
  } finally {
    await parts.healthy.end();
    await parts.others.end();
    await house.end();
  }
}

async function oneRound({ house, healthy, others }: Parts, stalls: boolean): Promise<Round> {
  const greeting = greetHouse({ ...house.opened, site: SITE }, ["events"]);
  const name = "others";
  const letGo = stalls ? await openStalled(greeting, STALLED) : null;
  if (!stalls) await others.ask("open", { name, greeting, count: STALLED, watches: false });
  let held = await house.child.ask("held", null);
  for (let filled = 0; stalls && filled < FILL_AT_MOST && held.behind < STALLED; filled += 1) {
    await house.child.ask("broadcast", FILL);
    held = await house.child.ask("held", null);
  }
  if (stalls && held.behind < STALLED) throw new Error(`only ${held.behind} fell behind`);
  // Only now, so that they have nothing to do with the filling.
  const watching = { name: "healthy", greeting, count: HEALTHY, watches: true };
  await healthy.ask("open", watching);
  await untilQuiet(healthy);
  await healthy.ask("receipts", { name: "healthy" });
  await house.child.ask("commits", null);
  await house.child.ask("trickle", { events: EVENTS, gapMs: GAP_MS });
  await untilQuiet(healthy);
  const after = await house.child.ask("held", null);
  const receipts = await healthy.ask("receipts", { name: "healthy" });
  const delays = delaysOf(await house.child.ask("commits", null), receipts, HEALTHY);
  await healthy.ask("close", { name: "healthy" });
  await others.ask("close", { name });
  await letGo?.();
  const mostBytes = Math.max(held.mostBytes, after.mostBytes);
  return {
    p99: percentile(
      delays.map(({ toLast }) => toLast),
      0.99,
    ),
    held: { ...held, mostBytes },
  };
}

/** Until they have read all there is. */
async function untilQuiet(readers: Child<ReadersDeeds>): Promise<void> {
  const read = async () => (await readers.ask("counted", { name: "healthy" })).bytes;
  for (let before = -1, now = await read(); now !== before; now = await read()) {
    before = now;
    await sleep(SETTLE_MS);
  }
}

function figuresOf(reading: readonly Round[], stalled: readonly Round[]): readonly Figure[] {
  const ratios = stalled.map(({ p99 }, round) => p99 / (reading[round]?.p99 ?? Number.NaN));
  const held = Math.max(...stalled.map((round) => round.held.mostBytes));
  return [
    {
      what: RATIO,
      value: median(ratios),
      unit: "×",
      target: { atMost: 1.1 },
    },
    {
      what: "held for a stalled socket, at most",
      value: held / 1_024,
      unit: "KB",
      target: { atMost: 64 },
      note: "frames that all share are counted for each",
    },
    { what: "all reading, p99", value: median(reading.map(({ p99 }) => p99)), unit: "ms" },
    { what: "a tenth stalled, p99", value: median(stalled.map(({ p99 }) => p99)), unit: "ms" },
  ];
}
