// One command against the batch's state: gathers the situation, asks the domain, makes it true.
import type { CheckIn, CheckOut, Undo } from "../../domain/command.ts";
import { beginGymDay } from "../../domain/begin-gym-day.ts";
import { decideCheckIn } from "../../domain/decide-check-in.ts";
import { decideCheckOut } from "../../domain/decide-check-out.ts";
import { decideUndo } from "../../domain/decide-undo.ts";
import type { Instant } from "../../domain/instant.ts";
import { must } from "../../domain/assert.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Door } from "../../domain/site.ts";
import { isClosed } from "../../domain/visit.ts";
import type { OpenVisit } from "../../domain/visit.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { BatchState } from "./batch-state.ts";
import type { VisitRecord } from "./desk-store.ts";

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
  readonly facts: unknown;
}

/** `sees`: the sites that the sender may see; null: every site. */
export function decideInBatch(
  state: BatchState,
  command: CheckIn | CheckOut | Undo,
  sees: readonly string[] | null = null,
): Decided {
  const decided = decide(state, command, sees);
  const { outcome } = decided;
  for (const event of outcome.events) state.apply(event, command.recordedAt);
  if (outcome.charge !== null && outcome.visit !== null) {
    state.charge(outcome.charge, outcome.visit.member.id, outcome.visit.id);
  }
  const wasDone = outcome.events.length > 0 && outcome.decision.verdict !== "refuse";
  if (command.type !== "undo" && command.notes !== null && wasDone && outcome.visit !== null) {
    state.note(outcome.visit.id, command.notes);
  }
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
  sees: readonly string[] | null,
): Decided {
  if (command.type === "check_in") return checkIn(state, command);
  if (command.type === "check_out") return { outcome: checkOut(state, command, sees), facts: null };
  return { outcome: undo(state, command), facts: null };
}

function checkIn(state: BatchState, command: CheckIn): Decided {
  const { site, doors } = state.head;
  const door = doors.get(command.doorId);
  if (door === undefined) throw new ProblemError("unknown-door", { commandId: command.commandId });
  const found = state.find(command.subject);
  const memberId = found.as === "member" ? found.member.id : null;
  const open = memberId === null ? null : state.openVisitOf(memberId);
  const gymDay = state.gymDayOf(command.at);
  const currentDay = must(state.currentDay, "gym-day");
  // What is recorded of an earlier day does not move anybody today.
  if (open !== null && open.siteId !== site.id && gymDay.day === currentDay) {
    throw new InsideElsewhere(open);
  }
  const visits = memberId === null ? [] : state.visitsOn(memberId, gymDay.day);
  const situation = {
    site,
    door,
    gymDay,
    currentDay,
    found,
    openVisit: open === null || isClosed(open.visit) ? null : open.visit,
    isFirstToday: !visits.some((visit) => visit.siteId === site.id),
    paidToday: visits.map((visit) => visit.chargedMembershipId).filter((id) => id !== null),
    insideCount: state.statistics.currentlyIn,
  };
  const { openVisit: _open, door: _door, ...facts } = situation;
  return { outcome: decideCheckIn(situation, command), facts };
}

function checkOut(state: BatchState, command: CheckOut, sees: readonly string[] | null): Outcome {
  const { subject } = command;
  const door = doorOf(state, command);
  if ("checkInId" in subject) {
    const record = ownVisit(state, subject.checkInId);
    const isUndone = record !== null && record.undoneAt !== null;
    return decideCheckOut({ found: null, visit: record?.visit ?? null, isUndone, door }, command);
  }
  const found = state.find(subject);
  const open = "member" in found ? state.openVisitOf(found.member.id) : null;
  const isElsewhere = open !== null && open.siteId !== state.head.site.id;
  const isSeen = open !== null && (sees === null || sees.includes(open.siteId));
  if (isElsewhere && isSeen) throw new InsideElsewhere(open);
  // Where somebody is whom the sender may not see is nothing the sender may know or end.
  const record = isElsewhere ? null : open;
  return decideCheckOut({ found, visit: record?.visit ?? null, isUndone: false, door }, command);
}

/** Whoever was moved is seen at a door of another site: which one they left by, nobody knows. */
function doorOf({ head }: BatchState, { doorId, how, commandId }: CheckOut): Door | null {
  const door = doorId === null ? undefined : head.doors.get(doorId);
  if (door === undefined && doorId !== null && how !== "moved") {
    throw new ProblemError("unknown-door", { commandId });
  }
  return door ?? null;
}

function undo(state: BatchState, command: Undo): Outcome {
  const record = ownVisit(state, command.visitId);
  const situation = {
    visit: record?.visit ?? null,
    isUndone: record !== null && record.undoneAt !== null,
    doneAt: record?.checkOutRecordedAt ?? record?.checkInRecordedAt ?? command.recordedAt,
    isInAgain: record !== null && state.isInAgainAfter(record.visit),
    chargedMembershipId: record?.chargedMembershipId ?? null,
  };
  return decideUndo(situation, command);
}

/** A visit of another site is no visit of this one. */
function ownVisit(state: BatchState, id: string): VisitRecord | null {
  const record = state.visit(id);
  return record !== null && record.siteId === state.head.site.id ? record : null;
}
