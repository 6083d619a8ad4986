// P4: from a check-in to its durable answer, over the socket.
import type { Figure } from "../figures/figure.ts";
import { median, percentile } from "../figures/percentile.ts";
import type { SendersDeeds } from "../load/senders-child.ts";
import type { Bench, Measure } from "../measure.ts";
import { LOAD_CORE, openHouseProcess } from "../measure.ts";
import type { Child } from "../process/open-child.ts";
import { openChild } from "../process/open-child.ts";

const MEMBERS = 20_000;
const PER_SECOND = 1_000;
/** Doors that send at once where people arrive at their own pace. */
const DOORS = 16;

export const P4: Measure = {
  id: "P4",
  title: "Check-in to durable answer",
  how: `Over the socket, from a process of its own: one sender that waits for each answer, then ${PER_SECOND} arrivals a second at random on one site over ${DOORS} sockets, timed from the moment each was due. p99 of each round, median of the rounds.`,
  run: measureAnswers,
};

async function measureAnswers(bench: Bench): Promise<readonly Figure[]> {
  const house = await openHouseProcess(bench, "answers", { members: MEMBERS, pastVisits: 0 }, null);
  const one = openChild<SendersDeeds>("load/senders-child", LOAD_CORE);
  const many = openChild<SendersDeeds>("load/senders-child", LOAD_CORE);
  const rounds = bench.isQuick ? 2 : 5;
  const alone: number[][] = [];
  const crowd: number[][] = [];
  try {
    await one.ask("open", { opened: house.opened, count: 1 });
    await many.ask("open", { opened: house.opened, count: DOORS });
    for (let round = 0; round <= rounds; round += 1) {
      // The first round only warms up.
      const keep = round > 0;
      const answered = await one.ask("loop", { checkIns: 500, firstMember: 1 });
      await house.child.ask("empty", null);
      const crowded = await arrive(many, bench.isQuick ? 3_000 : 8_000, round);
      await house.child.ask("empty", null);
      if (keep) alone.push([...answered.answersMs]);
      if (keep) crowd.push([...crowded.answersMs]);
    }
  } finally {
    await one.end();
    await many.end();
    await house.end();
  }
  return [
    ...figuresOf("one at a time", alone, 10),
    ...figuresOf(`${PER_SECOND} a second`, crowd, 25),
  ];
}

function arrive(child: Child<SendersDeeds>, checkIns: number, round: number) {
  return child.ask("arrive", { checkIns, firstMember: 1, perSecond: PER_SECOND, seed: round + 1 });
}

function figuresOf(what: string, rounds: readonly number[][], atMost: number): Figure[] {
  const of = (share: number) => median(rounds.map((round) => percentile(round, share)));
  return [
    { what: `${what}, p99`, value: of(0.99), unit: "ms", target: { atMost } },
    { what: `${what}, p50`, value: of(0.5), unit: "ms" },
  ];
}
