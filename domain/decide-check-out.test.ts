import { describe, expect, test } from "vitest";
import {
  aCheckOut,
  aClosedVisit,
  aMember,
  anOpenVisit,
  DOOR,
  idOf,
  NOW,
} from "../test/support/a-gym.ts";
import type { CheckOut } from "./command.ts";
import type { CheckOutSituation } from "./decide-check-out.ts";
import { decideCheckOut } from "./decide-check-out.ts";
import { plusMinutes } from "./instant.ts";

function given(situation: Partial<CheckOutSituation> = {}) {
  const found = { as: "member", member: aMember() } as const;
  return {
    whenCheckedOut: (command: Partial<CheckOut> = {}) =>
      decideCheckOut(
        { found, visit: anOpenVisit(), isUndone: false, door: null, ...situation },
        aCheckOut(command),
      ),
  };
}

const byVisit = { subject: { checkInId: anOpenVisit().id } } as const;

describe("leaving", () => {
  test("[DOOR-21] a check-out has the door they left by; the one they came in by where nobody says", () => {
    const door = { ...DOOR, id: "other", name: "Turnstile", zone: "Pool" };
    expect(given({ door }).whenCheckedOut().visit).toMatchObject({
      location: anOpenVisit().location,
      checkOutLocation: { doorId: "other", door: "Turnstile", zone: "Pool" },
    });
    expect(given().whenCheckedOut().visit).toMatchObject({
      checkOutLocation: anOpenVisit().location,
    });
  });

  test.each(["scanned", "staff", "moved"] as const)(
    "[DOOR-15] a check-out that was %s closes the visit with its minutes",
    (how) => {
      const { decision, events, visit, charge } = given().whenCheckedOut({ how });
      const closed = aClosedVisit({ durationMinutes: 75, how });
      expect(decision).toMatchObject({ verdict: "admit", reasons: [], member: closed.member });
      expect(visit).toEqual(closed);
      expect(events).toEqual([{ type: "member_checked_out", payload: closed }]);
      expect(charge).toBeNull();
    },
  );

  test("[DOOR-15] a visit can be named by its own id", () => {
    const { visit } = given({ found: null }).whenCheckedOut(byVisit);
    expect(visit).toEqual(aClosedVisit());
  });

  test("[DOOR-15] only full minutes count", () => {
    const at = "2026-11-24T17:01:59.999Z";
    expect(given().whenCheckedOut({ at }).visit).toMatchObject({ durationMinutes: 1 });
  });

  test("[DOOR-15] neither a bar nor an old card keeps anybody from leaving", () => {
    const member = aMember({ barred: { note: "out" }, memberships: [] });
    const replaced = { as: "replaced", since: NOW, member } as const;
    expect(given({ found: { as: "member", member } }).whenCheckedOut().events).toHaveLength(1);
    expect(given({ found: replaced }).whenCheckedOut().events).toHaveLength(1);
  });

  test.each([
    ["2026-11-24T22:30:00.000Z", "2026-11-25T00:15:00.000Z", 105, "midnight in Berlin"],
    ["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z", 60, "the spring change in Berlin"],
    ["2026-10-25T00:30:00.000Z", "2026-10-25T02:30:00.000Z", 120, "the autumn change in Berlin"],
  ])("[DAY-3] from %s to %s is %i minutes, across %s", (from, to, durationMinutes) => {
    const visit = anOpenVisit({ checkInTime: from });
    expect(given({ visit }).whenCheckedOut({ at: to }).visit).toMatchObject({ durationMinutes });
  });
});

describe("nothing to leave", () => {
  test.each([
    ["a member who is not inside", { visit: null }, {}, { code: "not-inside" }],
    ["an unknown visit", { found: null, visit: null }, byVisit, { code: "unknown-visit" }],
    [
      "a code nobody holds",
      { found: { as: "unknown-credential" }, visit: null },
      { subject: { credential: "4711" } },
      { code: "unknown-credential" },
    ],
    [
      "an id that is nobody's",
      { found: { as: "unknown-member" }, visit: null },
      {},
      { code: "unknown-member" },
    ],
    ["an undone visit", { found: null, isUndone: true }, byVisit, { code: "visit-already-undone" }],
    [
      "a closed visit",
      { found: null, visit: aClosedVisit() },
      byVisit,
      { code: "visit-already-closed", at: aClosedVisit().checkOutTime },
    ],
  ] as [string, Partial<CheckOutSituation>, Partial<CheckOut>, object][])(
    "[DOOR-16] %s is refused and nothing changes",
    (_name, situation, command, reason) => {
      const { decision, events, visit } = given(situation).whenCheckedOut(command);
      expect(decision).toMatchObject({ verdict: "refuse", reasons: [reason] });
      expect(events).toEqual([]);
      expect(visit).toEqual(situation.visit === undefined ? anOpenVisit() : situation.visit);
    },
  );

  test("[DOOR-16] the refusal names the member where it is known", () => {
    expect(given({ visit: null }).whenCheckedOut().decision.member?.fullName).toBe("Ada Lovelace");
    const closed = given({ found: null, visit: aClosedVisit() }).whenCheckedOut(byVisit);
    expect(closed.decision.member?.fullName).toBe("Ada Lovelace");
  });
});

describe("clocks that differ", () => {
  const visit = anOpenVisit({ id: idOf(0x31), checkInTime: NOW });

  test("[DOOR-17] two doors a little apart still make a visit of no minutes", () => {
    const { visit: closed } = given({ visit }).whenCheckedOut({ at: plusMinutes(NOW, -2) });
    expect(closed).toMatchObject({ checkOutTime: NOW, durationMinutes: 0 });
  });

  test("[DOOR-17] a check-out from well before the check-in speaks of an earlier visit", () => {
    const { decision, events } = given({ visit }).whenCheckedOut({ at: plusMinutes(NOW, -3) });
    expect(decision).toMatchObject({ verdict: "refuse", reasons: [{ code: "not-inside" }] });
    expect(events).toEqual([]);
  });

  test("[DOOR-17] unless it names this very visit", () => {
    const command = { ...byVisit, at: plusMinutes(NOW, -600) };
    expect(given({ found: null, visit }).whenCheckedOut(command).visit).toMatchObject({
      checkOutTime: NOW,
      durationMinutes: 0,
    });
  });
});
