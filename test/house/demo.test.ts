// The demo gym on a real database: what the tables count, what the log folds to and what a screen is
// shown are one and the same.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { applyEvent, openView, snapshotOf } from "../../domain/live-view.ts";
import { EMPTY_HASH, nextHash } from "../../domain/rolling-hash.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import type { Statistics } from "../../domain/statistics.ts";
import { DEMO_CAPACITY } from "../../server/demo/furnish-site.ts";
import type { Filled } from "../../server/demo/fill-demo.ts";
import { fillDemo } from "../../server/demo/fill-demo.ts";
import { runFirst } from "../../server/people/first-run.ts";
import { WALL_CLOCK } from "../../server/clock.ts";
import { createHubStore } from "../../server/store/hub-store.ts";
import { readSite } from "../../server/store/sites.ts";
import type { TestDatabase } from "../support/open-test-database.ts";
import { openTestDatabase } from "../support/open-test-database.ts";

/** A Tuesday in November, 18:40 in Berlin. */
const NOW = "2026-11-24T17:40:00.000Z";

/** Enough for every figure, in a fraction of the time. */
const SIZE = { members: 400, days: 90 };

let gym: TestDatabase;
let siteId: string;
let organisationId: string;
let filled: Filled;

beforeAll(async () => {
  gym = await openTestDatabase();
  const done = await runFirst(
    { database: gym.database, clock: WALL_CLOCK },
    {
      account: { fullName: "Owner", email: "owner@example.com", password: "a long password" },
      gym: {
        ...{ name: "Harbour Gym", timeZone: "Europe/Berlin", gymDayStartsAt: "04:00" },
        ...{ hours: null, capacity: null },
      },
    },
  );
  ({ siteId, organisationId } = done);
  const { database } = gym;
  filled = await fillDemo({ database, organisationId, siteId, seed: 7, now: NOW, size: SIZE });
}, 120_000);

afterAll(() => gym.close());

const count = async (text: string, values: unknown[] = []) => {
  const found = await gym.pool.query<{ n: number }>(`select count(*) as n from ${text}`, values);
  return found.rows[0]?.n ?? -1;
};

describe("the filled gym", () => {
  test("[DEMO-4] it has the members, a long history of visits and today's people inside", async () => {
    expect(filled.members).toBe(SIZE.members);
    expect(await count("member where is_demo")).toBe(SIZE.members);
    expect(await count("visit")).toBe(filled.visits);
    expect(filled.visits).toBeGreaterThan(SIZE.days * 70);
    expect(filled.visits).toBeLessThan(SIZE.days * 140);
    expect(await count("visit where check_out_at is null")).toBeGreaterThan(10);
    expect(await count("organisation where is_demo")).toBe(1);
    expect(await count("member where photo_hash is null")).toBeLessThan(SIZE.members * 0.2);
  });

  test("[DEMO-5] the live view read from the tables equals the fold of the log", async () => {
    const hub = createHubStore(gym.pool);
    const read = await hub.readView(siteId);
    const site = await readSite(gym.database, siteId);
    if (read === null || site === null) throw new Error("no site");
    const { doors: _doors, ...bare } = site;
    const empty = { site: bare, statistics: EMPTY_STATISTICS, inside: [], activities: [] };
    const view = openView(empty, 0);
    let hash = EMPTY_HASH;
    for (const { event, seq } of await hub.readEvents(siteId, 0, 10_000)) {
      hash = nextHash(hash, { seq, type: event.type, payload: event.payload });
      applyEvent(view, { ...event, stream: siteId, seq } as Numbered<SiteEvent>);
    }
    expect(view.seq).toBe(read.head.seq);
    expect(hash).toBe(read.head.hash);
    const byTime = (a: { checkInTime: string }, b: { checkInTime: string }) =>
      a.checkInTime.localeCompare(b.checkInTime);
    const { inside, ...folded } = snapshotOf(view);
    expect({ ...folded, inside: inside.toSorted(byTime) }).toEqual(read.view);
    expect(read.view.inside.length).toBe(read.view.statistics.currentlyIn);
    expect(filled.events.filter(({ stream }) => stream === siteId).length).toBe(read.head.seq);
  });

  test("[DEMO-6] the figures of every day equal what the tables count", async () => {
    const days = await gym.pool.query<{ day: string; statistics: Statistics }>(
      "select day, statistics from gym_day where site_id = $1 order by day",
      [siteId],
    );
    const counted = await gym.pool.query<{
      day: string;
      total: number;
      members: number;
      outs: number;
      stays: number;
      minutes: number;
    }>(
      `select gym_day as day, count(*) as total, count(distinct member_id) as members,
         count(check_out_at) as outs, count(*) filter (where how in ('scanned', 'staff')) as stays,
         coalesce(sum(duration_minutes) filter (where how in ('scanned', 'staff')), 0)::bigint as minutes
       from visit where site_id = $1 group by gym_day order by gym_day`,
      [siteId],
    );
    const refused = await gym.pool.query<{ day: string; n: number }>(
      `select ((at at time zone 'Europe/Berlin') - interval '4 hours')::date as day, count(*) as n
       from decision where command = 'check_in' and verdict = 'refuse' group by 1 order by 1`,
    );
    const refusedOn = new Map(refused.rows.map(({ day, n }) => [day, n]));
    expect(days.rows.length).toBe(SIZE.days + 1);
    expect(
      days.rows.map(({ day, statistics: s }) => ({
        ...{ day, total: s.todayTotal, members: s.uniqueToday, outs: s.checkOutsToday },
        ...{ stays: s.stays.count, minutes: s.stays.minutes, refused: s.refusedToday },
      })),
    ).toEqual(counted.rows.map((row) => ({ ...row, refused: refusedOn.get(row.day) ?? 0 })));
    for (const { statistics } of days.rows.slice(0, -1)) expect(statistics.currentlyIn).toBe(0);
  });

  test("[DEMO-7] nobody is in two places, and nobody comes before they joined", async () => {
    expect(
      await count(
        `(select check_in_at < lag(check_out_at) over (partition by member_id order by check_in_at)
            as is_twice from visit) v where is_twice`,
      ),
    ).toBe(0);
    expect(
      await count("visit v join member m on m.id = v.member_id where v.gym_day < m.joined_on"),
    ).toBe(0);
    expect(
      await count("gym_day where (statistics->'busiest'->>'count')::int > $1", [DEMO_CAPACITY]),
    ).toBe(0);
  });

  test("[DEMO-8] only an empty gym can be filled", async () => {
    const { database } = gym;
    const again = fillDemo({ database, organisationId, siteId, seed: 7, now: NOW });
    await expect(again).rejects.toMatchObject({ problem: { code: "already-exists" } });
  });
});
