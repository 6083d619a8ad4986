// P8: 5,000 dashboards are cut off at the same moment, miss something, and all come back at once.
import { must } from "../../domain/assert.ts";
import type { Figure } from "../figures/figure.ts";
import { median, percentile } from "../figures/percentile.ts";
import { SITE } from "../house/gym-ids.ts";
import type { Reads } from "../house/house-deeds.ts";
import { greetBack } from "../load/greeting.ts";
import type { ReadersDeeds } from "../load/readers-child.ts";
import type { SendersDeeds } from "../load/senders-child.ts";
import type { Bench, HouseProcess, Measure } from "../measure.ts";
import { LOAD_CORE, openHouseProcess, SERVER_CORE } from "../measure.ts";
import type { Child } from "../process/open-child.ts";
import { openChild } from "../process/open-child.ts";

const DASHBOARDS = 5_000;
/** Few accounts with many screens each, none of which the server may remember for another. */
const ACCOUNTS = 200;
const MISSED = 20;
const PER_SECOND = 20;
const SENT_MEANWHILE = 60;
const MEMBERS = 5_000;
const NAME = "storm";

export const P8: Measure = {
  id: "P8",
  title: "A storm of dashboards that come back",
  how: `${DASHBOARDS.toLocaleString("en-US")} dashboards with the cookies of ${ACCOUNTS} accounts are cut off, ${MISSED} check-ins happen, and all of them connect at the same moment and say where they stand. Until the last has everything. Meanwhile somebody checks in ${PER_SECOND} a second. Needs ulimit -n above ${DASHBOARDS + 1_000}.`,
  run: measureStorm,
};

interface Round {
  readonly backMs: readonly number[];
  readonly reads: Reads;
  readonly answersMs: readonly number[];
}

async function measureStorm(bench: Bench): Promise<readonly Figure[]> {
  const count = bench.isQuick ? 1_000 : DASHBOARDS;
  const house = await openHouseProcess(
    bench,
    NAME,
    { members: MEMBERS, pastVisits: 0 },
    SERVER_CORE,
  );
  const readers = openChild<ReadersDeeds>("load/readers-child", LOAD_CORE);
  const sender = openChild<SendersDeeds>("load/senders-child", LOAD_CORE);
  try {
    const cookies = await house.child.ask("signIn", { accounts: ACCOUNTS });
    await sender.ask("open", { opened: house.opened, count: 1 });
    const first = greetBack({ ...house.opened, site: SITE }, null);
    await readers.ask("storm", { name: NAME, greeting: first, count, cookies });
    const load = { checkIns: SENT_MEANWHILE, firstMember: 1, perSecond: PER_SECOND, seed: 8 };
    const calm = await sender.ask("arrive", load);
    await house.child.ask("empty", null);
    const rounds: Round[] = [];
    for (let round = 0; round < (bench.isQuick ? 1 : 3); round += 1) {
      rounds.push(await oneRound({ house, readers, sender, cookies, count }));
    }
    return figuresOf(rounds, calm.answersMs, count);
  } finally {
    await sender.end();
    await readers.end();
    await house.end();
  }
}

async function oneRound(parts: {
  readonly house: HouseProcess;
  readonly readers: Child<ReadersDeeds>;
  readonly sender: Child<SendersDeeds>;
  readonly cookies: readonly string[];
  readonly count: number;
}): Promise<Round> {
  const { house, readers, sender, cookies, count } = parts;
  const position = await house.child.ask("head", null);
  await readers.ask("close", { name: NAME });
  const missed = { checkIns: MISSED, senders: 1, firstMember: 1, isOneByOne: false };
  await house.child.ask("drive", missed);
  await house.child.ask("reads", null);
  const greeting = greetBack({ ...house.opened, site: SITE }, position);
  const coming = readers.ask("storm", { name: NAME, greeting, count, cookies });
  const load = { checkIns: SENT_MEANWHILE, firstMember: 101, perSecond: PER_SECOND, seed: 9 };
  const answered = await sender.ask("arrive", load);
  const backMs = await coming;
  const reads = await house.child.ask("reads", null);
  await house.child.ask("empty", null);
  return { backMs, reads, answersMs: answered.answersMs };
}

function figuresOf(
  rounds: readonly Round[],
  calmMs: readonly number[],
  count: number,
): readonly Figure[] {
  const of = (read: (round: Round) => number) => median(rounds.map(read));
  const sessions = of(({ reads }) => reads.sessions);
  return [
    {
      what: "all back and caught up",
      value: of(({ backMs }) => percentile(backMs, 1)),
      unit: "ms",
      target: { atMost: 5_000 },
      note: `${count} dashboards`,
    },
    { what: "half of them", value: of(({ backMs }) => percentile(backMs, 0.5)), unit: "ms" },
    {
      what: "reads of the log or a view",
      value: of(({ reads }) => reads.log + reads.views),
      unit: "",
      target: { atMost: 0 },
    },
    {
      what: "look-ups of sessions",
      value: sessions,
      unit: "",
      note: `${Math.round(count / must(sessions || null, "look-ups"))} sockets each`,
    },
    {
      what: "scan to durable answer meanwhile, p99",
      value: of(({ answersMs }) => percentile(answersMs, 0.99)),
      unit: "ms",
    },
    {
      what: "scan to durable answer meanwhile, p50",
      value: of(({ answersMs }) => percentile(answersMs, 0.5)),
      unit: "ms",
    },
    { what: "in calm, p99", value: percentile(calmMs, 0.99), unit: "ms" },
  ];
}
