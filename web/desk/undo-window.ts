// How long a step can be taken back from the desk, and by whom.
import { UNDO_MINUTES } from "../../domain/decide-undo.ts";
import type { DeskEntry, DeskLog } from "./desk-log.ts";
import { isAlreadyInside, visitOf } from "./desk-log.ts";

export interface UndoOffer {
  readonly visitId: string;
  readonly what: "check_in" | "check_out";
  /** Whole seconds left; null for those who may correct later too. */
  readonly secondsLeft: number | null;
}

/** Null where there is nothing to undo, or no more right to. */
export function undoOffer(entry: DeskEntry, now: number, mayCorrect: boolean): UndoOffer | null {
  const visitId = visitOf(entry);
  if (visitId === null || entry.since !== null) return null;
  if (entry.state.as !== "answered" || entry.step === "undo") return null;
  const whole = UNDO_MINUTES * 60_000;
  // A clock that is shown once a second may be a moment behind the answer.
  const left = Math.min(whole, entry.state.answeredAt + whole - now);
  if (left <= 0 && !mayCorrect) return null;
  const secondsLeft = left <= 0 ? null : Math.ceil(left / 1_000);
  return { visitId, what: entry.step, secondsLeft };
}

/** Scanned twice: in the answer to the second, the undo of what the first one did here a moment ago. */
export function undoOfFirst(
  entry: DeskEntry,
  log: DeskLog,
  now: number,
  mayCorrect: boolean,
): UndoOffer | null {
  if (entry.since !== null || !isAlreadyInside(entry)) return null;
  const visitId = entry.state.as === "answered" ? entry.state.answer.visit?.id : undefined;
  const first = log.find((other) => other.step === "check_in" && visitOf(other) === visitId);
  if (visitId === undefined || first === undefined) return null;
  const offer = undoOffer(first, now, mayCorrect);
  return offer?.secondsLeft === null ? null : offer;
}
