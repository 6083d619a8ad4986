// Somebody leaves. The visit is found by its own id, by the member or by what was scanned.
import type { CheckOut } from "./command.ts";
import type { Found } from "./decide-check-in.ts";
import { millis } from "./instant.ts";
import { briefOf } from "./member.ts";
import type { MemberBrief } from "./member.ts";
import type { Outcome } from "./outcome.ts";
import type { Reason } from "./reason.ts";
import type { Door } from "./site.ts";
import { locationOf } from "./site.ts";
import type { Visit } from "./visit.ts";
import { closed, isClosed } from "./visit.ts";

/** By how much the clocks of two doors may differ before a check-out counts as from before the check-in. */
const CLOCKS_DIFFER_MS = 2 * 60_000;

export interface CheckOutSituation {
  /** Who it is about, where the command names a member or a credential. */
  readonly found: Found | null;
  /** The visit that the command names by its id, or the member's open one. */
  readonly visit: Visit | null;
  /** True when the named visit's check-in was undone. */
  readonly isUndone: boolean;
  /** The door they leave by; null where nobody says. */
  readonly door: Door | null;
}

export function decideCheckOut(situation: CheckOutSituation, command: CheckOut): Outcome {
  const { visit } = situation;
  const reason = objectionTo(situation, command);
  if (reason !== null || visit === null) {
    return settle(command, memberOf(situation), [reason ?? { code: "not-inside" }], visit);
  }
  const { at, how, madeOffline: leftOffline } = command;
  const location = situation.door && locationOf(situation.door);
  const left = closed(visit, { at, location, how, leftOffline });
  return {
    ...settle(command, left.member, [], left),
    events: [{ type: "member_checked_out", payload: left }],
  };
}

function objectionTo(situation: CheckOutSituation, command: CheckOut): Reason | null {
  const { found, visit, isUndone } = situation;
  if (found !== null && found.as === "unknown-credential") return { code: "unknown-credential" };
  if (found !== null && found.as === "unknown-member") return { code: "unknown-member" };
  if (visit === null)
    return { code: "checkInId" in command.subject ? "unknown-visit" : "not-inside" };
  if (isUndone) return { code: "visit-already-undone" };
  if (isClosed(visit)) return { code: "visit-already-closed", at: visit.checkOutTime };
  if (isFromBefore(visit, command)) return { code: "not-inside" };
  return null;
}

/** A check-out that arrives late speaks of an earlier visit, not of the one the member is in now. */
function isFromBefore(visit: Visit, { at, subject }: CheckOut): boolean {
  if ("checkInId" in subject) return false;
  return millis(visit.checkInTime) - millis(at) > CLOCKS_DIFFER_MS;
}

function memberOf({ found, visit }: CheckOutSituation): MemberBrief | null {
  if (visit !== null) return visit.member;
  return found !== null && "member" in found ? briefOf(found.member) : null;
}

function settle(
  command: CheckOut,
  member: MemberBrief | null,
  reasons: readonly Reason[],
  visit: Visit | null,
): Outcome {
  const verdict = reasons.length === 0 ? "admit" : "refuse";
  const decision = { id: command.decisionId, verdict, reasons, member, at: command.at } as const;
  return { decision, events: [], visit, charge: null };
}
