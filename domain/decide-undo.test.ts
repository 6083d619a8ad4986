import { describe, expect, test } from "vitest";
import { aClosedVisit, anOpenVisit, anUndo, idOf, NOW } from "../test/support/a-gym.ts";
import type { Undo } from "./command.ts";
import type { UndoSituation } from "./decide-undo.ts";
import { decideUndo } from "./decide-undo.ts";
import { instantAt, millis } from "./instant.ts";

function given(situation: Partial<UndoSituation> = {}) {
  const usual: UndoSituation = {
    visit: anOpenVisit(),
    isUndone: false,
    doneAt: NOW,
    isInAgain: false,
    chargedMembershipId: null,
  };
  return {
    whenUndone: (command: Partial<Undo> = {}) =>
      decideUndo({ ...usual, ...situation }, anUndo(command)),
  };
}

const after = (ms: number) => instantAt(millis(NOW) + ms);
const closed = aClosedVisit();

describe("a check-in is undone", () => {
  test("[UNDO-1] the event keeps the visit, who undid it and when", () => {
    const { decision, events, visit } = given().whenUndone({ by: idOf(7) });
    expect(decision).toMatchObject({ verdict: "admit", reasons: [], member: anOpenVisit().member });
    expect(visit).toEqual(anOpenVisit());
    expect(events).toEqual([
      {
        type: "check_in_undone",
        payload: {
          id: decision.id,
          visit: anOpenVisit(),
          at: decision.at,
          by: idOf(7),
          madeOffline: false,
        },
      },
    ]);
  });

  test("[UNDO-4] the pack that paid gets its visit back", () => {
    const { charge } = given({ chargedMembershipId: idOf(0x11) }).whenUndone();
    expect(charge).toEqual({ membershipId: idOf(0x11), visits: 1 });
    expect(given().whenUndone().charge).toBeNull();
  });

  test("[UNDO-1] a later visit that is over does not stand in the way", () => {
    expect(given({ isInAgain: true }).whenUndone().events).toHaveLength(1);
  });
});

describe("a check-out is undone", () => {
  test("[UNDO-3] the visit is open again exactly as it was", () => {
    const { events, visit, charge } = given({
      visit: closed,
      chargedMembershipId: idOf(0x11),
    }).whenUndone({ what: "check_out" });
    expect(visit).toEqual(anOpenVisit());
    expect(events).toMatchObject([{ type: "check_out_undone", payload: { visit: closed } }]);
    expect(charge).toBeNull();
  });

  test("[UNDO-5] not once the member is in again", () => {
    const { decision, events } = given({ visit: closed, isInAgain: true }).whenUndone({
      what: "check_out",
    });
    expect(decision).toMatchObject({ verdict: "refuse", reasons: [{ code: "inside-again" }] });
    expect(events).toEqual([]);
  });
});

describe("how long", () => {
  test.each([
    [0, "admit"],
    [119_999, "admit"],
    [120_000, "refuse"],
  ])("[UNDO-2] %i ms after it was done, anybody at the door: %s", (ms, verdict) => {
    const { decision } = given().whenUndone({ recordedAt: after(ms) });
    const refusal = [{ code: "too-late-to-undo", minutes: 2 }];
    expect(decision).toMatchObject({ verdict, reasons: verdict === "refuse" ? refusal : [] });
  });

  test("[UNDO-2] whoever may correct undoes later too", () => {
    const { decision } = given().whenUndone({ recordedAt: after(86_400_000), mayCorrect: true });
    expect(decision.verdict).toBe("admit");
  });

  test("[UNDO-1] the two minutes run from when the server learned of it, not from the door", () => {
    const late = { visit: anOpenVisit({ checkInTime: after(-3_600_000) }), doneAt: NOW };
    expect(given(late).whenUndone({ recordedAt: after(60_000) }).decision.verdict).toBe("admit");
  });
});

describe("nothing to undo", () => {
  test.each([
    ["an unknown visit", { visit: null }, {}, "unknown-visit"],
    ["a check-in that was undone", { isUndone: true }, {}, "visit-already-undone"],
    ["a check-in past its check-out", { visit: closed }, {}, "checked-out-since"],
    ["a check-out that is none", {}, { what: "check_out" }, "visit-already-undone"],
  ] as [string, Partial<UndoSituation>, Partial<Undo>, string][])(
    "[UNDO-5] %s is refused, even to those who may correct",
    (_name, situation, command, code) => {
      const outcome = given(situation).whenUndone({ ...command, mayCorrect: true });
      expect(outcome.decision).toMatchObject({ verdict: "refuse", reasons: [{ code }] });
      expect(outcome.events).toEqual([]);
      expect(outcome.charge).toBeNull();
    },
  );
});
