// One command against the batch's state: gathers the situation, asks the domain, makes it true.
import type { CheckIn, CheckOut, Undo } from "../../domain/command.ts";
import { beginGymDay } from "../../domain/begin-gym-day.ts";
import { decideCheckIn } from "../../domain/decide-check-in.ts";
import { decideCheckOut } from "../../domain/decide-check-out.ts";
import type { CheckOutSituation } from "../../domain/decide-check-out.ts";
import { decideUndo } from "../../domain/decide-undo.ts";
import type { UndoSituation } from "../../domain/decide-undo.ts";
import { earlierOf } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import { must } from "../../domain/assert.ts";
import type { Clash } from "../../domain/clash.ts";
import type { Outcome } from "../../domain/outcome.ts";
import { recordCheckIn, recordCheckOut, recordUndo } from "../../domain/record-offline.ts";
import type { Recorded, Said } from "../../domain/record-offline.ts";
import type { Door } from "../../domain/site.ts";
import { isClosed } from "../../domain/visit.ts";
import type { OpenVisit } from "../../domain/visit.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { BatchState } from "./batch-state.ts";
import type { VisitRecord } from "./desk-store.ts";
import { guessedVisitOf, noteOverlap, overlapOf, visitMeant } from "./find-overlap.ts";

/** The member is inside at another site: that visit has to end there first. */
export class InsideElsewhere extends Error {
  readonly record: VisitRecord;

  constructor(record: VisitRecord) {
    super("inside elsewhere");
    this.record = record;
  }
}

export interface Decided {
  readonly outcome: Outcome;
  /** What was known, for whoever asks "why?" later. */
  readonly facts: object | null;
  /** Where a desk decided by itself, and otherwise than the server would have. */
  readonly clash: Clash | null;
}

export interface Asking {
  /** The sites that the sender may see; null: every site. */
  readonly sees: readonly string[] | null;
  /** What a desk said by itself; null where the server decides. */
  readonly said: Said | null;
}

export function decideInBatch(
  state: BatchState,
  command: CheckIn | CheckOut | Undo,
  { sees = null, said = null }: Partial<Asking> = {},
): Decided {
  const decided = decide(state, command, { sees, said });
  const { outcome } = decided;
  for (const event of outcome.events) state.apply(event, command.recordedAt);
  if (outcome.charge !== null && outcome.visit !== null) {
    state.charge(outcome.charge, outcome.visit.member.id, outcome.visit.id);
  }
  const wasDone = outcome.events.length > 0 && outcome.decision.verdict !== "refuse";
  if (command.type !== "undo" && command.notes !== null && wasDone && outcome.visit !== null) {
    state.note(outcome.visit.id, command.notes);
  }
  if (said !== null) noteOverlap(state, command, outcome);
  return decided;
}

/** Turns the day where a moment lies in a later one than the site is in. */
export function turnDayInBatch(
  state: BatchState,
  at: Instant,
  inside: readonly OpenVisit[],
  turn: { readonly id: string; readonly recordedAt: Instant },
): void {
  const { day } = state.gymDayOf(at);
  const events = beginGymDay({ currentDay: state.currentDay, inside }, { id: turn.id, day, at });
  for (const event of events) state.apply(event, turn.recordedAt);
}

function decide(
  state: BatchState,
  command: CheckIn | CheckOut | Undo,
  { sees, said }: Asking,
): Decided {
  if (command.type === "check_in") return checkIn(state, command, said);
  if (command.type === "check_out") {
    const situation = checkOutSituation(state, command, sees);
    if (said !== null) {
      const guessed = guessedVisitOf(state, situation, command);
      return recorded(recordCheckOut({ ...situation, guessed }, command, said), null);
    }
    return { outcome: decideCheckOut(situation, command), facts: null, clash: null };
  }
  const situation = undoSituation(state, command);
  if (said !== null) return recorded(recordUndo(situation, command, said), null);
  return { outcome: decideUndo(situation, command), facts: null, clash: null };
}

function recorded({ outcome, clash, wouldSay }: Recorded, facts: object | null): Decided {
  return { outcome, clash, facts: { ...facts, wouldSay } };
}

function checkIn(state: BatchState, command: CheckIn, said: Said | null): Decided {
  const { site, doors } = state.head;
  const door = doors.get(command.doorId);
  if (door === undefined) throw new ProblemError("unknown-door", { commandId: command.commandId });
  const found = state.find(command.subject);
  const memberId = "member" in found ? found.member.id : null;
  // Whoever holds a replaced card is not let in, and so moves nowhere, unless a desk did so already.
  const isMeant = found.as === "member" || said !== null;
  const open = memberId === null || !isMeant ? null : state.openVisitOf(memberId);
  const gymDay = state.gymDayOf(command.at);
  const currentDay = must(state.currentDay, "gym-day");
  // What is recorded of an earlier day does not move anybody today.
  if (open !== null && open.siteId !== site.id && gymDay.day === currentDay) {
    if (endsElsewhere(open, command, said)) throw new InsideElsewhere(open);
  }
  const visits = memberId === null ? [] : state.visitsOn(memberId, gymDay.day);
  const situation = {
    site,
    door,
    gymDay,
    currentDay,
    found,
    openVisit: open === null || open.siteId !== site.id || isClosed(open.visit) ? null : open.visit,
    isFirstToday: !visits.some((visit) => visit.siteId === site.id),
    paidToday: visits.map((visit) => visit.chargedMembershipId).filter((id) => id !== null),
    insideCount: state.statistics.currentlyIn,
  };
  const { openVisit: _open, door: _door, ...facts } = situation;
  if (said !== null) {
    const overlap = overlapOf(state, command, { memberId, gymDay });
    return recorded(recordCheckIn({ ...situation, overlap }, command, said), facts);
  }
  return { outcome: decideCheckIn(situation, command), facts, clash: null };
}

/** Whoever came to the other site only after a desk let them in here, or was turned away here, stays there. */
function endsElsewhere({ visit }: VisitRecord, { at }: CheckIn, said: Said | null): boolean {
  return said === null || (said.verdict !== "refuse" && visit.checkInTime <= at);
}

function checkOutSituation(
  state: BatchState,
  command: CheckOut,
  sees: readonly string[] | null,
): CheckOutSituation {
  const { subject } = command;
  const door = doorOf(state, command);
  if ("checkInId" in subject) {
    const record = visitMeant(state, subject.checkInId, command);
    const isUndone = record !== null && record.undoneAt !== null;
    return { found: null, visit: record?.visit ?? null, isUndone, door };
  }
  const found = state.find(subject);
  const open = "member" in found ? state.openVisitOf(found.member.id) : null;
  const isElsewhere = open !== null && open.siteId !== state.head.site.id;
  const isSeen = open !== null && (sees === null || sees.includes(open.siteId));
  if (isElsewhere && isSeen) throw new InsideElsewhere(open);
  // Where somebody is whom the sender may not see is nothing the sender may know or end.
  const record = isElsewhere ? null : open;
  return { found, visit: record?.visit ?? null, isUndone: false, door };
}

/** Whoever was moved is seen at a door of another site: which one they left by, nobody knows. */
function doorOf({ head }: BatchState, { doorId, how, commandId }: CheckOut): Door | null {
  const door = doorId === null ? undefined : head.doors.get(doorId);
  if (door === undefined && doorId !== null && how !== "moved") {
    throw new ProblemError("unknown-door", { commandId });
  }
  return door ?? null;
}

function undoSituation(state: BatchState, command: Undo): UndoSituation {
  const record = visitMeant(state, command.visitId, command);
  return {
    visit: record?.visit ?? null,
    isUndone: record !== null && record.undoneAt !== null,
    doneAt: doneAtOf(record, command),
    isInAgain: record !== null && state.isInAgainAfter(record.visit),
    chargedMembershipId: record?.chargedMembershipId ?? null,
  };
}

/** When the step was known of: by the server, or, where a desk took it back, by that desk. */
function doneAtOf(record: VisitRecord | null, { recordedAt, madeOffline }: Undo): Instant {
  if (record === null) return recordedAt;
  const { visit, checkInRecordedAt, checkOutRecordedAt } = record;
  const known = checkOutRecordedAt ?? checkInRecordedAt;
  return madeOffline
    ? earlierOf(known, isClosed(visit) ? visit.checkOutTime : visit.checkInTime)
    : known;
}
