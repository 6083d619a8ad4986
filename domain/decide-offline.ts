// A desk decides by itself: the same rules on what it knows, and then what its door may do without the
// server. Leaving and taking back are decided as ever, by `decideCheckOut` and `decideUndo`.
import type { CheckIn } from "./command.ts";
import type { CheckInSituation } from "./decide-check-in.ts";
import { decideCheckIn, refuse } from "./decide-check-in.ts";
import type { Instant } from "./instant.ts";
import { millis } from "./instant.ts";
import type { Outcome } from "./outcome.ts";
import type { Reason } from "./reason.ts";
import { bySeverity } from "./reason.ts";
import { isBookTooOld } from "./site.ts";

/** What the door may do is in the situation; `builtAt` says how old the rest of what it knows is. */
export function decideCheckInOffline(
  situation: CheckInSituation,
  command: CheckIn,
  { builtAt }: { readonly builtAt: Instant },
): Outcome {
  const outcome = decideCheckIn(situation, command);
  // Nothing new is true where somebody is inside already.
  if (outcome.events.length === 0) return outcome;
  const reason = objectionOf(situation, outcome, millis(command.recordedAt) - millis(builtAt));
  if (reason === null) return outcome;
  return refuse(situation, command, bySeverity([...outcome.decision.reasons, reason]));
}

function objectionOf(
  { door }: CheckInSituation,
  { charge }: Outcome,
  ageMs: number,
): Reason | null {
  const { admits } = door.offline;
  if (admits === "nobody") return { code: "not-offline", why: "nobody" };
  if (isBookTooOld(door.offline, ageMs)) return { code: "not-offline", why: "book-too-old" };
  return admits === "no-packs" && charge !== null ? { code: "not-offline", why: "pack" } : null;
}
