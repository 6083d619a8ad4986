// Taking back the last thing done to a visit. History keeps both; counters and visit packs follow.
import type { Undo } from "./command.ts";
import { minutesBetween } from "./instant.ts";
import type { Instant } from "./instant.ts";
import type { Outcome } from "./outcome.ts";
import type { Reason } from "./reason.ts";
import type { Visit } from "./visit.ts";
import { isClosed, reopened } from "./visit.ts";

/** How long anybody who works at the door may undo. */
export const UNDO_MINUTES = 2;

export interface UndoSituation {
  readonly visit: Visit | null;
  readonly isUndone: boolean;
  /** When the server learned of the step that is to be undone. */
  readonly doneAt: Instant;
  /** True when the member has come in again since, here or elsewhere. */
  readonly isInAgain: boolean;
  /** The membership whose pack paid for the visit. */
  readonly chargedMembershipId: string | null;
}

export function decideUndo(situation: UndoSituation, command: Undo): Outcome {
  const { visit } = situation;
  const reason = objectionTo(situation, command);
  if (visit === null || reason !== null) {
    return settle(command, visit, [reason ?? { code: "unknown-visit" }]);
  }
  const { at, by, decisionId: id, madeOffline } = command;
  if (isClosed(visit)) {
    const open = reopened(visit);
    return {
      ...settle(command, open, []),
      events: [{ type: "check_out_undone", payload: { id, visit, at, by, madeOffline } }],
    };
  }
  const { chargedMembershipId } = situation;
  return {
    ...settle(command, visit, []),
    events: [{ type: "check_in_undone", payload: { id, visit, at, by, madeOffline } }],
    charge: chargedMembershipId === null ? null : { membershipId: chargedMembershipId, visits: 1 },
  };
}

function objectionTo(situation: UndoSituation, command: Undo): Reason | null {
  const { visit, isUndone, isInAgain } = situation;
  if (visit === null) return { code: "unknown-visit" };
  if (isUndone) return { code: "visit-already-undone" };
  if (command.what === "check_in" && isClosed(visit)) return { code: "checked-out-since" };
  if (command.what === "check_out" && !isClosed(visit)) return { code: "visit-already-undone" };
  if (command.what === "check_out" && isInAgain) return { code: "inside-again" };
  const isLate = minutesBetween(situation.doneAt, command.recordedAt) >= UNDO_MINUTES;
  if (isLate && !command.mayCorrect) return { code: "too-late-to-undo", minutes: UNDO_MINUTES };
  return null;
}

function settle(command: Undo, visit: Visit | null, reasons: readonly Reason[]): Outcome {
  const verdict = reasons.length === 0 ? "admit" : "refuse";
  const member = visit?.member ?? null;
  const decision = { id: command.decisionId, verdict, reasons, member, at: command.at } as const;
  return { decision, events: [], visit, charge: null };
}
