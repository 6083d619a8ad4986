// The demo of a house from its filling to its wiping, on a real desk.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Desk } from "../../server/desk/desk.ts";
import { openDesk } from "../../server/desk/open-desk.ts";
import type { Demo, DemoParts } from "../../server/demo/open-demo.ts";
import { openDemo } from "../../server/demo/open-demo.ts";
import { runFirst } from "../../server/people/first-run.ts";
import { createDeskStore } from "../../server/store/desk-store.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import type { TestDatabase } from "../support/open-test-database.ts";
import { openTestDatabase } from "../support/open-test-database.ts";
import { TurnedClock } from "../support/turned-clock.ts";

const clock = new TurnedClock("2026-11-24T17:00:00.000Z");

let gym: TestDatabase;
let desk: Desk;
let demo: Demo;
let announced: LoggedEvent[] = [];
let wiped = 0;

beforeAll(async () => {
  gym = await openTestDatabase();
  desk = openDesk({
    store: createDeskStore(gym.pool),
    clock,
    announce: (events) => announced.push(...events),
    onFault: (error) => expect.fail(String(error)),
  });
  demo = open();
  await setUp();
});

afterAll(async () => {
  await demo.close();
  await desk.close();
  await gym.close();
});

function open(more: Partial<DemoParts> = {}): Demo {
  const { database } = gym;
  return openDemo({
    ...{ database, desk, clock, size: { members: 60, days: 5 } },
    announce: (events) => announced.push(...events),
    wiped: () => {
      wiped += 1;
      return Promise.resolve();
    },
    ...more,
  });
}

const setUp = () =>
  runFirst(
    { database: gym.database, clock },
    {
      account: { fullName: "Owner", email: "owner@example.com", password: "a long password" },
      gym: {
        ...{ name: "Harbour Gym", timeZone: "Asia/Tokyo", gymDayStartsAt: "00:00" },
        ...{ hours: null, capacity: null },
      },
    },
  );

const count = async (table: string) => {
  const found = await gym.pool.query<{ n: number }>(`select count(*) as n from ${table}`);
  return found.rows[0]?.n ?? -1;
};

test("[DEMO-12] a gym that is not a demo can neither be wiped nor simulated", async () => {
  await expect(demo.wipe()).rejects.toMatchObject({ problem: { code: "not-allowed" } });
  await expect(demo.setSpeed(3)).rejects.toMatchObject({ problem: { code: "not-found" } });
  expect(demo.speed()).toBe(0);
  expect(await count("staff")).toBe(1);
  expect(wiped).toBe(0);
});

test("[DEMO-13] filling sets the gym in motion, and its speed is kept over a restart", async () => {
  await demo.populate();
  expect(demo.speed()).toBe(5);
  expect(await count("member")).toBe(60);
  // Every event of today is announced, in the order of its number.
  const seqs = announced.filter(({ event }) => event.type !== "members_imported");
  expect(seqs.length).toBeGreaterThan(2);
  await demo.setSpeed(7.5);
  await demo.close();
  expect(demo.speed()).toBe(0);
  demo = open();
  await demo.resume();
  expect(demo.speed()).toBe(7.5);
});

test("[DEMO-12] wiping leaves nothing, and the gym can be set up and filled again", async () => {
  await demo.wipe();
  expect(wiped).toBe(1);
  expect(demo.speed()).toBe(0);
  const tables = await gym.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'",
  );
  expect(tables.rows.length).toBeGreaterThan(12);
  const left = await Promise.all(tables.rows.map(({ name }) => count(name)));
  expect(left).toEqual(tables.rows.map(() => 0));
  expect(await count("migration")).toBeGreaterThan(0);
  await expect(demo.wipe()).rejects.toMatchObject({ problem: { code: "not-set-up" } });

  announced = [];
  await setUp();
  await demo.populate({ seed: 3 });
  expect(await count("member")).toBe(60);
});

test("[BUS-16] of two servers the caretaker's demo plays, and what is asked for at one holds at the other", async () => {
  await demo.close();
  const sent = { here: 0, there: 0 };
  const openAt = (name: keyof typeof sent, mayPlay: boolean): Demo => {
    const submit: Desk["submit"] = (siteId, command) => {
      sent[name] += 1;
      return desk.submit(siteId, command);
    };
    return open({ desk: { ...desk, submit }, mayPlay: () => mayPlay });
  };
  const [here, there] = [openAt("here", false), openAt("there", true)];
  await here.resume();
  await there.resume();
  await here.setSpeed(100);
  await there.follow();
  expect(there.speed()).toBe(100);
  await vi.waitFor(() => {
    clock.turn(500);
    expect(sent.there).toBeGreaterThan(0);
  });
  expect(sent.here).toBe(0);
  await there.close();
  await here.wipe();
  await there.follow();
  expect(there.speed()).toBe(0);
  await here.close();
});
