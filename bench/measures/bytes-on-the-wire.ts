// P10: bytes that each dashboard gets for a check-in.
import { setTimeout as sleep } from "node:timers/promises";
import type { Topic } from "../../protocol/up.ts";
import type { Figure } from "../figures/figure.ts";
import { SITE } from "../house/gym-ids.ts";
import { greetHouse } from "../load/greeting.ts";
import type { ReadersDeeds } from "../load/readers-child.ts";
import type { Bench, Measure } from "../measure.ts";
import { openHouseProcess } from "../measure.ts";
import { openChild } from "../process/open-child.ts";

const CHECK_INS = 40;
/** Far enough apart that each has statistics of its own: the dearest case. */
const GAP_MS = 150;

interface Kind {
  readonly name: string;
  readonly topics: readonly Topic[];
  readonly atMost?: number;
}

const KINDS: readonly Kind[] = [
  { name: "a wall (statistics)", topics: ["stats"], atMost: 400 },
  { name: "all topics", topics: [], atMost: 900 },
  { name: "our own screens (events)", topics: ["events"] },
  { name: "lines of the feed alone", topics: ["activity"] },
];

export const P10: Measure = {
  id: "P10",
  title: "Bytes per dashboard per check-in",
  how: `Bytes that arrive after the introduction, frame headers included, divided by ${CHECK_INS} check-ins that are ${GAP_MS} ms apart, so that each brings statistics of its own.`,
  run: measureBytes,
};

async function measureBytes(bench: Bench): Promise<readonly Figure[]> {
  const house = await openHouseProcess(bench, "bytes", { members: 100, pastVisits: 0 }, null);
  const load = openChild<ReadersDeeds>("load/readers-child", null);
  try {
    for (const { name, topics } of KINDS) {
      const greeting = greetHouse({ ...house.opened, site: SITE }, topics);
      await load.ask("open", { name, greeting, count: 1, watches: false });
    }
    const checkIn = async (member: number): Promise<void> => {
      const input = { checkIns: 1, senders: 1, firstMember: member, isOneByOne: false };
      await house.child.ask("drive", input);
      await sleep(GAP_MS);
    };
    // The first of a day also begins it.
    await checkIn(CHECK_INS + 1);
    const before = await countAll();
    for (let member = 1; member <= CHECK_INS; member += 1) await checkIn(member);
    const after = await countAll();
    return KINDS.map(({ name, atMost }, index): Figure => {
      const value = ((after[index] ?? Number.NaN) - (before[index] ?? Number.NaN)) / CHECK_INS;
      const figure = { what: name, value, unit: "B" } as const;
      return atMost === undefined ? figure : { ...figure, target: { atMost } };
    });
  } finally {
    await load.end();
    await house.end();
  }

  async function countAll(): Promise<number[]> {
    const counted = KINDS.map(({ name }) => load.ask("counted", { name }));
    return (await Promise.all(counted)).map(({ bytes }) => bytes);
  }
}
