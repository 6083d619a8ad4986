// A command as it comes over the wire, with what the caller adds to it.
import type { Subject } from "../../domain/command.ts";
import { holds } from "../../domain/rights.ts";
import type { CheckInPayload, CheckOutPayload, UndoPayload } from "../../protocol/up.ts";
import { must } from "../../domain/assert.ts";
import type { Caller } from "../people/caller.ts";
import type { AskedCommand } from "./desk.ts";

type Asked<T extends AskedCommand["type"]> = Extract<AskedCommand, { readonly type: T }>;

export function askedCheckIn(payload: CheckInPayload, caller: Caller): Asked<"check_in"> {
  const { commandId, memberId, credential, location, at = null, notes = null } = payload;
  const { madeOffline = null } = payload;
  const subject =
    memberId === undefined ? { credential: must(credential, "credential") } : { memberId };
  const { staffId, siteIds: sees } = caller;
  const { doorId } = location;
  return { type: "check_in", commandId, subject, doorId, at, notes, staffId, sees, madeOffline };
}

export function askedCheckOut(payload: CheckOutPayload, caller: Caller): Asked<"check_out"> {
  const { commandId, location, at = null, notes = null, madeOffline = null } = payload;
  const doorId = location?.doorId ?? null;
  const { staffId, siteIds: sees } = caller;
  // A member's own card is a scan; a name picked from a list is a person doing it for them.
  const how = payload.credential !== undefined || staffId === null ? "scanned" : "staff";
  return {
    type: "check_out",
    commandId,
    subject: subjectOf(payload),
    doorId,
    at,
    notes,
    how,
    staffId,
    sees,
    madeOffline,
  };
}

export function askedUndo(payload: UndoPayload, caller: Caller): Asked<"undo"> {
  const { commandId, visitId, what, at = null, madeOffline = null } = payload;
  const mayCorrect = holds(caller.role, "door:correct");
  const { staffId } = caller;
  return { type: "undo", commandId, visitId, what, at, mayCorrect, staffId, madeOffline };
}

function subjectOf({ checkInId, memberId, credential }: CheckOutPayload): Subject {
  if (checkInId !== undefined) return { checkInId };
  if (memberId !== undefined) return { memberId };
  return { credential: must(credential, "credential") };
}
