// What desks did by themselves, told to the real desk over real tables: recorded as it happened, put
// together with what others did, and true at the end.
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Clash } from "../../domain/clash.ts";
import type { Instant } from "../../domain/instant.ts";
import { plusMinutes } from "../../domain/instant.ts";
import type { Reason } from "../../domain/reason.ts";
import { idOf, NOW, SITE } from "../../test/support/a-gym.ts";
import {
  askCheckIn,
  askCheckOut,
  askUndo,
  cardOf,
  memberId,
  membershipId,
  openStoredGym,
  openTestDesk,
  OTHER_DOOR,
  OTHER_SITE,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";
import { expectLogToEqualTables } from "../../test/support/stored-log.ts";
import type { MadeOffline } from "../../protocol/up.ts";
import { seeded } from "../../test/support/seeded.ts";
import type { AskedCommand } from "./desk.ts";

let gym: StoredGym;
let desk: TestDesk;

beforeEach(async () => {
  gym = await openStoredGym();
  desk = openTestDesk(gym);
});

afterEach(async () => {
  await desk.close();
  await expectLogToEqualTables(gym.pool, SITE.id);
  await expectLogToEqualTables(gym.pool, OTHER_SITE.id);
  if (desk.faults.length > 0) throw new Error("a fault of our own", { cause: desk.faults[0] });
  await gym.close();
});

const LEFT = idOf(0xde1);
const RIGHT = idOf(0xde2);
const NOT_INSIDE: readonly Reason[] = [{ code: "not-inside" }];
const at = (minutes: number): Instant => plusMinutes(NOW, minutes);
const after = (minutes: number) => gym.clock.turn(minutes * 60_000);

function said(deviceId = LEFT, reasons: readonly Reason[] = [], verdict = "admit"): MadeOffline {
  const book = { epoch: "first", seq: 3 };
  return { verdict: verdict as MadeOffline["verdict"], reasons, deviceId, book };
}

const by = (deviceId: string) => said(deviceId);
const notKnown = (deviceId: string) => said(deviceId, NOT_INSIDE, "refuse");

const submit = (command: AskedCommand, siteId = SITE.id) => desk.submit(siteId, command);
const cameIn = (member: number, minutes: number, madeOffline = said(), more = {}) =>
  submit(askCheckIn(member, { at: at(minutes), madeOffline, ...more }));
const wentOut = (member: number, minutes: number, madeOffline = said(), more = {}) =>
  submit(askCheckOut(member, { at: at(minutes), madeOffline, ...more }));

async function clashes(): Promise<readonly string[]> {
  const { rows } = await gym.run("select kind from clash order by at, id");
  return (rows as Clash[]).map(({ kind }) => kind);
}

/** The visits of a member in minutes from now on: from, until, how they ended. */
async function visitsOf(member: number) {
  const { rows } = await gym.run(
    `select round(extract(epoch from check_in_at - $2) / 60)::integer as from,
       round(extract(epoch from check_out_at - $2) / 60)::integer as until, how
     from visit where member_id = $1 and undone_at is null order by check_in_at`,
    [memberId(member), NOW],
  );
  return (rows as { from: number; until: number | null; how: string | null }[]).map(
    ({ from, until, how }) => [from, until, how],
  );
}

describe("what one desk did", () => {
  test("[OFFLINE-4] is recorded with its own times, in event, visit, feed and decision", async () => {
    after(60);
    const { decision, visit } = await cameIn(1, 5);
    expect(visit).toMatchObject({ checkInTime: at(5), madeOffline: true });
    await wentOut(1, 45);
    expect(await visitsOf(1)).toEqual([[5, 45, "scanned"]]);
    expect(await clashes()).toEqual([]);
    const [, came, left] = desk.announced.map(({ event }) => event);
    expect(came).toMatchObject({ type: "member_checked_in", payload: { madeOffline: true } });
    expect(left).toMatchObject({ payload: { madeOffline: true, leftOffline: true } });
    const { rows } = await gym.run("select * from decision order by at");
    expect(rows).toMatchObject([
      {
        ...{ id: decision.id, made_offline: true, device_id: LEFT, at: at(5) },
        facts: { book: { epoch: "first", seq: 3 }, wouldSay: { verdict: "admit", reasons: [] } },
      },
      { command: "check_out", made_offline: true },
    ]);
    expect((rows[0] as { recorded_at: string }).recorded_at).toBe(at(60));
  });

  test("[OFFLINE-5] let in whom the gym had barred meanwhile: inside, and a clash", async () => {
    await gym.run("update member set barred_note = 'Fight.' where id = $1", [memberId(1)]);
    const { decision, visit } = await cameIn(1, -20);
    expect(decision).toMatchObject({ verdict: "admit", reasons: [] });
    const { rows } = await gym.run("select * from clash");
    expect(rows).toMatchObject([
      {
        ...{ kind: "would-refuse", reasons: [{ code: "barred", note: "Fight." }] },
        ...{ decision_id: decision.id, visit_id: visit?.id, member_id: memberId(1) },
        ...{ site_id: SITE.id, device_id: LEFT, at: at(-20), recorded_at: NOW, settled_at: null },
      },
    ]);
  });

  test("[OFFLINE-9] let in whom nobody knows any more: answered, kept, listed", async () => {
    const gone = { subject: { memberId: idOf(0x999) } };
    const { decision, visit } = await cameIn(1, -5, said(), gone);
    expect([decision.verdict, decision.member, visit]).toEqual(["admit", null, null]);
    await wentOut(1, -1, said(), { subject: { checkInId: idOf(0x998) } });
    expect(await clashes()).toEqual(["unknown", "unknown"]);
    expect(await gym.count("decision", "made_offline")).toBe(2);
  });

  test("[OFFLINE-10] a pack with one visit left let in two days' people of two desks: never below nought", async () => {
    await gym.run("update membership set visits_left = 1 where id = $1", [membershipId(1)]);
    await cameIn(1, -30);
    await wentOut(1, -20);
    gym.clock.turn(24 * 60 * 60_000);
    const next = await cameIn(1, 24 * 60 - 5, by(RIGHT));
    expect(next.visit).toMatchObject({ gymDay: "2026-11-25" });
    expect(await gym.count("membership", "visits_left = 0")).toBe(1);
    expect(await clashes()).toEqual(["would-refuse"]);
  });

  test("[OFFLINE-11] more people than the house holds are in, and it says so", async () => {
    await gym.run("update site set capacity = 1 where id = $1", [SITE.id]);
    await cameIn(1, -5);
    await cameIn(2, -4);
    expect(await gym.count("visit", "check_out_at is null")).toBe(2);
    expect(await clashes()).toEqual(["would-refuse"]);
  });

  test("[OFFLINE-6] turned away who may come in by now: stays out, and is listed", async () => {
    const why: Reason = { code: "not-offline", why: "pack" };
    const { decision } = await cameIn(1, -5, said(LEFT, [why], "refuse"));
    expect(decision).toMatchObject({ verdict: "refuse", reasons: [why] });
    expect(await visitsOf(1)).toEqual([]);
    expect(desk.announced.at(-1)?.event).toMatchObject({
      ...{ type: "check_in_refused" },
      payload: { madeOffline: true, reasons: [why] },
    });
    expect(await clashes()).toEqual(["would-admit"]);
  });

  test("[OFFLINE-12] a command that was answered before keeps its answer, whatever the desk made of it", async () => {
    await gym.run("update member set barred_note = 'Fight.' where id = $1", [memberId(1)]);
    const live = askCheckIn(1, { at: at(-1) });
    const first = await submit(live);
    const again = await submit({ ...live, madeOffline: said() });
    expect(again).toEqual(first);
    expect(again.decision.verdict).toBe("refuse");
    expect(await gym.count("decision")).toBe(1);
    expect(await gym.count("visit")).toBe(0);
    const offline = askCheckIn(2, { at: at(-1), madeOffline: said() });
    expect(await submit({ ...offline, madeOffline: null })).toEqual(await submit(offline));
  });

  test("[OFFLINE-15] a visit keeps the id that it has at the desk, and the desk's steps find it", async () => {
    const commandId = randomUUID();
    const { visit } = await cameIn(1, -30, said(), { commandId });
    expect(visit?.id).toBe(commandId);
    await wentOut(1, -20, said(), { subject: { checkInId: commandId } });
    await submit(askUndo(commandId, "check_out", { at: at(-19), madeOffline: said() }));
    expect(await visitsOf(1)).toEqual([[-30, null, null]]);
    expect(await clashes()).toEqual([]);
  });

  test("[OFFLINE-15] no command takes the place of a visit that is there", async () => {
    const first = await submit(askCheckIn(1));
    const taken = first.visit?.id ?? "";
    const second = await cameIn(2, 0, said(), { commandId: taken });
    expect(second.visit?.id).not.toBe(taken);
    expect(await gym.count("visit", "check_out_at is null")).toBe(2);
  });

  test("[OFFLINE-14] a check-in from before the connection went is taken back with the desk's own time", async () => {
    const { visit } = await submit(askCheckIn(1));
    after(90);
    await submit(askUndo(visit?.id ?? "", "check_in", { at: at(1), madeOffline: said() }));
    expect(await visitsOf(1)).toEqual([]);
    expect(await clashes()).toEqual([]);
  });

  test("[DAY-6] what a desk tells later than a week is sent back", async () => {
    await expect(cameIn(1, -8 * 24 * 60)).rejects.toMatchObject({
      problem: { code: "at-out-of-range" },
    });
  });
});

describe("the day turned meanwhile", () => {
  test("[OFFLINE-16] an evening told in the morning is yesterday's, with the exits that were seen", async () => {
    gym.clock.setTo("2026-11-25T08:00:00.000Z");
    await submit(askCheckIn(3));
    await cameIn(1, 0);
    await cameIn(2, 1);
    await wentOut(1, 20);
    await cameIn(1, 40);
    await wentOut(1, 70);
    expect(await visitsOf(1)).toEqual([
      [0, 20, "scanned"],
      [40, 70, "scanned"],
    ]);
    expect(await visitsOf(2)).toEqual([[1, 91, "automatic"]]);
    expect(await clashes()).toEqual([]);
    const { rows } = await gym.run("select statistics from gym_day where day = '2026-11-25'");
    expect(rows).toMatchObject([
      { statistics: { currentlyIn: 1, todayTotal: 1, busiest: { count: 1 }, checkOutsToday: 0 } },
    ]);
  });

  test("[OFFLINE-16] a guess of the turn gives way to the exit that a desk saw before it", async () => {
    await submit(askCheckIn(1));
    gym.clock.setTo("2026-11-25T08:00:00.000Z");
    await desk.turnDay(SITE.id);
    expect(await visitsOf(1)).toEqual([[0, 90, "automatic"]]);
    await submit(askCheckIn(1));
    await wentOut(1, 150);
    expect(await visitsOf(1)).toEqual([
      [0, 150, "scanned"],
      [900, null, null],
    ]);
    expect(await clashes()).toEqual([]);
    expect((await submit(askCheckIn(1))).decision.reasons).toMatchObject([
      { code: "already-inside" },
    ]);
  });
});

describe("two desks at once", () => {
  test.each<[string, (() => Promise<unknown>)[], (number | string | null)[][], string[]]>([
    [
      "in at one, then in at the other",
      [() => cameIn(1, 0, by(LEFT)), () => cameIn(1, 10, by(RIGHT))],
      [[0, null, null]],
      ["inside-twice"],
    ],
    [
      "in at both, the later one told first",
      [() => cameIn(1, 10, by(RIGHT)), () => cameIn(1, 0, by(LEFT))],
      [[10, null, null]],
      ["inside-twice"],
    ],
    [
      "in at one, out at the other",
      [() => cameIn(1, 0, by(LEFT)), () => wentOut(1, 20, notKnown(RIGHT))],
      [[0, 20, "scanned"]],
      ["would-admit"],
    ],
    [
      "in at one, out at the other, the exit told first",
      [() => wentOut(1, 20, notKnown(RIGHT)), () => cameIn(1, 0, by(LEFT))],
      [[0, 20, "scanned"]],
      [],
    ],
    [
      "in and out at one, in at the other between, told last",
      [
        () => cameIn(1, 0, by(LEFT)),
        () => wentOut(1, 20, by(LEFT)),
        () => cameIn(1, 10, by(RIGHT)),
      ],
      [[0, 20, "scanned"]],
      ["inside-twice"],
    ],
    [
      "twice in at one, out at the other between, told first",
      [
        () => wentOut(1, 20, notKnown(RIGHT)),
        () => cameIn(1, 0, by(LEFT)),
        () => cameIn(1, 30, said(LEFT, [{ code: "already-inside", since: at(0) }], "warn")),
      ],
      [
        [0, 20, "scanned"],
        [30, null, null],
      ],
      [],
    ],
  ])("[OFFLINE-7] [OFFLINE-8] %s", async (_name, acts, visits, kinds) => {
    after(60);
    for (const act of acts) await act();
    expect(await visitsOf(1)).toEqual(visits);
    expect(await clashes()).toEqual(kinds);
    expect(await gym.count("decision", "made_offline")).toBe(acts.length);
  });

  test("[OFFLINE-8] a desk checks out the visit that its own check-in turned out to be part of", async () => {
    after(60);
    await cameIn(1, 10, by(RIGHT));
    const commandId = randomUUID();
    await cameIn(1, 0, by(LEFT), { commandId });
    await wentOut(1, 30, by(LEFT), { subject: { checkInId: commandId } });
    expect(await visitsOf(1)).toEqual([[10, 30, "scanned"]]);
    await submit(askUndo(commandId, "check_in", { at: at(31), madeOffline: by(LEFT) }));
    expect(await visitsOf(1)).toEqual([[10, 30, "scanned"]]);
    expect(await clashes()).toEqual(["inside-twice", "unknown"]);
  });

  test("[OFFLINE-13] in at two sites: the first visit ended where the second began", async () => {
    after(60);
    const there = { doorId: OTHER_DOOR.id, at: at(30), madeOffline: by(RIGHT) };
    await submit(askCheckIn(1, there), OTHER_SITE.id);
    await cameIn(1, 0, by(LEFT));
    expect(await visitsOf(1)).toEqual([
      [0, 30, "moved"],
      [30, null, null],
    ]);
    expect(await clashes()).toEqual(["inside-twice"]);
    // Turned away here, they stay where they are.
    await cameIn(1, 40, said(LEFT, NOT_INSIDE, "refuse"));
    expect((await visitsOf(1)).at(-1)).toEqual([30, null, null]);
    // And whoever came here after that has left the other site.
    await cameIn(1, 50, by(LEFT));
    expect((await visitsOf(1)).slice(1)).toEqual([
      [30, 50, "moved"],
      [50, null, null],
    ]);
  });

  test.each([1, 2, 3, 4])(
    "[OFFLINE-7] whatever they did and however it is told: all kept, one visit at a time (seed %d)",
    async (seed) => {
      const draw = seeded(seed);
      after(120);
      const logs = [LEFT, RIGHT].map((device) => {
        const inside = new Set<number>();
        return Array.from({ length: 25 }, (_each, index) => {
          const member = draw(4) + 1;
          const when = { at: at(index * 4 + draw(4)) };
          const subject = { credential: cardOf(member) };
          if (draw(2) === 0) {
            const reasons: Reason[] = inside.has(member)
              ? [{ code: "already-inside", since: NOW }]
              : [];
            inside.add(member);
            const verdict = reasons.length > 0 ? "warn" : "admit";
            return askCheckIn(member, {
              subject,
              ...when,
              madeOffline: said(device, reasons, verdict),
            });
          }
          const madeOffline = inside.delete(member) ? said(device) : notKnown(device);
          return askCheckOut(member, { subject, ...when, madeOffline });
        });
      });
      // Each desk tells in its own order; which of them is heard when is anybody's guess.
      const [one = [], other = []] = logs;
      while (one.length + other.length > 0) {
        const heard = Array.from({ length: draw(6) + 1 }, () =>
          (draw(2) === 0 ? one : other).shift(),
        );
        await Promise.all(heard.filter((command) => command !== undefined).map((c) => submit(c)));
      }
      expect(await gym.count("decision", "made_offline")).toBe(50);
      // No member's visits overlap, and nobody is inside twice.
      const overlapping = await gym.run(
        `select 1 from visit a join visit b on a.member_id = b.member_id and a.id < b.id
         where a.check_in_at < coalesce(b.check_out_at, 'infinity')
           and b.check_in_at < coalesce(a.check_out_at, 'infinity')`,
      );
      expect(overlapping.rowCount).toBe(0);
      const { rows } = await gym.run("select statistics from gym_day where day = '2026-11-24'");
      const open = await gym.count("visit", "check_out_at is null");
      expect(rows).toMatchObject([{ statistics: { currentlyIn: open } }]);
    },
  );
});
