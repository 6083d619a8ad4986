// What the state of a batch knows of the same member from other desks and other sites, and what it has
// to remember for the commands that follow.
import type { CheckIn, CheckOut, Undo } from "../../domain/command.ts";
import type { CheckOutSituation } from "../../domain/decide-check-out.ts";
import type { GymDay } from "../../domain/gym-day.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Overlap } from "../../domain/record-offline.ts";
import type { ClosedVisit } from "../../domain/visit.ts";
import { isClosed } from "../../domain/visit.ts";
import type { BatchState } from "./batch-state.ts";
import type { VisitRecord, VisitTrace } from "./desk-store.ts";

/** `memberId`: who was let in, where that is known. */
export function overlapOf(
  state: BatchState,
  { at }: CheckIn,
  { memberId, gymDay }: { readonly memberId: string | null; readonly gymDay: GymDay },
): Overlap {
  if (memberId === null) return { within: null, next: null, left: null };
  const { id: siteId } = state.head.site;
  const visits = state.visitsOn(memberId, gymDay.day);
  const isIn = (visit: VisitTrace) =>
    visit.siteId === siteId &&
    visit.checkInTime <= at &&
    (visit.checkOutTime === null || visit.checkOutTime > at);
  const within = visits.find(isIn);
  const next = visits
    .filter(({ checkInTime }) => checkInTime > at)
    .toSorted((a, b) => (a.checkInTime < b.checkInTime ? -1 : 1))[0];
  const exit = state.overlaps.exitOf(memberId, at, next?.checkInTime ?? gymDay.endsAt);
  const visitOf = ({ id }: VisitTrace) => state.visit(id)?.visit ?? null;
  return {
    within: within === undefined ? null : { visit: visitOf(within) },
    next:
      next === undefined
        ? null
        : { at: next.checkInTime, isHere: next.siteId === siteId, visit: visitOf(next) },
    left: exit && { at: exit.at, door: state.head.doors.get(exit.doorId ?? "") ?? null },
  };
}

/** A visit of this site; a desk may know it by the id of its own check-in, which turned out to be this one. */
export function visitMeant(
  state: BatchState,
  id: string,
  command: CheckOut | Undo,
): VisitRecord | null {
  // The check-in itself was another desk's, and is not for this one to take back.
  const isOwnStep = command.type === "undo" && command.what === "check_in";
  const merged = command.madeOffline && !isOwnStep ? state.overlaps.visitIdOf(id) : null;
  const record = state.visit(id) ?? state.visit(merged ?? id);
  return record !== null && record.siteId === state.head.site.id ? record : null;
}

/** The visit that a check-out ends after all, where only a guess has ended it. */
export function guessedVisitOf(
  state: BatchState,
  { found, visit }: CheckOutSituation,
  { at }: CheckOut,
): ClosedVisit | null {
  const isGuess = (record: VisitRecord | null): ClosedVisit | null =>
    record !== null &&
    record.undoneAt === null &&
    record.siteId === state.head.site.id &&
    isClosed(record.visit) &&
    record.visit.how === "automatic" &&
    record.visit.checkInTime <= at
      ? record.visit
      : null;
  if (found === null) return visit === null ? null : isGuess(state.visit(visit.id));
  if (!("member" in found)) return null;
  const visits = state.visitsOn(found.member.id, state.gymDayOf(at).day);
  // The newest first: an earlier one was ended by whatever began the next.
  const last = visits.find(({ siteId, checkInTime }) => {
    return siteId === state.head.site.id && checkInTime <= at;
  });
  return last === undefined ? null : isGuess(state.visit(last.id));
}

/** Keeps what another desk's command may be put together with. */
export function noteOverlap(
  state: BatchState,
  command: CheckIn | CheckOut | Undo,
  { decision, visit, events }: Outcome,
): void {
  const { overlaps } = state;
  const { at, id: decisionId, member } = decision;
  if (command.type === "check_out" && visit === null && member !== null) {
    overlaps.see({ decisionId, memberId: member.id, at, doorId: command.doorId });
  }
  if (command.type !== "check_in" || visit === null || member === null) return;
  if (visit.id !== command.visitId) overlaps.merge(command.commandId, visit.id);
  const left = events.find(({ type }) => type === "member_checked_out");
  if (left?.type !== "member_checked_out" || !left.payload.leftOffline) return;
  const { checkInTime, checkOutTime } = left.payload;
  const exit = overlaps.exitOf(member.id, checkInTime, checkOutTime);
  if (exit !== null) overlaps.match(exit, visit.id);
}
