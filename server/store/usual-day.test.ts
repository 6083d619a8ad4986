import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestHouse } from "../../test/support/open-test-house.ts";
import { openTestHouse } from "../../test/support/open-test-house.ts";
import { addMember } from "../../test/support/door-acts.ts";
import { readUsualDay } from "./usual-day.ts";

let house: TestHouse;

beforeAll(async () => {
  house = await openTestHouse();
});

afterAll(() => house.close());

/** A Tuesday in Berlin, an hour before the site's local noon in winter time. */
const NOW = "2026-11-24T10:00:00.000Z";

async function visit(day: string, from: string, to: string | null, how: string | null) {
  const member = await addMember(house, `Visitor of ${day} ${from}`);
  await house.database.pool.query(
    `insert into visit (id, site_id, member_id, door_id, gym_day, check_in_at, check_in_recorded_at,
       check_out_at, check_out_recorded_at, duration_minutes, how, channel, first_today)
     values (gen_random_uuid(), $1, $2, $3, $4, $5, $5, $6::timestamptz, $6::timestamptz,
       case when $6::timestamptz is null then null else 60 end, $7, 'desk', true)`,
    [house.site.id, member.id, house.doorId, day, from, to, how],
  );
}

test("[STAT-20] today stands beside the mean of the same weekday, as screens showed it then", async () => {
  // Two Tuesdays ago: one left by the door, one without a scan.
  await visit("2026-11-10", "2026-11-10T08:00:00Z", "2026-11-10T09:00:00Z", "scanned");
  await visit("2026-11-10", "2026-11-10T08:05:00Z", "2026-11-10T09:35:00Z", "automatic");
  await visit("2026-11-17", "2026-11-17T08:10:00Z", "2026-11-17T09:10:00Z", "staff");
  await visit("2026-11-24", "2026-11-24T09:50:00Z", null, null);
  const usual = await readUsualDay(house.database.pool, house.site.id, NOW);
  expect(usual).toMatchObject({ computedAt: NOW, weekday: 2, days: 2 });
  expect(usual.steps).toHaveLength(96);
  expect(usual.steps[0]?.at).toBe("04:00");
  const at = (label: string) => usual.steps.find((step) => step.at === label);
  expect(at("09:00")).toMatchObject({
    usualInside: 1.5,
    usualCheckIns: 1.5,
    inside: 0,
    checkIns: 0,
  });
  expect(at("10:45")).toMatchObject({
    usualInside: 0.5,
    usualCheckIns: 1.5,
    inside: 1,
    checkIns: 1,
  });
  expect(at("23:45")).toMatchObject({ usualInside: 0.5, inside: null, checkIns: null });
});
