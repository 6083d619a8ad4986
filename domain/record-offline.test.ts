import { describe, expect, test } from "vitest";
import {
  aCheckIn,
  aCheckOut,
  aClosedVisit,
  aMember,
  aMemberWith,
  anOpenVisit,
  anUndo,
  aSituation,
  DOOR,
  idOf,
  NOW,
} from "../test/support/a-gym.ts";
import type { CheckInSituation } from "./decide-check-in.ts";
import { plusMinutes } from "./instant.ts";
import type { MemberFacts } from "./member.ts";
import type { Reason } from "./reason.ts";
import type { Overlap, Said } from "./record-offline.ts";
import { recordCheckIn, recordCheckOut, recordUndo } from "./record-offline.ts";

const ADMIT: Said = { verdict: "admit", reasons: [] };
const NOTHING_ELSE: Overlap = { within: null, next: null, left: null };
const refused = (...reasons: readonly Reason[]): Said => ({ verdict: "refuse", reasons });
const due: Reason = { code: "payment-due", amountCents: 500, since: "2026-11-01" };

interface Given extends Partial<CheckInSituation>, Partial<Overlap> {
  readonly member?: MemberFacts;
}

function letIn({ within = null, next = null, left = null, ...given }: Given = {}, said = ADMIT) {
  const overlap = { ...NOTHING_ELSE, within, next, left };
  const situation = { ...aSituation(NOW, given), overlap };
  return recordCheckIn(situation, aCheckIn({ madeOffline: true }), said);
}

function leave(visit: Parameters<typeof recordCheckOut>[0]["visit"], said: Said, more = {}) {
  const found = { as: "member", member: aMember() } as const;
  const situation = { found, visit, isUndone: false, door: null, guessed: null, ...more };
  return recordCheckOut(situation, aCheckOut({ madeOffline: true }), said);
}

function takeBack(more = {}, said = ADMIT, command = {}) {
  const situation = {
    ...{ visit: anOpenVisit(), isUndone: false, doneAt: NOW, isInAgain: false },
    ...{ chargedMembershipId: null, ...more },
  };
  return recordUndo(situation, anUndo({ madeOffline: true, ...command }), said);
}

describe("somebody was let in", () => {
  test("[OFFLINE-4] it is recorded as the desk said it, with its own warnings", () => {
    const { outcome, clash } = letIn({}, { verdict: "warn", reasons: [due] });
    expect(outcome.decision).toMatchObject({ verdict: "warn", reasons: [due] });
    expect(outcome.visit).toMatchObject({ alerts: [due], madeOffline: true, checkInTime: NOW });
    expect(outcome.events.map(({ type }) => type)).toEqual(["member_checked_in"]);
    expect(clash).toBeNull();
  });

  test.each<[string, Given, Reason["code"]]>([
    ["barred", { member: aMember({ barred: { note: "Fight." } }) }, "barred"],
    [
      "frozen",
      { member: aMemberWith({ freeze: { from: "2026-11-01", until: null } }) },
      "membership-frozen",
    ],
    ["without a membership", { member: aMember({ memberships: [] }) }, "no-membership"],
    [
      "on a replaced card",
      { found: { as: "replaced", since: NOW, member: aMember() } },
      "credential-replaced",
    ],
    ["full", { site: { ...aSituation(NOW).site, capacity: 1 }, insideCount: 1 }, "house-full"],
  ])(
    "[OFFLINE-5] let in against what only the server knew (%s): recorded, and a clash",
    (_name, given, code) => {
      const { outcome, clash, wouldSay } = letIn(given);
      expect(outcome.decision).toMatchObject({ verdict: "admit", reasons: [] });
      expect(outcome.events).toMatchObject([
        { type: "member_checked_in", payload: { alerts: [] } },
      ]);
      expect(clash).toMatchObject({ kind: "would-refuse", reasons: [{ code }] });
      expect(wouldSay.verdict).toBe("refuse");
    },
  );

  test("[OFFLINE-10] a pack pays what is left, and where nothing is left it pays nothing", () => {
    const one = letIn({ member: aMemberWith({ visitsLeft: 1 }) });
    expect(one.outcome.charge).toEqual({ membershipId: idOf(0x11), visits: -1 });
    expect(one.clash).toBeNull();
    const none = letIn({ member: aMemberWith({ visitsLeft: 0 }) });
    expect(none.outcome.charge).toBeNull();
    expect(none.outcome.visit).not.toBeNull();
    expect(none.clash).toMatchObject({
      kind: "would-refuse",
      reasons: [{ code: "no-visits-left" }],
    });
  });

  test("[OFFLINE-9] by a card that is nobody's: kept as it was said, without a visit", () => {
    const { outcome, clash } = letIn({ found: { as: "unknown-credential" } });
    expect(outcome.decision).toMatchObject({ verdict: "admit", reasons: [], member: null });
    expect([outcome.visit, outcome.events]).toEqual([null, []]);
    expect(clash).toMatchObject({ kind: "unknown", reasons: [{ code: "unknown-credential" }] });
  });
});

describe("somebody was let in twice", () => {
  const earlier = anOpenVisit({ checkInTime: plusMinutes(NOW, -30) });

  test.each<[string, Given]>([
    ["is inside", { openVisit: earlier, within: { visit: earlier } }],
    ["was inside then", { within: { visit: aClosedVisit() } }],
    ["was scanned again later", { next: { at: plusMinutes(NOW, 5), isHere: true, visit: null } }],
    [
      "is inside by a replaced card",
      {
        ...{ openVisit: earlier, within: { visit: earlier } },
        found: { as: "replaced", since: NOW, member: aMember() },
      },
    ],
  ])("[OFFLINE-7] whoever %s has one visit, and it is a clash", (_name, given) => {
    const { outcome, clash } = letIn(given);
    expect([outcome.events, outcome.charge]).toEqual([[], null]);
    expect(clash?.kind).toBe("inside-twice");
    expect(outcome.decision.verdict).toBe("admit");
  });

  test("[OFFLINE-7] no clash where the desk knew that they were inside", () => {
    const said: Said = { verdict: "warn", reasons: [{ code: "already-inside", since: NOW }] };
    const { outcome, clash } = letIn({ openVisit: earlier, within: { visit: earlier } }, said);
    expect([outcome.visit, outcome.events, clash]).toEqual([earlier, [], null]);
  });

  test("[OFFLINE-7] whom a desk took for inside, and who had left, is in anew", () => {
    const since: Reason = { code: "already-inside", since: NOW };
    const { outcome, clash } = letIn({}, { verdict: "warn", reasons: [since, due] });
    expect(outcome.visit).toMatchObject({ alerts: [due] });
    expect(clash).toBeNull();
  });

  test("[OFFLINE-13] whoever came to another site since has left this one then", () => {
    const at = plusMinutes(NOW, 40);
    const { outcome, clash } = letIn({ next: { at, isHere: false, visit: null } });
    expect(outcome.events).toMatchObject([
      { type: "member_checked_in" },
      {
        type: "member_checked_out",
        payload: { checkOutTime: at, how: "moved", durationMinutes: 40, leftOffline: false },
      },
    ]);
    expect(clash?.kind).toBe("inside-twice");
  });

  test("[OFFLINE-8] whom another desk saw leave has left then", () => {
    const left = { at: plusMinutes(NOW, 20), door: { ...DOOR, name: "Back door" } };
    const { outcome, clash } = letIn({ left });
    expect(outcome.visit).toMatchObject({
      ...{ checkOutTime: left.at, how: "scanned", durationMinutes: 20, leftOffline: true },
      checkOutLocation: { door: "Back door" },
    });
    expect(clash).toBeNull();
  });
});

describe("somebody was turned away", () => {
  const barred = refused({ code: "barred", note: "" });

  test("[OFFLINE-6] who may come in by now stays refused, and it is a clash with the desk's reasons", () => {
    const { outcome, clash } = letIn({}, barred);
    expect(outcome.events).toMatchObject([
      { type: "check_in_refused", payload: { reasons: barred.reasons, madeOffline: true } },
    ]);
    expect(outcome.visit).toBeNull();
    expect(clash).toEqual({ kind: "would-admit", reasons: barred.reasons });
  });

  test("[OFFLINE-6] no clash where the server would have done the same", () => {
    expect(letIn({ member: aMember({ barred: { note: "" } }) }, barred).clash).toBeNull();
    const unknown = refused({ code: "unknown-credential" });
    expect(letIn({ found: { as: "unknown-credential" } }, unknown).clash).toBeNull();
  });
});

describe("somebody left", () => {
  const notInside = refused({ code: "not-inside" });

  test("[OFFLINE-8] the open visit ends with the desk's own time", () => {
    const { outcome, clash } = leave(anOpenVisit(), ADMIT);
    expect(outcome.visit).toMatchObject({ checkOutTime: plusMinutes(NOW, 75), leftOffline: true });
    expect(clash).toBeNull();
  });

  test("[OFFLINE-8] it ends also where the desk did not know of it, and that is a clash", () => {
    const { outcome, clash } = leave(anOpenVisit(), notInside);
    expect(outcome.events).toMatchObject([{ type: "member_checked_out" }]);
    expect(clash).toEqual({ kind: "would-admit", reasons: notInside.reasons });
  });

  test("[OFFLINE-8] where nothing is open, that is a clash unless the desk said so", () => {
    const { outcome, clash } = leave(null, ADMIT);
    expect(outcome.events).toEqual([]);
    expect(outcome.decision.verdict).toBe("admit");
    expect(clash).toMatchObject({ kind: "nothing-to-close", reasons: notInside.reasons });
    expect(leave(aClosedVisit(), ADMIT).clash?.kind).toBe("nothing-to-close");
    expect(leave(null, notInside).clash).toBeNull();
  });

  test("[OFFLINE-16] a guess of the end gives way to what the desk saw; history keeps both", () => {
    const guessed = aClosedVisit({ how: "automatic", durationMinutes: 90 });
    const { outcome, clash } = leave(null, ADMIT, { guessed });
    expect(outcome.events).toMatchObject([
      { type: "check_out_undone", payload: { visit: guessed } },
      { type: "member_checked_out", payload: { how: "scanned", durationMinutes: 75 } },
    ]);
    expect(clash).toBeNull();
  });

  test("[OFFLINE-9] by an id or a card that there is not", () => {
    expect(leave(null, ADMIT, { found: { as: "unknown-member" } }).clash?.kind).toBe("unknown");
  });
});

describe("a step was taken back", () => {
  test("[OFFLINE-14] it is taken back however late the server hears of it", () => {
    const { outcome, clash } = takeBack({ doneAt: plusMinutes(NOW, -60) });
    expect(outcome.events).toMatchObject([
      { type: "check_in_undone", payload: { madeOffline: true } },
    ]);
    expect(clash).toMatchObject({ kind: "would-refuse", reasons: [{ code: "too-late-to-undo" }] });
    expect(takeBack().clash).toBeNull();
  });

  test("[OFFLINE-14] what cannot be taken back any more stays, and is a clash", () => {
    const { outcome, clash } = takeBack({ visit: aClosedVisit() });
    expect(outcome.events).toEqual([]);
    expect(clash).toMatchObject({ kind: "would-refuse", reasons: [{ code: "checked-out-since" }] });
    expect(takeBack({ visit: null }).clash?.kind).toBe("unknown");
  });

  test("[OFFLINE-14] what the desk refused to take back stays as it is", () => {
    const said = refused({ code: "too-late-to-undo", minutes: 2 });
    const { outcome, clash } = takeBack({ chargedMembershipId: idOf(0x11) }, said);
    expect([outcome.events, outcome.charge, clash]).toEqual([[], null, null]);
    expect(outcome.decision).toMatchObject({ verdict: "refuse", reasons: said.reasons });
  });
});
