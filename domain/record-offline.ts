// What a desk did by itself has happened: it is recorded as it was, as far as the site's history allows,
// and what the server would have said otherwise is told as a clash.
import type { CheckIn, CheckOut, Undo } from "./command.ts";
import type { Clash } from "./clash.ts";
import type { CheckInSituation } from "./decide-check-in.ts";
import { admit, decideCheckIn, isOfEarlierDay, judge, refuse } from "./decide-check-in.ts";
import type { CheckOutSituation } from "./decide-check-out.ts";
import { decideCheckOut } from "./decide-check-out.ts";
import type { UndoSituation } from "./decide-undo.ts";
import { decideUndo } from "./decide-undo.ts";
import { laterOf, minutesBetween } from "./instant.ts";
import type { Outcome } from "./outcome.ts";
import type { Reason, ReasonCode, Verdict } from "./reason.ts";
import { effectOf } from "./reason.ts";
import type { ClosedVisit, OpenVisit } from "./visit.ts";

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

/**
 * `openVisit`: of whoever was found, also by a replaced card. `elsewhere`: the visit to another site that the member has begun since; their first one ends
 * with it.
 */
export function recordCheckIn(
  situation: CheckInSituation & { readonly elsewhere: OpenVisit | null },
  command: CheckIn,
  said: Said,
): Recorded {
  const outcome = decideCheckIn(situation, command);
  const wouldSay = saidIn(outcome);
  const asSaid = (recorded: Outcome, clash: Clash | null) => ({
    outcome: withSaid(recorded, said),
    clash,
    wouldSay,
  });
  const { found, elsewhere, openVisit } = situation;
  if (said.verdict === "refuse") {
    const clash = wouldSay.verdict === "refuse" ? null : clashOf("would-admit", said.reasons);
    return asSaid(refuse(situation, command, said.reasons), clash);
  }
  if (openVisit !== null && !isOfEarlierDay(situation)) {
    const knew = said.reasons.some(({ code }) => code === "already-inside");
    const inside = { ...outcome, events: [], visit: openVisit, charge: null };
    return asSaid(inside, knew ? null : clashOf("inside-twice", wouldSay.reasons));
  }
  if (!("member" in found)) {
    const nothing = { ...outcome, events: [] };
    return asSaid(nothing, clashOf("unknown", wouldSay.reasons));
  }
  const { member } = found;
  const { membership } = judge(situation, command, member, { takesPlace: false });
  const reasons = said.reasons.filter(isWarning);
  const entered = admit(situation, command, { member, membership, reasons });
  if (elsewhere !== null) {
    return asSaid(movedOn(entered, elsewhere), clashOf("inside-twice", wouldSay.reasons));
  }
  const isRefused = wouldSay.verdict === "refuse";
  return asSaid(entered, isRefused ? clashOf("would-refuse", wouldSay.reasons) : null);
}

/** Leaving is never refused: where a visit is open it ends, whatever the desk made of it. */
export function recordCheckOut(
  situation: CheckOutSituation,
  command: CheckOut,
  said: Said,
): Recorded {
  const outcome = decideCheckOut(situation, command);
  const wouldSay = saidIn(outcome);
  if (wouldSay.verdict !== "refuse") {
    const clash = said.verdict === "refuse" ? clashOf("would-admit", said.reasons) : null;
    return { outcome, clash, wouldSay };
  }
  const clash = said.verdict === "refuse" ? null : nothingDone(wouldSay, "nothing-to-close");
  return { outcome: withSaid(outcome, said), clash, wouldSay };
}

/** A step is taken back wherever it still can be, however late the server hears of it. */
export function recordUndo(situation: UndoSituation, command: Undo, said: Said): Recorded {
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

function nothingDone({ reasons }: Said, kind: Clash["kind"]): Clash {
  return clashOf(reasons.some(({ code }) => UNKNOWN.has(code)) ? "unknown" : kind, reasons);
}

/** What the desk was warned of; that it took them for inside is over once they are let in. */
function isWarning({ code }: Reason): boolean {
  return effectOf(code) === "warn" && code !== "already-inside";
}

/** The visit ended where the next one, at another site, began. */
function movedOn(entered: Outcome, elsewhere: OpenVisit): Outcome {
  const [first] = entered.events;
  if (first?.type !== "member_checked_in") return entered;
  const closed = closedBy(first.payload, elsewhere);
  return {
    ...entered,
    events: [first, { type: "member_checked_out", payload: closed }],
    visit: closed,
  };
}

function closedBy(visit: OpenVisit, { checkInTime }: OpenVisit): ClosedVisit {
  const checkOutTime = laterOf(checkInTime, visit.checkInTime);
  const durationMinutes = minutesBetween(visit.checkInTime, checkOutTime);
  const checkOutLocation = visit.location;
  const left = { checkOutTime, checkOutLocation, durationMinutes, leftOffline: false } as const;
  return { ...visit, ...left, how: "moved" };
}

function withSaid(outcome: Outcome, { verdict, reasons }: Said): Outcome {
  return { ...outcome, decision: { ...outcome.decision, verdict, reasons } };
}

function saidIn({ decision: { verdict, reasons } }: Outcome): Said {
  return { verdict, reasons };
}

function clashOf(kind: Clash["kind"], reasons: readonly Reason[]): Clash {
  return { kind, reasons };
}
