// P1 and P2: what it costs to let 1,000 dashboards hear, against the floor and the peers, in turns.
import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../domain/assert.ts";
import type { Figure } from "../figures/figure.ts";
import { median, medianRatio } from "../figures/percentile.ts";
import type { ReadersDeeds } from "../load/readers-child.ts";
import type { Bench, Measure } from "../measure.ts";
import { LOAD_CORE } from "../measure.ts";
import type { Broadcast } from "../peers/broadcast.ts";
import type { Contender } from "../peers/contender.ts";
import { openContenders } from "../peers/contender.ts";
import type { Child } from "../process/open-child.ts";
import { openChild } from "../process/open-child.ts";
import { totalUs } from "../process/spent.ts";

const DASHBOARDS = 1_000;
/** More than the tick of the hub, so that each event has a frame of its own. */
const GAP_MS = 25;
/** For readers that are behind, on a machine that is busy. */
const PATIENCE_MS = 10_000;
const SETTLE_MS = 200;
const NAMES = {
  house: "AV Gym",
  ws: "naive ws",
  "socket.io": "Socket.IO",
  raw: "raw Node TCP",
  floor: "C floor",
};
/** Who sends the events of a tick together. */
const TOGETHER: ReadonlySet<string> = new Set(["house", "raw", "floor"]);

interface Shape {
  readonly ticks: number;
  readonly perTick: number;
  readonly bounds: Readonly<Partial<Record<Contender["name"], number>>>;
}

interface Series {
  /** Processor time per delivered event, round by round. */
  readonly perDelivery: number[];
  readonly kernelShare: number[];
}

export const P1: Measure = {
  id: "P1",
  title: "Broadcast to 1,000 dashboards, one frame per event",
  how: `Processor time (user and kernel) of the server's process per delivered event; events ${GAP_MS} ms apart, rounds in turns, medians. The readers run in another process on the other core.`,
  run: (bench) =>
    measureBroadcast(bench, {
      ticks: 100,
      perTick: 1,
      bounds: { floor: 1.4, ws: 0.75, "socket.io": 0.6 },
    }),
};

export const P2: Measure = {
  id: "P2",
  title: "Broadcast to 1,000 dashboards, ticks of 10 events",
  how: `As P1, with ten events every ${GAP_MS} ms: one frame here, ten messages for the peers.`,
  run: (bench) =>
    measureBroadcast(bench, { ticks: 40, perTick: 10, bounds: { floor: 1.3, "socket.io": 0.1 } }),
};

async function measureBroadcast(bench: Bench, shape: Shape): Promise<readonly Figure[]> {
  const contenders = await openContenders(bench, `broadcast_${shape.perTick}`);
  const load = openChild<ReadersDeeds>("load/readers-child", LOAD_CORE);
  try {
    for (const { name, greeting } of contenders) {
      await load.ask("open", { name, greeting, count: DASHBOARDS, watches: false });
    }
    const series = new Map(
      contenders.map(({ name }): [string, Series] => [name, { perDelivery: [], kernelShare: [] }]),
    );
    const rounds = bench.isQuick ? 3 : 9;
    // The first round only warms up.
    for (let round = 0; round <= rounds; round += 1) {
      for (const contender of contenders) {
        const measured = await measureRound(contender, load, shape);
        const { perDelivery, kernelShare } = must(series.get(contender.name), "series");
        if (round > 0) perDelivery.push(measured.perDelivery);
        if (round > 0) kernelShare.push(measured.kernelShare);
      }
    }
    return figuresOf(series, shape);
  } finally {
    await load.end();
    for (const contender of contenders) await contender.end();
  }
}

async function measureRound(
  contender: Contender,
  load: Child<ReadersDeeds>,
  { ticks, perTick }: Shape,
): Promise<{ perDelivery: number; kernelShare: number }> {
  const input: Broadcast = { events: ticks * perTick, perTick, gapMs: GAP_MS };
  const { name } = contender;
  await load.ask("showLife", { name });
  await sleep(SETTLE_MS);
  const before = await load.ask("counted", { name });
  const spent = await contender.broadcast(input);
  // Everybody heard everything, or the figure says nothing.
  const framesPerTick = TOGETHER.has(name) ? 1 : perTick;
  const expected = ticks * framesPerTick * DASHBOARDS;
  await mustHear(load, name, before.frames + expected);
  const deliveries = input.events * DASHBOARDS;
  return {
    perDelivery: totalUs(spent) / deliveries,
    kernelShare: spent.systemUs / totalUs(spent),
  };
}

async function mustHear(load: Child<ReadersDeeds>, name: string, frames: number): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const heard = (await load.ask("counted", { name })).frames;
    if (heard === frames) return;
    if (heard > frames || performance.now() > deadline) {
      throw new Error(`${name}: ${heard} frames heard of ${frames}`);
    }
    await sleep(50);
  }
}

function figuresOf(series: ReadonlyMap<string, Series>, { bounds }: Shape): readonly Figure[] {
  const house = must(series.get("house"), "our series");
  const ratios = Object.entries(bounds).map(([name, atMost]): Figure => {
    const theirs = series.get(name);
    const what = `AV Gym : ${NAMES[name as Contender["name"]]}`;
    const target = { atMost };
    if (theirs === undefined)
      return { what, value: null, unit: "×", target, note: "no C compiler here" };
    return { what, value: medianRatio(house.perDelivery, theirs.perDelivery), unit: "×", target };
  });
  const absolute = [...series].map(([name, { perDelivery, kernelShare }]): Figure => ({
    what: `${NAMES[name as Contender["name"]]}, per delivered event`,
    value: median(perDelivery),
    unit: "µs",
    note: `${Math.round(median(kernelShare) * 100)} % of it in the kernel`,
  }));
  const { perDelivery } = must(series.get("raw"), "series of raw TCP");
  const ceiling: Figure = {
    what: "AV Gym : raw Node TCP",
    value: medianRatio(house.perDelivery, perDelivery),
    unit: "×",
    note: "what our own code adds to Node's",
  };
  return [...ratios, ceiling, ...absolute];
}
