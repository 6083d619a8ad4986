// The simulator on a real desk, with a clock that the test turns.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import type { TestDatabase } from "../../test/support/open-test-database.ts";
import { openTestDatabase } from "../../test/support/open-test-database.ts";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Desk } from "../desk/desk.ts";
import { openDesk } from "../desk/open-desk.ts";
import { runFirst } from "../people/first-run.ts";
import { createDeskStore } from "../store/desk-store.ts";
import { readSite } from "../store/sites.ts";
import { fillDemo } from "./fill-demo.ts";
import { readCrowd, readInside, readLastMove } from "./read-crowd.ts";
import { SeededRandom } from "./seeded-random.ts";
import { Simulator } from "./simulator.ts";

const NOW = "2026-11-24T17:00:00.000Z";
const clock = new TurnedClock(NOW);

let gym: TestDatabase;
let desk: Desk;
let site: SiteWithDoors;
const faults: unknown[] = [];

beforeAll(async () => {
  gym = await openTestDatabase();
  const { database, pool } = gym;
  const { organisationId, siteId } = await runFirst(
    { database, clock },
    {
      account: { fullName: "Owner", email: "owner@example.com", password: "a long password" },
      gym: {
        ...{ name: "Harbour Gym", timeZone: "Europe/Berlin", gymDayStartsAt: "04:00" },
        ...{ hours: null, capacity: null },
      },
    },
  );
  const size = { members: 300, days: 20 };
  await fillDemo({ database, organisationId, siteId, seed: 7, now: NOW, size });
  const found = await readSite(database, siteId);
  if (found === null) throw new Error("no site");
  site = found;
  desk = openDesk({
    store: createDeskStore(pool),
    clock,
    announce: () => undefined,
    onFault: (error) => faults.push(error),
  });
}, 60_000);

afterAll(async () => {
  await desk.close();
  await gym.close();
});

let simulator: Simulator;
beforeEach(() => {
  simulator = open({});
});

function open(more: {
  readonly desk?: Desk;
  readonly readInside?: () => Promise<never>;
}): Simulator {
  const { database } = gym;
  const { doors, ...bare } = site;
  return new Simulator({
    ...{ desk, clock, doors, site: bare, random: new SeededRandom("simulated") },
    readCrowd: (today) => readCrowd(database, { today, now: clock.now() }),
    readInside: () => readInside(database, site.id),
    readLastMove: (day) => readLastMove(database, site.id, day),
    ...more,
  });
}

async function live(minutes: number): Promise<void> {
  for (let ticks = 0; ticks < minutes * 120; ticks += 1) {
    clock.turn(500);
    await simulator.idle();
  }
}

const count = async (where: string, values: unknown[] = []) => {
  const found = await gym.pool.query<{ n: number }>(`select count(*) as n from ${where}`, values);
  return found.rows[0]?.n ?? -1;
};

test("[DEMO-10] at the speed of life they come as often as is usual for the hour", async () => {
  const from = clock.now();
  simulator.setSpeed(1);
  await live(20);
  await simulator.stop();
  const came = await count("visit where check_in_at >= $1", [from]);
  // Some forty an hour are usual at six on a Tuesday evening: a dozen and more in twenty minutes.
  expect(came).toBeGreaterThan(5);
  expect(came).toBeLessThan(40);
  expect(await count("visit where check_out_at >= $1 and how = 'scanned'", [from])).toBeGreaterThan(
    0,
  );
  expect(simulator.counts.failed).toBe(0);
  expect(faults).toEqual([]);
});

test("[DEMO-10] a hundred times as fast they come and go, some are refused, and the house is not full", async () => {
  const from = clock.now();
  simulator.setSpeed(100);
  await live(2);
  await simulator.stop();
  expect(await count("visit where check_in_at >= $1", [from])).toBeGreaterThan(60);
  expect(await count("decision where at >= $1 and verdict = 'refuse'", [from])).toBeGreaterThan(0);
  expect(await count("decision where at >= $1 and verdict = 'warn'", [from])).toBeGreaterThan(0);
  expect(await count("visit where check_out_at is null")).toBeLessThan(site.capacity ?? 0);
  expect(await count("visit where checked_in_by is not null")).toBe(0);
});

test("[DEMO-10] standing still, nobody comes; at night somebody still does", async () => {
  simulator.setSpeed(1);
  simulator.setSpeed(0);
  await live(10);
  expect(simulator.counts.sent).toBe(0);
  clock.setTo("2026-11-24T22:30:00.000Z");
  simulator.setSpeed(10);
  await live(3);
  await simulator.stop();
  expect(simulator.counts.sent).toBeGreaterThan(0);
});

test("[DEMO-14] a server that was away tells what happened today since then, in order", async () => {
  clock.setTo("2026-11-25T11:30:00.000Z");
  simulator.setSpeed(1);
  simulator.catchUp();
  await simulator.idle();
  await simulator.stop();
  const day = "gym_day = '2026-11-25'";
  expect(await count(`visit where ${day} and check_in_at < '2026-11-25T07:00Z'`)).toBeGreaterThan(
    5,
  );
  expect(await count(`visit where ${day} and check_in_at < '2026-11-25T04:50Z'`)).toBe(0);
  expect(await count(`visit where ${day} and how = 'scanned'`)).toBeGreaterThan(10);
  expect(await count("visit where gym_day < '2026-11-25' and check_out_at is null")).toBe(0);
  const told = simulator.counts.sent;
  simulator.setSpeed(1);
  simulator.catchUp();
  await simulator.idle();
  await simulator.stop();
  expect(simulator.counts.sent - told).toBeLessThan(20);
  expect(simulator.counts.failed).toBe(0);
});

test("[DEMO-11] a desk that refuses to answer and a database that is away are counted, not fatal", async () => {
  const submit = () => Promise.reject(new ProblemError("overloaded", { retryAfter: 1 }));
  simulator = open({ desk: { ...desk, submit } });
  simulator.setSpeed(100);
  await live(1);
  expect(simulator.counts.failed).toBe(simulator.counts.sent);
  expect(simulator.counts.failed).toBeGreaterThan(0);
  await simulator.stop();

  simulator = open({ readInside: () => Promise.reject(new Error("away")) });
  simulator.setSpeed(100);
  await live(1);
  await simulator.stop();
  expect(simulator.counts.sent).toBe(0);
  expect(simulator.counts.failed).toBeGreaterThan(10);
});
