import { describe, expect, it } from "vitest";
import type { Decision, OpenVisit } from "../../domain/visit.ts";
import { wordingIn } from "../words/wording.ts";
import type { DeskLog } from "./desk-log.ts";
import {
  KEPT_ENTRIES,
  isLate,
  visitOf,
  wasAskedHere,
  withAsked,
  withEvent,
  withSettled,
} from "./desk-log.ts";
import { undoOffer, undoOfFirst } from "./undo-window.ts";
import { verdictView } from "./verdict-view.ts";

const member = { id: "m", fullName: "Ada Vale", membershipNumber: "17", photoUrl: null };
const location = { doorId: "d", door: "Front desk", zone: null };
const at = "2026-11-24T17:03:00.000Z";
const visit: OpenVisit = {
  id: "v",
  member,
  checkInTime: at,
  gymDay: "2026-11-24",
  location,
  channel: "desk",
  alerts: [],
  by: null,
  firstToday: true,
  madeOffline: false,
};
const message = {
  type: "check_in",
  payload: { commandId: "c", credential: "4711", location: { doorId: "d" } },
} as const;
const moment = { now: 1_000, tookMs: 23 };
const wording = wordingIn("UTC");

function asked(log: DeskLog = [], commandId = "c"): DeskLog {
  return withAsked(log, {
    commandId,
    step: "check_in",
    member: null,
    credential: "4711",
    askedAt: 0,
  });
}

function answered(decision: Partial<Decision>, found: OpenVisit | null = visit): DeskLog {
  const whole: Decision = { id: "x", verdict: "admit", reasons: [], member, at, ...decision };
  const answer = { commandId: "c", decision: whole, visit: found };
  return withSettled(asked(), { message, answer }, moment);
}

const only = (log: DeskLog) => log[0]!;

describe("what the desk shows of an answer", () => {
  it("[SCREEN-8] an admission, a warning and a refusal each have their tone, word and sentences", () => {
    expect(verdictView(only(answered({})), wording)).toEqual({
      tone: "admit",
      word: "Checked in",
      sentences: [],
    });
    const refused = answered(
      { verdict: "refuse", reasons: [{ code: "no-membership" }, { code: "barred", note: "" }] },
      null,
    );
    expect(verdictView(only(refused), wording)).toMatchObject({
      tone: "refuse",
      sentences: ["No membership yet.", "Barred."],
    });
    const due = { code: "house-full", capacity: 9 } as const;
    const warned = answered({ verdict: "warn", reasons: [due] });
    expect(verdictView(only(warned), wording)).toMatchObject({ tone: "warn" });
  });

  it("[SCREEN-9] somebody inside already is said to be in since when, never to be denied", () => {
    const since = { code: "already-inside", since: at } as const;
    const entry = only(answered({ verdict: "warn", reasons: [since] }));
    const view = verdictView(entry, wording);
    expect(view.tone).toBe("inside");
    expect(view.word).toMatch(/^Already in since .*(17:03|5:03)/);
    expect(visitOf(entry)).toBeNull();
  });

  it("[SCREEN-10] a command without an answer waits, and one sent back says why", () => {
    expect(verdictView(only(asked()), wording).tone).toBe("waiting");
    const problem = {
      code: "unknown-door",
      retry: "fix",
      message: "There is no such door.",
    } as const;
    const sentBack = withSettled(asked(), { message, problem }, moment);
    expect(verdictView(only(sentBack), wording).sentences).toEqual(["There is no such door."]);
  });

  it("[SCREEN-10] a command from before a reload appears when it is answered", () => {
    const decision: Decision = { id: "x", verdict: "admit", reasons: [], member, at };
    const answer = { commandId: "c", decision, visit };
    const log = withSettled([], { message, answer }, { now: 5, tookMs: null });
    expect(log).toHaveLength(1);
    expect(only(log)).toMatchObject({ credential: "4711", state: { as: "answered" } });
  });

  it("[SCREEN-11] undo is offered for two minutes, and longer to those who may correct", () => {
    const entry = only(answered({}));
    expect(undoOffer(entry, 1_000, false)).toEqual({
      visitId: "v",
      what: "check_in",
      secondsLeft: 120,
    });
    expect(undoOffer(entry, 120_999, false)?.secondsLeft).toBe(1);
    expect(undoOffer(entry, 121_000, false)).toBeNull();
    expect(undoOffer(entry, 121_000, true)?.secondsLeft).toBeNull();
  });

  it("[SCREEN-11] nothing is offered to undo for a refusal, or once it was undone or overtaken", () => {
    const refused = answered({ verdict: "refuse", reasons: [{ code: "no-membership" }] }, null);
    expect(undoOffer(only(refused), 1_000, true)).toBeNull();
    const log = answered({});
    const place = { stream: "s", seq: 2 };
    const payload = { id: "u", visit, at, by: null, madeOffline: false };
    const undone = withEvent(log, { ...place, type: "check_in_undone", payload });
    expect(verdictView(only(undone), wording)).toMatchObject({
      tone: "plain",
      word: "Check-in undone",
      sentences: ["Not in any more."],
    });
    expect(undoOffer(only(undone), 1_000, true)).toBeNull();
    const out = {
      checkOutTime: at,
      checkOutLocation: location,
      durationMinutes: 0,
      leftOffline: false,
    };
    const closed = { ...visit, ...out, how: "staff" } as const;
    const left = withEvent(log, { ...place, type: "member_checked_out", payload: closed });
    expect(only(left).since).toBe("left");
    const back = withEvent(left, {
      ...place,
      type: "check_out_undone",
      payload: { id: "u", visit: closed, at, by: null, madeOffline: false },
    });
    expect(undoOffer(only(back), 1_000, false)).not.toBeNull();
  });

  it("[SCREEN-250] scanned twice, the second answer offers the undo of the first, for its two minutes", () => {
    const since = { code: "already-inside", since: at } as const;
    const decision: Decision = { id: "y", verdict: "warn", reasons: [since], member, at };
    const again = { ...message, payload: { ...message.payload, commandId: "c2" } };
    const answer = { commandId: "c2", decision, visit };
    const twice = withSettled(
      asked(answered({}), "c2"),
      { message: again, answer },
      { now: 11_000, tookMs: 20 },
    );
    const offer = { visitId: "v", what: "check_in", secondsLeft: 110 };
    expect(undoOfFirst(only(twice), twice, 11_000, false)).toEqual(offer);
    expect(undoOfFirst(only(twice), twice, 121_000, true)).toBeNull();
    // Opened at another desk: its second scan is all that is known here.
    expect(undoOfFirst(only(twice), twice.slice(0, 1), 11_000, true)).toBeNull();
    const payload = { id: "u", visit, at, by: null, madeOffline: false };
    const undone = withEvent(twice, { type: "check_in_undone", payload });
    expect(undoOfFirst(only(undone), undone, 11_000, true)).toBeNull();
  });

  it("[SCREEN-123] an undone check-out says since when they are in again", () => {
    const out = {
      checkOutTime: at,
      checkOutLocation: location,
      durationMinutes: 0,
      leftOffline: false,
    };
    const closed = { ...visit, ...out, how: "staff" } as const;
    const left = withAsked([], {
      ...{ commandId: "c", step: "check_out", member, credential: null, askedAt: 0 },
    });
    const decision: Decision = { id: "x", verdict: "admit", reasons: [], member, at };
    const leaving = { type: "check_out", payload: { commandId: "c", memberId: "m" } } as const;
    const done = withSettled(
      left,
      {
        message: leaving,
        answer: { commandId: "c", decision, visit: closed },
      },
      moment,
    );
    const undone = withEvent(done, {
      ...{ stream: "s", seq: 3, type: "check_out_undone" },
      payload: { id: "u", visit: closed, at, by: null, madeOffline: false },
    });
    const view = verdictView(only(undone), wording);
    expect(view.word).toBe("Check-out undone");
    expect(view.sentences[0]).toMatch(/^In again since .*(17:03|5:03)/);
  });

  it("[SCREEN-124] an answer that came long after its scan is known as such", () => {
    expect(isLate(only(answered({})))).toBe(false);
    const decision: Decision = { id: "x", verdict: "admit", reasons: [], member, at };
    const answer = { commandId: "c", decision, visit };
    const late = withSettled(asked(), { message, answer }, { now: 71_311, tookMs: 71_311 });
    expect(isLate(only(late))).toBe(true);
  });

  it("[SCREEN-12] news of what was asked here is known as such", () => {
    const news = { about: "v", step: "check_in", memberId: "m" } as const;
    expect(wasAskedHere(answered({}), news)).toBe(true);
    expect(wasAskedHere(answered({}), { ...news, about: "other" })).toBe(false);
    expect(wasAskedHere(answered({}), { ...news, step: "check_out" })).toBe(false);
  });

  it("[SCREEN-12] the log of a long day stays short", () => {
    let log: DeskLog = [];
    for (let index = 0; index < 100; index += 1) log = asked(log, `c${index}`);
    expect(log).toHaveLength(KEPT_ENTRIES);
    expect(only(log).commandId).toBe("c99");
  });
});
