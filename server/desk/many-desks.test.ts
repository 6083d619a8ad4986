import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { SITE } from "../../test/support/a-gym.ts";
import {
  askCheckIn,
  askCheckOut,
  askUndo,
  memberId,
  openStoredGym,
  openTestDesk,
  OTHER_DOOR,
  OTHER_SITE,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";
import { expectLogToEqualTables } from "../../test/support/stored-log.ts";

let gym: StoredGym;
let here: TestDesk;
let there: TestDesk;

beforeEach(async () => {
  gym = await openStoredGym({ members: 40 });
  [here, there] = [openTestDesk(gym), openTestDesk(gym)];
});

afterEach(async () => {
  await Promise.all([here.close(), there.close()]);
  await gym.close();
});

const elsewhere = { doorId: OTHER_DOOR.id };
const openVisits = () => gym.count("visit", "check_out_at is null and undone_at is null");

describe("one site, two servers", () => {
  test("[LOG-3] both let the same member in at once: one visit, and one hears since when", async () => {
    const answers = await Promise.all([
      here.submit(SITE.id, askCheckIn(1)),
      there.submit(SITE.id, askCheckIn(1)),
    ]);
    expect(answers.map(({ decision }) => decision.verdict).toSorted()).toEqual(["admit", "warn"]);
    expect(answers[0]?.visit).toEqual(answers[1]?.visit);
    expect(await openVisits()).toBe(1);
  });

  test("[LOG-12] each decides on what the other left: figures, house and log agree", async () => {
    await gym.run("update site set capacity = 30 where id = $1", [SITE.id]);
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_each, index) => {
        const desk = index % 2 === 0 ? here : there;
        // One at a time, so that both servers wait for each other's lock again and again.
        if (index >= 2) await desk.submit(SITE.id, askCheckOut(index + 1));
        return desk.submit(SITE.id, askCheckIn(index + 1));
      }),
    );
    const verdicts = answers.map(({ decision }) => decision.verdict);
    expect(verdicts.filter((verdict) => verdict === "admit")).toHaveLength(30);
    expect(await openVisits()).toBe(30);
    await expectLogToEqualTables(gym.pool, SITE.id);
  });

  test("[LOG-4] numbers have no gap, and what each server announced is in their order", async () => {
    await Promise.all(
      Array.from({ length: 40 }, (_each, index) =>
        (index % 2 === 0 ? here : there).submit(SITE.id, askCheckIn(index + 1)),
      ),
    );
    const heard = [here, there].map(({ announced }) => announced.map(({ seq }) => seq));
    for (const numbers of heard) expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    const all = heard.flat().toSorted((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 41 }, (_each, index) => index + 1));
  });

  test("[LOG-4] the order of numbers is the order of commits", async () => {
    // Whoever sees a number sees every smaller one: read on while two servers write.
    const seen: number[] = [];
    let isWriting = true;
    const reading = (async () => {
      while (isWriting) {
        const { rows } = await gym.run(
          "select count(*)::integer as n, coalesce(max(seq), 0) as top from event",
        );
        const { n, top } = must(rows[0] as { n: number; top: number } | undefined, "row");
        expect(top).toBe(n);
        seen.push(n);
      }
    })();
    for (let member = 1; member <= 40; member += 2) {
      await Promise.all([
        here.submit(SITE.id, askCheckIn(member)),
        there.submit(SITE.id, askCheckIn(member + 1)),
      ]);
    }
    isWriting = false;
    await reading;
    expect(seen.at(-1)).toBeGreaterThan(20);
  });

  test("[DAY-4] both turn the day: it begins once and everybody is checked out once", async () => {
    await Promise.all([1, 2, 3].map((member) => here.submit(SITE.id, askCheckIn(member))));
    gym.clock.setTo("2026-11-25T04:00:00.000Z");
    await Promise.all([here.turnDay(SITE.id), there.turnDay(SITE.id), here.turnDay(SITE.id)]);
    expect(await gym.count("event", "type = 'gym_day_began'")).toBe(2);
    expect(await gym.count("event", "type = 'member_checked_out'")).toBe(3);
    expect(await openVisits()).toBe(0);
    await expectLogToEqualTables(gym.pool, SITE.id);
  });
});

describe("two sites", () => {
  test("[DOOR-19] coming in elsewhere ends the visit here, labelled as moved", async () => {
    await here.submit(SITE.id, askCheckIn(1));
    gym.clock.turn(20 * 60_000);
    const { decision, visit } = await there.submit(OTHER_SITE.id, askCheckIn(1, elsewhere));
    expect(decision.verdict).toBe("admit");
    expect(visit?.location.doorId).toBe(OTHER_DOOR.id);
    const { rows } = await gym.run("select how, duration_minutes from visit order by check_in_at");
    expect(rows).toEqual([
      { how: "moved", duration_minutes: 20 },
      { how: null, duration_minutes: null },
    ]);
    await expectLogToEqualTables(gym.pool, SITE.id);
    await expectLogToEqualTables(gym.pool, OTHER_SITE.id);
  });

  test("[STAT-8] each site counts the member among its different ones of the day", async () => {
    await here.submit(SITE.id, askCheckIn(1));
    await here.submit(OTHER_SITE.id, askCheckIn(1, elsewhere));
    await here.submit(SITE.id, askCheckIn(1));
    const { rows } = await gym.run(
      `select statistics->>'todayTotal' as total, statistics->>'uniqueToday' as "unique"
       from gym_day order by site_id`,
    );
    expect(rows).toEqual([
      { total: "2", unique: "1" },
      { total: "1", unique: "1" },
    ]);
  });

  test("[DOOR-19] a move sent again and again moves once", async () => {
    await here.submit(SITE.id, askCheckIn(1));
    const asked = askCheckIn(1, elsewhere);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_each, index) =>
        (index % 2 === 0 ? here : there).submit(OTHER_SITE.id, asked),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await gym.count("event", "type = 'member_checked_out'")).toBe(1);
    expect(await gym.count("visit")).toBe(2);
  });

  test("[LOG-3] the same member at both sites at once, many times: never in twice", async () => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.all([
        here.submit(SITE.id, askCheckIn(1)),
        there.submit(OTHER_SITE.id, askCheckIn(1, elsewhere)),
        here.submit(OTHER_SITE.id, askCheckIn(2, elsewhere)),
        there.submit(SITE.id, askCheckIn(2)),
      ]);
      expect(await openVisits()).toBe(2);
    }
    expect([...here.faults, ...there.faults]).toEqual([]);
    await expectLogToEqualTables(gym.pool, SITE.id);
    await expectLogToEqualTables(gym.pool, OTHER_SITE.id);
  });

  test("[DOOR-19] a move that was undone can be made again", async () => {
    await gym.run("update site set capacity = 1 where id = $1", [OTHER_SITE.id]);
    await here.submit(OTHER_SITE.id, askCheckIn(2, elsewhere));
    const { visit } = await here.submit(SITE.id, askCheckIn(1));
    const refused = await here.submit(OTHER_SITE.id, askCheckIn(1, elsewhere));
    expect(refused.decision.reasons).toEqual([{ code: "house-full", capacity: 1 }]);
    await here.submit(SITE.id, askUndo(must(visit, "visit").id, "check_out"));
    await here.submit(OTHER_SITE.id, askCheckOut(2));
    const moved = await here.submit(OTHER_SITE.id, askCheckIn(1, elsewhere));
    expect(moved.decision.verdict).toBe("admit");
    expect(await openVisits()).toBe(1);
  });

  test("[DOOR-14] what arrives late of yesterday, from elsewhere, moves nobody today", async () => {
    await here.submit(SITE.id, askCheckIn(1));
    const at = "2026-11-23T17:00:00.000Z";
    await here.submit(OTHER_SITE.id, askCheckIn(2, elsewhere));
    const late = await here.submit(OTHER_SITE.id, askCheckIn(1, { ...elsewhere, at }));
    expect(late.decision.verdict).toBe("admit");
    const { rows } = await gym.run(
      "select site_id, how from visit where member_id = $1 order by check_in_at",
      [memberId(1)],
    );
    expect(rows).toEqual([
      { site_id: OTHER_SITE.id, how: "automatic" },
      { site_id: SITE.id, how: null },
    ]);
  });
});
