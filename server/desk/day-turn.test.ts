import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SITE } from "../../test/support/a-gym.ts";
import {
  askCheckIn,
  askCheckOut,
  membershipId,
  openStoredGym,
  openTestDesk,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";
import { expectLogToEqualTables } from "../../test/support/stored-log.ts";
import type { Site } from "../../domain/site.ts";

let gym: StoredGym;
let desk: TestDesk;

async function open(site: Partial<Site> = {}): Promise<void> {
  gym = await openStoredGym({ site });
  desk = openTestDesk(gym);
}

afterEach(async () => {
  await desk.close();
  await gym.close();
});

const figuresOf = async (day: string) => {
  const { rows } = await gym.run("select statistics from gym_day where day = $1", [day]);
  return (rows[0] as { statistics: object } | undefined)?.statistics;
};
const kindsOf = () => desk.announced.map(({ event }) => event.type);

describe("a live site", () => {
  beforeEach(() => open());

  test("[DAY-4] whoever forgot to check out is checked out, and the average is untouched", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    await desk.submit(SITE.id, askCheckIn(2));
    gym.clock.turn(50 * 60_000);
    await desk.submit(SITE.id, askCheckOut(1));
    gym.clock.setTo("2026-11-25T03:10:00.000Z");
    await desk.turnDay(SITE.id);
    const { rows } = await gym.run(
      "select how, duration_minutes from visit order by duration_minutes",
    );
    expect(rows).toEqual([
      { how: "scanned", duration_minutes: 50 },
      { how: "automatic", duration_minutes: 90 },
    ]);
    expect(await figuresOf("2026-11-24")).toMatchObject({
      ...{ currentlyIn: 0, todayTotal: 2, checkOutsToday: 2, stays: { count: 1, minutes: 50 } },
    });
    expect(await figuresOf("2026-11-25")).toMatchObject({ currentlyIn: 0, todayTotal: 0 });
    await expectLogToEqualTables(gym.pool, SITE.id);
  });

  test("[DAY-4] the first command of a day turns it, and then comes in as on any morning", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    gym.clock.setTo("2026-11-25T05:00:00.000Z");
    const { decision, visit } = await desk.submit(SITE.id, askCheckIn(1));
    expect(decision.verdict).toBe("admit");
    expect(visit).toMatchObject({ gymDay: "2026-11-25", firstToday: true });
    expect(kindsOf().slice(2)).toEqual([
      "member_checked_out",
      "gym_day_began",
      "member_checked_in",
    ]);
  });

  test("[DAY-5] turning a day that has turned does nothing", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    await desk.turnDay(SITE.id);
    await desk.turnDay(SITE.id);
    expect(kindsOf()).toEqual(["gym_day_began", "member_checked_in"]);
  });

  test("[DAY-5] a server whose clock is behind does not turn the day back", async () => {
    gym.clock.setTo("2026-11-25T05:00:00.000Z");
    await desk.submit(SITE.id, askCheckIn(1));
    gym.clock.setTo("2026-11-24T22:00:00.000Z");
    await desk.submit(SITE.id, askCheckIn(2));
    expect(await gym.count("stream", "current_day = '2026-11-25'")).toBe(1);
    expect(await gym.count("event", "type = 'gym_day_began'")).toBe(1);
  });

  test("[STAT-4] a check-in that arrives late is kept for its own day, today's figures stay", async () => {
    await gym.run("update membership set visits_left = 5 where id = $1", [membershipId(1)]);
    await desk.submit(SITE.id, askCheckIn(2));
    const before = await figuresOf("2026-11-24");
    const at = "2026-11-22T18:00:00.000Z";
    const { visit } = await desk.submit(SITE.id, askCheckIn(1, { at }));
    expect(visit).toMatchObject({ gymDay: "2026-11-22", checkInTime: at, firstToday: true });
    expect(await figuresOf("2026-11-24")).toEqual(before);
    const again = await desk.submit(SITE.id, askCheckIn(1, { at: "2026-11-22T20:00:00.000Z" }));
    expect(again.visit).toMatchObject({ firstToday: false });
    const { rows } = await gym.run("select visits_left from membership where id = $1", [
      membershipId(1),
    ]);
    expect(rows).toEqual([{ visits_left: 4 }]);
    await expectLogToEqualTables(gym.pool, SITE.id);
  });

  test("[DOOR-14] in one batch with it, a check-out still ends the visit of today", async () => {
    const today = await desk.submit(SITE.id, askCheckIn(1));
    const [late, out] = await Promise.all([
      desk.submit(SITE.id, askCheckIn(1, { at: "2026-11-23T18:00:00.000Z" })),
      desk.submit(SITE.id, askCheckOut(1)),
    ]);
    expect(late.visit?.gymDay).toBe("2026-11-23");
    expect(out.visit?.id).toBe(today.visit?.id);
    expect(desk.batches).toEqual([1, 2]);
  });

  test("[DOOR-17] a check-out that arrives late does not end the visit of today", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    const late = await desk.submit(SITE.id, askCheckOut(1, { at: "2026-11-23T21:00:00.000Z" }));
    expect(late.decision.reasons).toEqual([{ code: "not-inside" }]);
    expect(await gym.count("visit", "check_out_at is null")).toBe(1);
  });
});

describe("a site that plays recorded moments", () => {
  beforeEach(() => open({ timeline: "replay" }));

  test("[DAY-7] its days turn with what is played, whatever the year", async () => {
    const play = (member: number, at: string) => desk.submit(SITE.id, askCheckIn(member, { at }));
    await play(1, "2015-02-02T07:11:00.000Z");
    await play(2, "2015-02-02T18:00:00.000Z");
    await play(1, "2015-02-03T07:30:00.000Z");
    await desk.submit(SITE.id, askCheckOut(1, { at: "2015-02-03T08:30:00.000Z" }));
    expect(kindsOf()).toEqual([
      ...["gym_day_began", "member_checked_in", "member_checked_in"],
      ...["member_checked_out", "member_checked_out", "gym_day_began", "member_checked_in"],
      "member_checked_out",
    ]);
    expect(await figuresOf("2015-02-03")).toMatchObject({ todayTotal: 1, stays: { minutes: 60 } });
    await expectLogToEqualTables(gym.pool, SITE.id);
  });

  test("[DAY-7] the wall clock turns nothing there", async () => {
    await desk.submit(SITE.id, askCheckIn(1, { at: "2015-02-02T07:11:00.000Z" }));
    await desk.turnDay(SITE.id);
    expect(await gym.count("stream", "current_day = '2015-02-02'")).toBe(1);
  });

  test("[DAY-6] what is played may not be of the future", async () => {
    const at = "2030-01-01T00:00:00.000Z";
    await expect(desk.submit(SITE.id, askCheckIn(1, { at }))).rejects.toMatchObject({
      problem: { code: "at-out-of-range" },
    });
    expect(await gym.count("stream", "current_day is not null")).toBe(0);
  });
});

describe("a site whose clocks change", () => {
  test("[DAY-3] a night over the change is as long as it was", async () => {
    await open({ timeZone: "Australia/Lord_Howe", gymDayStartsAt: "04:00" });
    // The clocks go back by half an hour at 02:00 on the 5th of April.
    gym.clock.setTo("2026-04-04T14:00:00.000Z");
    await desk.submit(SITE.id, askCheckIn(1));
    gym.clock.setTo("2026-04-04T16:00:00.000Z");
    const { visit } = await desk.submit(SITE.id, askCheckOut(1));
    expect(visit).toMatchObject({ gymDay: "2026-04-04", durationMinutes: 120 });
  });
});
