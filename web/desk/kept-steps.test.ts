import { beforeEach, describe, expect, test } from "vitest";
import type { OpenVisit } from "../../domain/visit.ts";
import type { DeskEntry, DeskLog } from "./desk-log.ts";
import { withInside } from "./desk-log.ts";
import type { StepStorage } from "./kept-steps.ts";
import { forgetSteps, keptSteps } from "./kept-steps.ts";
import { undoOffer } from "./undo-window.ts";

const NOW = Date.parse("2026-11-24T17:03:00.000Z");
const at = "2026-11-24T17:02:30.000Z";
const member = { id: "m", fullName: "Ada Vale", membershipNumber: "17", photoUrl: null };
const visit: OpenVisit = {
  ...{ id: "v", member, checkInTime: at, gymDay: "2026-11-24", channel: "desk", alerts: [] },
  ...{ location: { doorId: "d", door: "Front desk", zone: null }, by: null },
  ...{ firstToday: true, madeOffline: false },
};

class Shelf implements StepStorage {
  readonly kept = new Map<string, string>();
  get length(): number {
    return this.kept.size;
  }
  key = (index: number) => [...this.kept.keys()][index] ?? null;
  getItem = (key: string) => this.kept.get(key) ?? null;
  setItem = (key: string, text: string) => void this.kept.set(key, text);
  removeItem = (key: string) => void this.kept.delete(key);
}

let shelf: Shelf;

beforeEach(() => {
  shelf = new Shelf();
});

const steps = (accountId = "mia") => keptSteps("site", accountId, shelf);

function entry(commandId: string, more: Partial<DeskEntry> = {}): DeskEntry {
  const decision = { id: "x", verdict: "admit", reasons: [], member, at } as const;
  const answer = { commandId, decision, visit };
  return {
    ...{ commandId, step: "check_in", member: null, credential: "4711", since: null },
    ...{ askedAt: NOW - 30_000 },
    state: { as: "answered", answer, tookMs: 20, answeredAt: NOW - 30_000, isOwn: false },
    ...more,
  };
}

describe("[SCREEN-252] over a reload", () => {
  test("the last ten steps are there, marked as from before, with what is left of their undo", () => {
    const log = Array.from({ length: 12 }, (_, index) => entry(`c${index}`));
    steps().keep([entry("waits", { state: { as: "waiting" } }), ...log]);
    const loaded = steps().load(NOW);
    expect(loaded.map(({ commandId }) => commandId)).toEqual(
      log.slice(0, 10).map(({ commandId }) => commandId),
    );
    expect(loaded.every(({ isFromBefore }) => isFromBefore)).toBe(true);
    expect(undoOffer(loaded[0]!, NOW, false)).toMatchObject({ visitId: "v", secondsLeft: 90 });
  });

  test("what is a day old, or cannot be read, is not shown", () => {
    steps().keep([entry("c")]);
    expect(steps().load(NOW + 24 * 60 * 60_000)).toEqual([]);
    for (const key of shelf.kept.keys()) shelf.setItem(key, "{");
    expect(steps().load(NOW)).toEqual([]);
    expect(keptSteps("site", "mia", null).load(NOW)).toEqual([]);
  });

  test("who is in says what became of the steps while the page was away", () => {
    const out = { step: "check_out", isFromBefore: true } as const;
    const before: DeskLog = [entry("in", { isFromBefore: true }), entry("out", out), entry("new")];
    const since = (log: DeskLog) => log.map((each) => each.since);
    expect(since(withInside(before, new Set()))).toEqual(["left", null, null]);
    expect(since(withInside(before, new Set(["v"])))).toEqual([null, "undone", null]);
  });

  test("what the desk did by itself is left as it is: the server may not know of it yet", () => {
    const own = entry("own", { isFromBefore: true });
    const state = { ...own.state, isOwn: true } as DeskEntry["state"];
    expect(withInside([{ ...own, state }], new Set())[0]?.since).toBeNull();
  });
});

test("[SCREEN-253] kept steps are of one person, and go altogether", () => {
  steps().keep([entry("c")]);
  keptSteps("other", "mia", shelf).keep([entry("d")]);
  shelf.setItem("av-site", "x");
  expect(steps("another").load(NOW)).toEqual([]);
  forgetSteps(shelf);
  expect([...shelf.kept.keys()]).toEqual(["av-site"]);
});
