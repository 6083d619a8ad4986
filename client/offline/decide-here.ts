// Decides a command as the server would, from the book and what this desk knows of who is in.
import { unreachable } from "../../domain/assert.ts";
import type { CheckIn, CheckOut, Undo } from "../../domain/command.ts";
import { decideCheckInOffline } from "../../domain/decide-offline.ts";
import { decideCheckOut } from "../../domain/decide-check-out.ts";
import { decideUndo } from "../../domain/decide-undo.ts";
import { gymDayAt } from "../../domain/gym-day.ts";
import type { GymDay } from "../../domain/gym-day.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Door } from "../../domain/site.ts";
import type { DoorMessage } from "../outbox-storage.ts";
import type { DeskBook } from "./desk-book.ts";
import type { OwnStep } from "./own-step.ts";
import { Presence } from "./presence.ts";
import type { KeptPresence } from "./presence.ts";

export interface Known {
  readonly book: DeskBook;
  readonly kept: KeptPresence;
  readonly steps: readonly OwnStep[];
  /** Who works at this desk. */
  readonly staffId: string | null;
  readonly mayCorrect: boolean;
  readonly now: Instant;
}

/**
 * Null where it cannot be decided here: the book does not know the door, or it is about a visit that
 * this desk has not seen. A visit that is opened here has the id of its command.
 */
export function decideHere(message: DoorMessage, known: Known): OwnStep | null {
  const at = message.payload.at ?? known.now;
  const gymDay = gymDayAt(at, known.book.head.site);
  const presence = new Presence(known.kept, known.steps, gymDay.day);
  const outcome = outcomeOf(message, { ...known, at, gymDay, presence });
  return outcome === null ? null : { message, outcome, gymDay: gymDay.day };
}

interface Here extends Known {
  readonly at: Instant;
  readonly gymDay: GymDay;
  readonly presence: Presence;
}

function outcomeOf(message: DoorMessage, here: Here): Outcome | null {
  const { commandId } = message.payload;
  const asked = {
    ...{ commandId, decisionId: commandId, at: here.at, recordedAt: here.now },
    ...{ by: here.staffId, madeOffline: true },
  };
  switch (message.type) {
    case "check_in": {
      const { location, notes = null } = message.payload;
      const door = doorOf(here, location.doorId);
      if (door === null) return null;
      const subject = subjectOf(message.payload);
      const { doorId } = location;
      const command = { ...asked, type: "check_in", subject, doorId, notes, visitId: commandId };
      return checkIn(here, door, command as CheckIn);
    }
    case "check_out": {
      const { location, checkInId, credential, notes = null } = message.payload;
      const doorId = location?.doorId ?? null;
      const subject = checkInId === undefined ? subjectOf(message.payload) : { checkInId };
      const how = credential === undefined ? "staff" : "scanned";
      return checkOut(here, { ...asked, type: "check_out", subject, doorId, notes, how });
    }
    case "undo": {
      const { visitId, what } = message.payload;
      const { mayCorrect } = here;
      return undo(here, { ...asked, type: "undo", visitId, what, mayCorrect });
    }
    default:
      return unreachable(message);
  }
}

function checkIn(here: Here, door: Door, command: CheckIn): Outcome {
  const { book, presence, gymDay } = here;
  const known = book.find(command.subject);
  const held = "member" in known ? (book.members.get(known.member.id) ?? null) : null;
  const found =
    "member" in known && held !== null ? { ...known, member: presence.charged(held) } : known;
  const situation = {
    ...{ site: book.head.site, door, gymDay, currentDay: gymDay.day, found },
    openVisit: held === null ? null : presence.openVisitOf(held.id),
    isFirstToday: held === null || presence.isFirstToday(held),
    paidToday: held === null ? [] : presence.paidToday(held),
    insideCount: presence.count,
  };
  return decideCheckInOffline(situation, command, book.head);
}

function checkOut(here: Here, command: CheckOut): Outcome | null {
  const { book, presence } = here;
  const { subject, doorId } = command;
  const door = doorId === null ? null : doorOf(here, doorId);
  if ("checkInId" in subject) {
    const record = presence.visit(subject.checkInId);
    return record === null ? null : decideCheckOut({ found: null, ...record, door }, command);
  }
  const found = book.find(subject);
  const visit = "member" in found ? presence.openVisitOf(found.member.id) : null;
  return decideCheckOut({ found, visit, isUndone: false, door }, command);
}

function undo({ presence }: Here, command: Undo): Outcome | null {
  const record = presence.visit(command.visitId);
  if (record === null) return null;
  const { visit } = record;
  const isInAgain = presence.isInAgainAfter(visit);
  // When the server learned of a check-in from before is not known here: it was soon after.
  const doneAt = presence.stepOn(visit.id)?.outcome.decision.at ?? visit.checkInTime;
  const chargedMembershipId = presence.chargedFor(visit.id);
  return decideUndo({ ...record, doneAt, isInAgain, chargedMembershipId }, command);
}

function doorOf({ book }: Here, doorId: string): Door | null {
  return book.head.doors.find(({ id }) => id === doorId) ?? null;
}

function subjectOf(payload: { memberId?: string | undefined; credential?: string | undefined }) {
  const { memberId, credential = "" } = payload;
  return memberId === undefined ? { credential } : { memberId };
}
