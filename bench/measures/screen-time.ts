// P3: from the commit of a check-in to the last of 1,000 dashboards.
import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../domain/assert.ts";
import type { Figure } from "../figures/figure.ts";
import { percentile } from "../figures/percentile.ts";
import { SITE } from "../house/gym-ids.ts";
import type { Commit } from "../house/house-deeds.ts";
import { greetHouse } from "../load/greeting.ts";
import type { ReadersDeeds } from "../load/readers-child.ts";
import type { Receipt } from "../load/receipts.ts";
import type { SendersDeeds } from "../load/senders-child.ts";
import type { Bench, Measure } from "../measure.ts";
import { LOAD_CORE, openHouseProcess, SERVER_CORE } from "../measure.ts";
import { openChild } from "../process/open-child.ts";

const DASHBOARDS = 1_000;
const PER_SECOND = 20;
const SETTLE_MS = 500;

export const P3: Measure = {
  id: "P3",
  title: "Commit to the last of 1,000 dashboards",
  how: `${PER_SECOND} check-ins a second over a socket, at random as people arrive; from the moment the commit was known in the server to the moment the last of ${DASHBOARDS} dashboards in another process had the event, on the machine's one clock.`,
  run: measureScreens,
};

async function measureScreens(bench: Bench): Promise<readonly Figure[]> {
  const checkIns = bench.isQuick ? 100 : 1_200;
  const size = { members: checkIns * 2, pastVisits: 0 };
  const house = await openHouseProcess(bench, "screens", size, SERVER_CORE);
  const readers = openChild<ReadersDeeds>("load/readers-child", LOAD_CORE);
  const senders = openChild<SendersDeeds>("load/senders-child", LOAD_CORE);
  try {
    const greeting = greetHouse({ ...house.opened, site: SITE }, ["events"]);
    const name = "screens";
    await readers.ask("open", { name, greeting, count: DASHBOARDS, watches: true });
    await senders.ask("open", { opened: house.opened, count: 1 });
    const load = { perSecond: PER_SECOND, seed: 3 };
    // Warms up, and is forgotten.
    await senders.ask("arrive", { ...load, checkIns: 50, firstMember: checkIns + 1 });
    await sleep(SETTLE_MS);
    await readers.ask("receipts", { name });
    await house.child.ask("commits", null);
    const keepAlive = setInterval(() => void readers.ask("showLife", { name }), 15_000);
    const answered = await senders.ask("arrive", { ...load, checkIns, firstMember: 1 });
    clearInterval(keepAlive);
    await sleep(SETTLE_MS);
    const commits = await house.child.ask("commits", null);
    const delays = delaysOf(commits, await readers.ask("receipts", { name }), DASHBOARDS);
    return figuresOf(delays, answered.answersMs);
  } finally {
    await senders.end();
    await readers.end();
    await house.end();
  }
}

export interface Delay {
  readonly toFirst: number;
  readonly toLast: number;
}

/** For every number the times from its commit to the first and to the last dashboard; all must have it. */
export function delaysOf(
  commits: readonly Commit[],
  receipts: readonly Receipt[],
  dashboards: number,
): Delay[] {
  const delays: Delay[] = [];
  const byNumber = receipts.toSorted((a, b) => a.seq - b.seq);
  let at = 0;
  for (const { seq, count, firstAt, lastAt } of byNumber) {
    if (count !== dashboards) throw new Error(`${count} of ${dashboards} have number ${seq}`);
    while ((commits[at]?.seq ?? Number.POSITIVE_INFINITY) < seq) at += 1;
    const committedAt = must(commits[at], `commit of number ${seq}`).at;
    delays.push({ toFirst: firstAt - committedAt, toLast: lastAt - committedAt });
  }
  return delays;
}

function figuresOf(delays: readonly Delay[], answersMs: readonly number[]): readonly Figure[] {
  const last = delays.map(({ toLast }) => toLast);
  const first = delays.map(({ toFirst }) => toFirst);
  const of = (share: number) => percentile(last, share);
  const events = `${delays.length} events`;
  return [
    { what: "p50", value: of(0.5), unit: "ms", target: { atMost: 5 }, note: events },
    { what: "p99", value: of(0.99), unit: "ms", target: { atMost: 15 } },
    { what: "the slowest", value: of(1), unit: "ms" },
    {
      what: "to the first dashboard, p50",
      value: percentile(first, 0.5),
      unit: "ms",
      note: "building the frame and, soon after another one, waiting for the tick; the rest is the sweep",
    },
    { what: "to the first dashboard, p99", value: percentile(first, 0.99), unit: "ms" },
    { what: "scan to durable answer, p50", value: percentile(answersMs, 0.5), unit: "ms" },
  ];
}
