// What a desk did by itself has happened: it is recorded as it was, as far as the site's history allows,
// and what the server would have said otherwise is told as a clash.
import type { CheckIn, CheckOut, Undo } from "./command.ts";
import { assert } from "./assert.ts";
import type { Clash, ClashKind } from "./clash.ts";
import type { CheckInSituation } from "./decide-check-in.ts";
import { admit, decideCheckIn, isOfEarlierDay, judge, refuse } from "./decide-check-in.ts";
import type { CheckOutSituation } from "./decide-check-out.ts";
import { decideCheckOut } from "./decide-check-out.ts";
import type { UndoSituation } from "./decide-undo.ts";
import { decideUndo } from "./decide-undo.ts";
import type { Instant } from "./instant.ts";
import type { Outcome } from "./outcome.ts";
import type { Reason, ReasonCode, Verdict } from "./reason.ts";
import { effectOf } from "./reason.ts";
import type { Door } from "./site.ts";
import { locationOf } from "./site.ts";
import type { ClosedVisit, Visit } from "./visit.ts";
import { closed, reopened } from "./visit.ts";

/** What the desk said at the door. */
export interface Said {
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

export interface Recorded {
  readonly outcome: Outcome;
  readonly clash: Clash | null;
  /** What the server says, knowing what it knows. */
  readonly wouldSay: Said;
}

/** What is known by now of the rest of the member's gym-day, from other desks and other sites. */
export interface Overlap {
  /** The visit here that the moment lies in, open or ended since; null inside where it is not at hand. */
  readonly within: { readonly visit: Visit | null } | null;
  /** The first visit that began after it, here or at another site. */
  readonly next: {
    readonly at: Instant;
    readonly isHere: boolean;
    readonly visit: Visit | null;
  } | null;
  /** Seen leaving after it, before any visit that is known to follow. */
  readonly left: { readonly at: Instant; readonly door: Door | null } | null;
}

/** `openVisit` is that of whoever was found, also by a replaced card. */
export function recordCheckIn(
  situation: CheckInSituation & { readonly overlap: Overlap },
  command: CheckIn,
  said: Said,
): Recorded {
  const outcome = decideCheckIn(situation, command);
  const wouldSay = saidIn(outcome);
  const record = (recorded: Outcome, kind: ClashKind | null): Recorded => ({
    outcome: withSaid(recorded, said),
    clash: kind === null ? null : clashOf(kind, wouldSay.reasons),
    wouldSay,
  });
  const { found, openVisit, overlap } = situation;
  const open = isOfEarlierDay(situation) ? null : openVisit;
  if (said.verdict === "refuse") return turnAway(situation, command, { said, wouldSay });
  if (!("member" in found)) return record(nothingNew(outcome, null), "unknown");

  const knewInside = said.reasons.some(({ code }) => code === "already-inside");
  const twice = knewInside ? null : "inside-twice";
  const { within, left, next } = overlap;
  if (within !== null) return record(nothingNew(outcome, within.visit), twice);

  const { member } = found;
  const { membership } = judge(situation, command, member, { takesPlace: false });
  const entered = admit(situation, command, {
    ...{ member, membership, reasons: said.reasons.filter(isWarning) },
  });
  const wasRefused = wouldSay.verdict === "refuse" ? "would-refuse" : null;
  if (left !== null) return record(endedAt(entered, { ...left, how: "scanned" }), wasRefused);
  if (next !== null && !next.isHere) {
    return record(endedAt(entered, { at: next.at, door: null, how: "moved" }), "inside-twice");
  }
  // Scanned again before they left: the later desk did not know of the earlier one.
  if (next !== null || open !== null)
    return record(nothingNew(outcome, next?.visit ?? open), twice);
  return record(entered, wasRefused);
}

function turnAway(
  situation: CheckInSituation,
  command: CheckIn,
  { said, wouldSay }: { readonly said: Said; readonly wouldSay: Said },
): Recorded {
  const clash = wouldSay.verdict === "refuse" ? null : clashOf("would-admit", said.reasons);
  return { outcome: refuse(situation, command, said.reasons), clash, wouldSay };
}

function nothingNew(outcome: Outcome, visit: Visit | null): Outcome {
  return { ...outcome, events: [], visit, charge: null };
}

/**
 * Leaving is never refused: where a visit is open it ends, whatever the desk made of it. `guessed`: their
 * visit of that gym-day whose end is a guess, which gives way to what the desk saw.
 */
export function recordCheckOut(
  situation: CheckOutSituation & { readonly guessed: ClosedVisit | null },
  command: CheckOut,
  said: Said,
): Recorded {
  const decided = decideCheckOut(situation, command);
  const wouldSay = saidIn(decided);
  const { guessed } = situation;
  const isOver = wouldSay.verdict === "refuse";
  const outcome = isOver && guessed !== null ? correct(guessed, situation, command) : decided;
  if (outcome.decision.verdict !== "refuse") {
    const clash = said.verdict === "refuse" ? clashOf("would-admit", said.reasons) : null;
    return { outcome, clash, wouldSay };
  }
  const clash = said.verdict === "refuse" ? null : nothingDone(wouldSay, "nothing-to-close");
  return { outcome: withSaid(outcome, said), clash, wouldSay };
}

/** The guess is taken back before the exit is recorded, so that history keeps both. */
function correct(guessed: ClosedVisit, situation: CheckOutSituation, command: CheckOut): Outcome {
  const { at, by, decisionId: id, madeOffline } = command;
  const payload = { id, visit: guessed, at, by, madeOffline };
  const left = decideCheckOut({ ...situation, visit: reopened(guessed), isUndone: false }, command);
  return { ...left, events: [{ type: "check_out_undone", payload }, ...left.events] };
}

/** A step is taken back wherever it still can be, however late the server hears of it. */
export function recordUndo(situation: UndoSituation, asked: Undo, said: Said): Recorded {
  // The desk knew of it at once: what it took back in time was in time.
  const command = { ...asked, recordedAt: asked.at };
  const wouldSay = saidIn(decideUndo(situation, command));
  if (said.verdict === "refuse") {
    const nothing = { ...decideUndo(situation, command), events: [], charge: null };
    const outcome = withSaid({ ...nothing, visit: situation.visit }, said);
    return { outcome, clash: null, wouldSay };
  }
  const outcome = decideUndo(situation, { ...command, mayCorrect: true });
  const clash = wouldSay.verdict === "refuse" ? nothingDone(wouldSay, "would-refuse") : null;
  return { outcome: withSaid(outcome, said), clash, wouldSay };
}

const UNKNOWN: ReadonlySet<ReasonCode> = new Set([
  "unknown-credential",
  "unknown-member",
  "unknown-visit",
]);

function nothingDone({ reasons }: Said, kind: ClashKind): Clash {
  return clashOf(reasons.some(({ code }) => UNKNOWN.has(code)) ? "unknown" : kind, reasons);
}

/** What the desk was warned of; that it took them for inside is over once they are let in. */
function isWarning({ code }: Reason): boolean {
  return effectOf(code) === "warn" && code !== "already-inside";
}

function endedAt(
  entered: Outcome,
  { at, door, how }: { at: Instant; door: Door | null; how: "moved" | "scanned" },
): Outcome {
  const [first] = entered.events;
  assert(first?.type === "member_checked_in", "a check-in begins with its visit");
  const leftOffline = how === "scanned";
  const visit = closed(first.payload, { at, location: door && locationOf(door), how, leftOffline });
  return { ...entered, events: [first, { type: "member_checked_out", payload: visit }], visit };
}

function withSaid(outcome: Outcome, { verdict, reasons }: Said): Outcome {
  return { ...outcome, decision: { ...outcome.decision, verdict, reasons } };
}

function saidIn({ decision: { verdict, reasons } }: Outcome): Said {
  return { verdict, reasons };
}

function clashOf(kind: ClashKind, reasons: readonly Reason[]): Clash {
  return { kind, reasons };
}
