import { describe, expect, test } from "vitest";
import {
  aCheckIn,
  aMember,
  aMembership,
  aMemberWith,
  anOpenVisit,
  aSituation,
  DOOR,
  idOf,
  NOW,
  SITE,
  TODAY,
} from "../test/support/a-gym.ts";
import type { CheckIn } from "./command.ts";
import type { CheckInSituation } from "./decide-check-in.ts";
import { ASSUMED_STAY_MINUTES, decideCheckIn } from "./decide-check-in.ts";
import { plusMinutes } from "./instant.ts";
import type { MemberFacts } from "./member.ts";

type Given = Partial<CheckInSituation> & { readonly member?: MemberFacts };

/** Given a situation at the door, when somebody checks in: what the gym says and does. */
function given(situation: Given = {}) {
  return {
    whenCheckedIn: (command: Partial<CheckIn> = {}) => {
      const asked = aCheckIn(command);
      return decideCheckIn(aSituation(asked.at, situation), asked);
    },
  };
}

const frozen = (from: string, until: string | null) =>
  aMemberWith({ freeze: { from, until }, planName: "Anytime" });

/** 18:00 in Berlin on a day of winter time. */
const eveningOf = (day: string) => `${day}T17:00:00.000Z`;

describe("admission", () => {
  test("[DOOR-1] a member in good standing is admitted and a visit is opened", () => {
    const { decision, events, visit, charge } = given().whenCheckedIn({ by: idOf(7) });
    expect(decision).toMatchObject({ verdict: "admit", reasons: [], at: NOW });
    expect(decision.member).toEqual({
      id: idOf(1),
      fullName: "Ada Lovelace",
      membershipNumber: "M-1001",
      photoUrl: null,
    });
    expect(visit).toEqual(anOpenVisit({ by: idOf(7) }));
    expect(events).toEqual([{ type: "member_checked_in", payload: visit }]);
    expect(charge).toBeNull();
  });

  test("[DOOR-1] the visit counts for the gym-day, not for the date: 02:00 is still last night", () => {
    const { visit } = given().whenCheckedIn({ at: "2026-11-25T01:00:00.000Z" });
    expect(visit?.gymDay).toBe(TODAY);
  });

  test("[DOOR-1] the visit names the door, its zone and its channel", () => {
    const door = { ...DOOR, name: "Turnstile 2", channel: "turnstile", zone: "Pool" } as const;
    const { visit } = given({ door }).whenCheckedIn();
    expect(visit).toMatchObject({
      location: { doorId: DOOR.id, door: "Turnstile 2", zone: "Pool" },
      channel: "turnstile",
    });
  });

  test("[STAT-8] only the first visit to the site on a gym-day is the first today", () => {
    expect(given({ isFirstToday: true }).whenCheckedIn().visit).toMatchObject({ firstToday: true });
    expect(given({ isFirstToday: false }).whenCheckedIn().visit).toMatchObject({
      firstToday: false,
    });
  });
});

describe("who it is", () => {
  test.each(["unknown-credential", "unknown-member"] as const)(
    "[DOOR-2] %s is refused and recorded without a member",
    (as) => {
      const { decision, events, visit } = given({ found: { as } }).whenCheckedIn();
      expect(decision).toMatchObject({ verdict: "refuse", reasons: [{ code: as }], member: null });
      expect(visit).toBeNull();
      expect(events).toEqual([
        {
          type: "check_in_refused",
          payload: {
            id: decision.id,
            member: null,
            reasons: [{ code: as }],
            at: NOW,
            gymDay: TODAY,
            location: { doorId: DOOR.id, door: "Front desk", zone: null },
            channel: "desk",
            by: null,
            madeOffline: false,
          },
        },
      ]);
    },
  );

  test("[DOOR-3] a replaced card is refused with its day and whatever else applies", () => {
    const since = "2026-03-01T10:00:00.000Z";
    const member = aMember({
      barred: { note: "" },
      paymentDue: { amountCents: 1, since: "2026-11-01" },
    });
    const { decision } = given({ found: { as: "replaced", since, member } }).whenCheckedIn();
    expect(decision.verdict).toBe("refuse");
    expect(decision.member?.id).toBe(member.id);
    expect(decision.reasons).toEqual([
      { code: "credential-replaced", since },
      { code: "barred", note: "" },
      { code: "payment-due", amountCents: 1, since: "2026-11-01" },
    ]);
  });
});

describe("the membership's days", () => {
  test.each([
    ["2026-11-19", "admit"],
    ["2026-11-20", "refuse"],
    ["2026-11-29", "refuse"],
    ["2026-11-30", "admit"],
  ])("[DOOR-4] frozen from the 20th, thawing on the 30th: on %s they %s", (day, verdict) => {
    const { decision } = given({ member: frozen("2026-11-20", "2026-11-30") }).whenCheckedIn({
      at: eveningOf(day),
    });
    expect(decision.verdict).toBe(verdict);
    const refusal = [{ code: "membership-frozen", until: "2026-11-30" }];
    expect(decision.reasons).toEqual(verdict === "refuse" ? refusal : []);
  });

  test("[DOOR-4] frozen until further notice has no day of thaw", () => {
    const { decision } = given({ member: frozen("2026-11-20", null) }).whenCheckedIn();
    expect(decision.reasons).toEqual([{ code: "membership-frozen", until: null }]);
  });

  test.each([
    ["2026-11-09", [{ code: "membership-not-started", startsOn: "2026-11-10" }]],
    ["2026-11-10", []],
    ["2026-11-20", []],
    ["2026-11-21", [{ code: "membership-ended", on: "2026-11-20" }]],
  ])("[DOOR-5] from the 10th to the 20th, both included: %s", (day, reasons) => {
    const member = aMemberWith({ startsOn: "2026-11-10", endsOn: "2026-11-20" });
    const { decision } = given({ member }).whenCheckedIn({ at: eveningOf(day) });
    expect(decision.reasons).toEqual(reasons);
  });

  test("[DOOR-5] the last day lasts until the gym-day turns, past midnight", () => {
    const member = aMemberWith({ endsOn: "2026-11-20" });
    const lastNight = given({ member }).whenCheckedIn({ at: "2026-11-21T02:59:00.000Z" });
    expect(lastNight.decision.verdict).toBe("admit");
    const morning = given({ member }).whenCheckedIn({ at: "2026-11-21T03:00:00.000Z" });
    expect(morning.decision.verdict).toBe("refuse");
  });

  test("[DOOR-5] nobody without any membership comes in", () => {
    const { decision } = given({ member: aMember({ memberships: [] }) }).whenCheckedIn();
    expect(decision).toMatchObject({ verdict: "refuse", reasons: [{ code: "no-membership" }] });
  });
});

describe("what the plan covers", () => {
  test("[DOOR-6] another site's plan is refused by its name", () => {
    const covers = { siteIds: [idOf(0xb)], hours: null };
    const member = aMemberWith({ covers, planName: "Pool only" });
    const { decision } = given({ member }).whenCheckedIn();
    expect(decision.reasons).toEqual([{ code: "plan-does-not-cover-site", plan: "Pool only" }]);
    const here = aMemberWith({ covers: { siteIds: [idOf(0xb), SITE.id], hours: null } });
    expect(given({ member: here }).whenCheckedIn().decision.verdict).toBe("admit");
  });

  test.each([
    ["Tuesday 15:59", "2026-11-24T14:59:00.000Z", "admit"],
    ["Tuesday 16:00", "2026-11-24T15:00:00.000Z", "refuse"],
    ["Saturday 10:00", "2026-11-28T09:00:00.000Z", "refuse"],
  ])("[DOOR-6] off-peak, weekdays to 16:00 by the site's clock: %s", (_name, at, verdict) => {
    const hours = [{ days: [1, 2, 3, 4, 5], from: "06:00", to: "16:00" }];
    const member = aMemberWith({ covers: { siteIds: null, hours }, planName: "Off-peak" });
    const { decision } = given({ member }).whenCheckedIn({ at });
    const refusal = [{ code: "plan-does-not-cover-hour", plan: "Off-peak" }];
    expect(decision).toMatchObject({ verdict, reasons: verdict === "refuse" ? refusal : [] });
  });

  test("[DOOR-20] a night plan holds past midnight into the next weekday", () => {
    const hours = [{ days: [2], from: "22:00", to: "02:00" }];
    const member = aMemberWith({ covers: { siteIds: null, hours } });
    const verdictAt = (at: string) => given({ member }).whenCheckedIn({ at }).decision.verdict;
    expect(verdictAt("2026-11-24T21:00:00.000Z")).toBe("admit");
    expect(verdictAt("2026-11-25T00:59:00.000Z")).toBe("admit");
    expect(verdictAt("2026-11-25T01:00:00.000Z")).toBe("refuse");
    expect(verdictAt("2026-11-24T00:30:00.000Z")).toBe("refuse");
  });
});

describe("packs", () => {
  const pack = (visitsLeft: number) => aMemberWith({ visitsLeft, planName: "Ten visits" });

  test("[DOOR-12] the first visit of a gym-day takes one from the pack", () => {
    const { charge } = given({ member: pack(3) }).whenCheckedIn();
    expect(charge).toEqual({ membershipId: idOf(0x11), visits: -1 });
  });

  test("[DOOR-12] coming back the same gym-day costs nothing more", () => {
    const again = given({ member: pack(2), isFirstToday: false, paidToday: [idOf(0x11)] });
    expect(again.whenCheckedIn().charge).toBeNull();
  });

  test("[DOOR-12] a visit of today that another membership paid for does not pay for the pack", () => {
    const { charge } = given({ member: pack(2), isFirstToday: false }).whenCheckedIn();
    expect(charge).toEqual({ membershipId: idOf(0x11), visits: -1 });
  });

  test("[DOOR-7] an empty pack is refused by its plan, and nothing is charged", () => {
    const { decision, charge } = given({ member: pack(0) }).whenCheckedIn();
    expect(decision.reasons).toEqual([{ code: "no-visits-left", plan: "Ten visits" }]);
    expect(charge).toBeNull();
  });

  test("[DOOR-7] the last visit of a pack lets the member back in on the day it paid for", () => {
    const again = given({ member: pack(0), isFirstToday: false, paidToday: [idOf(0x11)] });
    const { decision, charge } = again.whenCheckedIn();
    expect(decision.verdict).toBe("admit");
    expect(charge).toBeNull();
  });
});

describe("the person", () => {
  test("[DOOR-8] a barred member is refused with the note", () => {
    const member = aMember({ barred: { note: "Threatened a trainer" } });
    const { decision } = given({ member }).whenCheckedIn();
    expect(decision).toMatchObject({
      verdict: "refuse",
      reasons: [{ code: "barred", note: "Threatened a trainer" }],
    });
  });

  test("[DOOR-8] a payment due lets the member in with a warning that stays on the visit", () => {
    const paymentDue = { amountCents: 4_990, since: "2026-11-01" };
    const { decision, visit, events } = given({ member: aMember({ paymentDue }) }).whenCheckedIn();
    const warning = { code: "payment-due", ...paymentDue };
    expect(decision).toMatchObject({ verdict: "warn", reasons: [warning] });
    expect(visit?.alerts).toEqual([warning]);
    expect(events).toHaveLength(1);
  });

  test("[DOOR-8] nothing due is no warning", () => {
    const member = aMember({ paymentDue: { amountCents: 0, since: "2026-11-01" } });
    expect(given({ member }).whenCheckedIn().decision.verdict).toBe("admit");
  });

  test("[DOOR-9] every reason is told, refusals first, the person's before the membership's, the house last", () => {
    const member = aMember({
      barred: { note: "x" },
      paymentDue: { amountCents: 100, since: "2026-11-01" },
      memberships: [
        aMembership({
          endsOn: "2026-11-01",
          freeze: { from: "2026-10-01", until: null },
          covers: { siteIds: [], hours: [{ days: [1], from: "06:00", to: "07:00" }] },
          visitsLeft: 0,
        }),
      ],
    });
    const site = { ...SITE, capacity: 1 };
    const { decision } = given({ member, site, insideCount: 1 }).whenCheckedIn();
    expect(decision.reasons.map(({ code }) => code)).toEqual([
      "barred",
      "membership-ended",
      "membership-frozen",
      "plan-does-not-cover-site",
      "plan-does-not-cover-hour",
      "no-visits-left",
      "house-full",
      "payment-due",
    ]);
  });

  test("[DOOR-9] without a membership the person's reasons are told too", () => {
    const member = aMember({
      memberships: [],
      barred: { note: "" },
      paymentDue: { amountCents: 100, since: "2026-11-01" },
    });
    const { decision } = given({ member }).whenCheckedIn();
    expect(decision.reasons.map(({ code }) => code)).toEqual([
      "barred",
      "no-membership",
      "payment-due",
    ]);
  });
});

describe("already inside", () => {
  const since = plusMinutes(NOW, -57);
  const openVisit = anOpenVisit({ id: idOf(0x99), checkInTime: since });

  test("[DOOR-10] a double swipe hears since when and makes no second visit", () => {
    const { decision, events, visit, charge } = given({ openVisit }).whenCheckedIn();
    expect(decision).toMatchObject({
      verdict: "warn",
      reasons: [{ code: "already-inside", since }],
    });
    expect(events).toEqual([]);
    expect(visit).toBe(openVisit);
    expect(charge).toBeNull();
  });

  test("[DOOR-10] it is a warning even where the membership has ended since, and says so", () => {
    const member = aMemberWith({ endsOn: "2026-11-01" });
    const { decision, events } = given({ openVisit, member }).whenCheckedIn();
    expect(decision.verdict).toBe("warn");
    expect(decision.reasons.map(({ code }) => code)).toEqual([
      "already-inside",
      "membership-ended",
    ]);
    expect(events).toEqual([]);
  });

  test("[DOOR-10] the member's own place does not make the house full", () => {
    const site = { ...SITE, capacity: 1 };
    const { decision } = given({ openVisit, site, insideCount: 1 }).whenCheckedIn();
    expect(decision.reasons.map(({ code }) => code)).toEqual(["already-inside"]);
  });
});

describe("the house", () => {
  test.each([
    [49, "admit"],
    [50, "refuse"],
    [51, "refuse"],
  ])("[DOOR-11] with %i of 50 inside they %s", (insideCount, verdict) => {
    const site = { ...SITE, capacity: 50 };
    const { decision } = given({ site, insideCount }).whenCheckedIn();
    const refusal = [{ code: "house-full", capacity: 50 }];
    expect(decision).toMatchObject({ verdict, reasons: verdict === "refuse" ? refusal : [] });
  });

  test("[DOOR-11] no capacity means no limit", () => {
    expect(given({ insideCount: 100_000 }).whenCheckedIn().decision.verdict).toBe("admit");
  });
});

describe("late check-ins", () => {
  const late = { at: eveningOf("2026-11-23"), recordedAt: NOW };

  test("[DOOR-14] one of an earlier day is recorded with a guess of its end", () => {
    const { decision, events, visit } = given({ currentDay: TODAY }).whenCheckedIn(late);
    expect(decision.verdict).toBe("admit");
    expect(visit?.gymDay).toBe("2026-11-23");
    expect(events.map(({ type }) => type)).toEqual(["member_checked_in", "member_checked_out"]);
    expect(events[1]?.payload).toMatchObject({
      how: "automatic",
      checkOutTime: plusMinutes(late.at, ASSUMED_STAY_MINUTES),
      durationMinutes: ASSUMED_STAY_MINUTES,
    });
  });

  test("[DOOR-14] the guess does not reach past the moment it was learned", () => {
    const justBefore = { at: "2026-11-24T02:55:00.000Z", recordedAt: "2026-11-24T03:10:30.000Z" };
    const { events } = given({ currentDay: TODAY }).whenCheckedIn(justBefore);
    expect(events[1]?.payload).toMatchObject({
      checkOutTime: justBefore.recordedAt,
      durationMinutes: 15,
    });
  });

  test("[DOOR-14] a house that is full today does not refuse what happened yesterday", () => {
    const site = { ...SITE, capacity: 1 };
    const full = given({ currentDay: TODAY, site, insideCount: 1 });
    expect(full.whenCheckedIn(late).decision.verdict).toBe("admit");
  });

  test("[DOOR-14] being inside today does not hide a visit of yesterday", () => {
    const openVisit = anOpenVisit({ id: idOf(0x99) });
    const { decision, visit } = given({ currentDay: TODAY, openVisit }).whenCheckedIn(late);
    expect(decision.verdict).toBe("admit");
    expect(visit?.id).toBe(idOf(0x31));
  });

  test("[DOOR-14] it is judged by the membership as of its own day", () => {
    const member = aMemberWith({ startsOn: TODAY });
    const { decision } = given({ currentDay: TODAY, member }).whenCheckedIn(late);
    expect(decision.reasons).toEqual([{ code: "membership-not-started", startsOn: TODAY }]);
  });
});

describe("several memberships", () => {
  const ended = aMembership({ id: idOf(0x12), endsOn: "2026-10-31", planName: "Old" });
  const pack = aMembership({ id: idOf(0x13), visitsLeft: 5, planName: "Pack" });
  const paidPack = aMembership({ id: idOf(0x14), visitsLeft: 5, planName: "Paid pack" });
  const unlimited = aMembership({ id: idOf(0x15), endsOn: "2026-12-31", planName: "Year" });
  const endless = aMembership({ id: idOf(0x16), endsOn: null, planName: "Endless" });

  const chargeOf = (...memberships: (typeof pack)[]) =>
    given({ member: aMember({ memberships }), paidToday: [paidPack.id] }).whenCheckedIn();

  test("[DOOR-13] one without objection lets in, whatever the other one says", () => {
    expect(chargeOf(ended, unlimited).decision.reasons).toEqual([]);
    expect(chargeOf(unlimited, ended).decision.reasons).toEqual([]);
  });

  test("[DOOR-13] an unlimited one is used before a pack, a paid pack before another", () => {
    expect(chargeOf(pack, unlimited).charge).toBeNull();
    expect(chargeOf(pack, paidPack).charge).toBeNull();
    expect(chargeOf(ended, pack).charge).toEqual({ membershipId: pack.id, visits: -1 });
  });

  test("[DOOR-13] of two packs the one that ends first pays, so that nothing is lost", () => {
    const soon = { ...pack, id: idOf(0x17), endsOn: "2026-11-30" };
    expect(chargeOf(soon, pack).charge?.membershipId).toBe(soon.id);
    expect(chargeOf(pack, soon).charge?.membershipId).toBe(soon.id);
  });

  test("[DOOR-13] where all have objections, the one with the fewest speaks", () => {
    const worse = { ...ended, freeze: { from: "2026-01-01", until: null } };
    const { decision } = chargeOf(worse, { ...endless, startsOn: "2026-12-01" });
    expect(decision.reasons).toEqual([{ code: "membership-not-started", startsOn: "2026-12-01" }]);
  });

  test("[DOOR-13] of ended ones the last speaks", () => {
    const older = { ...ended, id: idOf(0x18), endsOn: "2020-12-31" };
    const { decision } = chargeOf(older, ended);
    expect(decision.reasons).toEqual([{ code: "membership-ended", on: "2026-10-31" }]);
  });
});
