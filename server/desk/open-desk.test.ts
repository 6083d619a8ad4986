import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { DOOR, idOf, NOW, SITE, TODAY } from "../../test/support/a-gym.ts";
import {
  askCheckIn,
  askCheckOut,
  askUndo,
  cardOf,
  memberId,
  membershipId,
  openStoredGym,
  openTestDesk,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";

let gym: StoredGym;
let desk: TestDesk;

beforeEach(async () => {
  gym = await openStoredGym();
  desk = openTestDesk(gym);
});

afterEach(async () => {
  await desk.close();
  await gym.close();
});

const minutesLater = (minutes: number) => gym.clock.turn(minutes * 60_000);
const figures = async () => {
  const found = await gym.run("select statistics from gym_day where day = $1 and site_id = $2", [
    ...[TODAY, SITE.id],
  ]);
  return must(found.rows[0] as { statistics: object } | undefined, "figures").statistics;
};

describe("what a command leaves behind", () => {
  test("[LOG-9] a check-in: the visit, the decision with what was known, the figures, the events", async () => {
    const asked = askCheckIn(1, { staffId: idOf(7) });
    const answer = await desk.submit(SITE.id, asked);
    expect(answer.decision.verdict).toBe("admit");
    expect(await gym.count("visit", `id = '${answer.visit?.id}' and gym_day = '${TODAY}'`)).toBe(1);
    const kept = await gym.run("select * from decision");
    expect(kept.rows).toMatchObject([
      {
        ...{ command_id: asked.commandId, command: "check_in", verdict: "admit", reasons: [] },
        ...{ member_id: memberId(1), visit_id: answer.visit?.id, staff_id: idOf(7), at: NOW },
        facts: { isFirstToday: true, insideCount: 0, found: { member: { id: memberId(1) } } },
      },
    ]);
    expect(await figures()).toMatchObject({ currentlyIn: 1, todayTotal: 1, uniqueToday: 1 });
    expect(desk.announced.map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, "gym_day_began"],
      [2, "member_checked_in"],
    ]);
  });

  test("[LOG-9] a refusal is kept with the code that was scanned", async () => {
    const { decision, visit } = await desk.submit(
      SITE.id,
      askCheckIn(0, { subject: { credential: "nobody's" } }),
    );
    expect(decision).toMatchObject({
      verdict: "refuse",
      reasons: [{ code: "unknown-credential" }],
    });
    expect(visit).toBeNull();
    const kept = await gym.run("select verdict, credential, member_id, visit_id from decision");
    expect(kept.rows).toEqual([
      { verdict: "refuse", credential: "nobody's", member_id: null, visit_id: null },
    ]);
    expect(await figures()).toMatchObject({ refusedToday: 1, todayTotal: 0 });
  });

  test("[DOOR-3] a card that was replaced is known for whose it was", async () => {
    await gym.run("update credential set replaced_at = $1 where code = $2", [NOW, cardOf(2)]);
    const { decision } = await desk.submit(
      SITE.id,
      askCheckIn(0, { subject: { credential: cardOf(2) } }),
    );
    expect(decision.reasons).toEqual([{ code: "credential-replaced", since: NOW }]);
    expect(decision.member?.id).toBe(memberId(2));
  });

  test("[LOG-9] notes of check-in and check-out stay with the visit", async () => {
    await desk.submit(SITE.id, askCheckIn(1, { notes: "Locker 7" }));
    await desk.submit(SITE.id, askCheckIn(1, { notes: "said twice" }));
    await desk.submit(SITE.id, askCheckOut(1, { notes: "🔑 returned" }));
    const found = await gym.run("select notes from visit");
    expect(found.rows).toEqual([{ notes: "Locker 7\n🔑 returned" }]);
  });

  test("[DOOR-10] a double swipe in one batch makes one visit", async () => {
    const answers = await Promise.all([
      desk.submit(SITE.id, askCheckIn(1)),
      desk.submit(SITE.id, askCheckIn(1)),
    ]);
    expect(answers.map(({ decision }) => decision.verdict)).toEqual(["admit", "warn"]);
    expect(answers[1]?.visit).toEqual(answers[0]?.visit);
    expect(await gym.count("visit")).toBe(1);
    expect(desk.announced).toHaveLength(2);
  });

  test("[DOOR-15] a check-out an hour later closes the visit in the tables too", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    minutesLater(60);
    await desk.submit(SITE.id, askCheckOut(1, { how: "staff" }));
    const found = await gym.run("select duration_minutes, how from visit");
    expect(found.rows).toEqual([{ duration_minutes: 60, how: "staff" }]);
    expect(await figures()).toMatchObject({
      currentlyIn: 0,
      checkOutsToday: 1,
      stays: { count: 1, minutes: 60 },
    });
  });

  test("[DOOR-16] a second check-out of the same visit is refused", async () => {
    const { visit } = await desk.submit(SITE.id, askCheckIn(1));
    const subject = { checkInId: must(visit, "visit").id };
    await desk.submit(SITE.id, askCheckOut(1, { subject }));
    const { decision } = await desk.submit(SITE.id, askCheckOut(1, { subject }));
    expect(decision.reasons).toEqual([{ code: "visit-already-closed", at: NOW }]);
    const byMember = await desk.submit(SITE.id, askCheckOut(1));
    expect(byMember.decision.reasons).toEqual([{ code: "not-inside" }]);
  });
});

describe("packs", () => {
  const visitsLeft = async () =>
    (await gym.run("select visits_left from membership where id = $1", [membershipId(1)])).rows;
  beforeEach(() =>
    gym.run("update membership set visits_left = 1 where id = $1", [membershipId(1)]),
  );

  test("[DOOR-12] coming back on the same day costs nothing and is not refused", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    expect(await visitsLeft()).toEqual([{ visits_left: 0 }]);
    await desk.submit(SITE.id, askCheckOut(1));
    minutesLater(30);
    const again = await desk.submit(SITE.id, askCheckIn(1));
    expect(again.decision.verdict).toBe("admit");
    expect(await visitsLeft()).toEqual([{ visits_left: 0 }]);
    await desk.submit(SITE.id, askCheckOut(1));
    gym.clock.setTo("2026-11-25T17:00:00.000Z");
    const next = await desk.submit(SITE.id, askCheckIn(1));
    expect(next.decision.reasons).toEqual([{ code: "no-visits-left", plan: "Anytime" }]);
  });

  test("[DOOR-12] also when all of it is decided in one batch", async () => {
    const steps = [askCheckIn(1), askCheckOut(1), askCheckIn(1), askCheckOut(1), askCheckIn(1)];
    const answers = await Promise.all(steps.map((asked) => desk.submit(SITE.id, asked)));
    expect(answers.map(({ decision }) => decision.verdict)).toEqual(Array(5).fill("admit"));
    expect(await visitsLeft()).toEqual([{ visits_left: 0 }]);
    expect(desk.batches).toEqual([5]);
  });

  test("[UNDO-4] an undone check-in gives the visit back, and it can be used again", async () => {
    const { visit } = await desk.submit(SITE.id, askCheckIn(1));
    const { id } = must(visit, "visit");
    expect((await desk.submit(SITE.id, askUndo(id, "check_in"))).decision.verdict).toBe("admit");
    expect(await visitsLeft()).toEqual([{ visits_left: 1 }]);
    const again = await desk.submit(SITE.id, askCheckIn(1));
    expect(again.visit).toMatchObject({ firstToday: true });
    expect(await visitsLeft()).toEqual([{ visits_left: 0 }]);
  });

  test("[UNDO-4] also when undone and used again in one batch", async () => {
    const { visit } = await desk.submit(SITE.id, askCheckIn(1));
    const [, again] = await Promise.all([
      desk.submit(SITE.id, askUndo(must(visit, "visit").id, "check_in")),
      desk.submit(SITE.id, askCheckIn(1)),
    ]);
    expect(again).toMatchObject({ decision: { verdict: "admit" }, visit: { firstToday: true } });
    expect(await visitsLeft()).toEqual([{ visits_left: 0 }]);
    expect(await gym.count("visit", `charged_membership_id = '${membershipId(1)}'`)).toBe(1);
    expect(desk.batches).toEqual([1, 2]);
  });

  test("[UNDO-4] an undone check-out gives nothing back", async () => {
    const { visit } = await desk.submit(SITE.id, askCheckIn(1));
    await desk.submit(SITE.id, askCheckOut(1));
    await desk.submit(SITE.id, askUndo(must(visit, "visit").id, "check_out"));
    expect(await visitsLeft()).toEqual([{ visits_left: 0 }]);
    await desk.submit(SITE.id, askUndo(must(visit, "visit").id, "check_in"));
    expect(await visitsLeft()).toEqual([{ visits_left: 1 }]);
  });
});

describe("undo", () => {
  test("[UNDO-3] an undone check-out leaves the visit in the tables as it was open", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    const before = await gym.run("select * from visit");
    const closed = await desk.submit(SITE.id, askCheckOut(1));
    const undone = await desk.submit(SITE.id, askUndo(must(closed.visit, "visit").id, "check_out"));
    expect(undone.decision.verdict).toBe("admit");
    expect((await gym.run("select * from visit")).rows).toEqual(before.rows);
  });

  test("[UNDO-5] no check-out is undone once the member is in again", async () => {
    const first = must((await desk.submit(SITE.id, askCheckIn(1))).visit, "visit");
    await desk.submit(SITE.id, askCheckOut(1));
    minutesLater(1);
    const second = must((await desk.submit(SITE.id, askCheckIn(1))).visit, "visit");
    const undo = async (id: string, what: "check_in" | "check_out") =>
      (await desk.submit(SITE.id, askUndo(id, what))).decision.reasons;
    expect(await undo(first.id, "check_out")).toEqual([{ code: "inside-again" }]);
    expect(await undo(second.id, "check_in")).toEqual([]);
    expect(await undo(second.id, "check_in")).toEqual([{ code: "visit-already-undone" }]);
    expect(await undo(first.id, "check_out")).toEqual([]);
    expect(await gym.count("visit", "check_out_at is null and undone_at is null")).toBe(1);
  });

  test("[UNDO-5] nor where the open visit began earlier than the closed one", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    const closed = must((await desk.submit(SITE.id, askCheckOut(1))).visit, "visit");
    // A command of the same day that was on its way for long.
    const at = "2026-11-24T15:00:00.000Z";
    expect((await desk.submit(SITE.id, askCheckIn(1, { at }))).decision.verdict).toBe("admit");
    const undone = await desk.submit(SITE.id, askUndo(closed.id, "check_out"));
    expect(undone.decision.reasons).toEqual([{ code: "inside-again" }]);
    expect(desk.faults).toEqual([]);
  });

  test("[UNDO-1] a check-in that arrived late is undone too", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    await desk.submit(SITE.id, askCheckOut(1));
    const late = await desk.submit(SITE.id, askCheckIn(1, { at: "2026-11-24T15:00:00.000Z" }));
    const undone = await desk.submit(SITE.id, askUndo(must(late.visit, "visit").id, "check_in"));
    expect(undone.decision.verdict).toBe("admit");
  });
});

describe("the outside gets it wrong", () => {
  test.each([
    ["a door of nowhere", { doorId: idOf(0xfff) }, "unknown-door"],
    ["a week and a minute ago", { at: "2026-11-17T16:59:00.000Z" }, "at-out-of-range"],
  ])("[LOG-5] %s: the sender hears of it, and nothing is kept", async (_name, more, code) => {
    const asked = askCheckIn(1, more);
    const fault = desk.submit(SITE.id, asked);
    await expect(fault).rejects.toMatchObject({ problem: { code, commandId: asked.commandId } });
    expect(await gym.count("decision")).toBe(0);
  });

  test("[LOG-5] a site of nowhere", async () => {
    await expect(desk.submit(idOf(0xfff), askCheckIn(1))).rejects.toMatchObject({
      problem: { code: "unknown-site" },
    });
  });

  test("[DOOR-16] a visit of another site is unknown here", async () => {
    const { visit } = await desk.submit(SITE.id, askCheckIn(1));
    const subject = { checkInId: must(visit, "visit").id };
    const { decision } = await desk.submit(idOf(0xb), askCheckOut(1, { subject }));
    expect(decision.reasons).toEqual([{ code: "unknown-visit" }]);
  });

  test("[DAY-6] a sender whose clock is ahead checks in now", async () => {
    const { visit } = await desk.submit(
      SITE.id,
      askCheckIn(1, { at: "2026-11-24T17:01:30.000Z", doorId: DOOR.id }),
    );
    expect(visit?.checkInTime).toBe(NOW);
  });
});

describe("closing", () => {
  test("[LOG-13] what was taken in is answered, nothing new is taken", async () => {
    const taken = desk.submit(SITE.id, askCheckIn(1));
    const closed = desk.close();
    await expect(desk.submit(SITE.id, askCheckIn(2))).rejects.toMatchObject({
      problem: { code: "shutting-down" },
    });
    await closed;
    expect((await taken).decision.verdict).toBe("admit");
    expect(await gym.count("visit")).toBe(1);
  });

  test("[LOG-14] more than ten thousand waiting is too much", async () => {
    const all = Array.from({ length: 10_002 }, () =>
      desk.submit(SITE.id, askCheckOut(1, { commandId: randomUUID() })).then(
        () => "answered",
        (error: { problem: { code: string } }) => error.problem.code,
      ),
    );
    const heard = await Promise.all(all);
    expect(heard.filter((each) => each === "overloaded")).toHaveLength(2);
    expect(heard.filter((each) => each === "answered")).toHaveLength(10_000);
  });

  test("[PEOPLE-70] of those that wait so many are one account's at most, and others find room", async () => {
    const asked = (staffId: string) =>
      desk.submit(SITE.id, askCheckOut(1, { commandId: randomUUID(), staffId })).then(
        () => "answered",
        (error: { problem: { code: string } }) => error.problem.code,
      );
    const flood = Array.from({ length: 2_001 }, () => asked(idOf(7)));
    expect(await asked(idOf(8))).toBe("answered");
    const heard = await Promise.all(flood);
    expect(heard.filter((each) => each === "overloaded")).toHaveLength(1);
    expect(await asked(idOf(7))).toBe("answered");
  });
});
