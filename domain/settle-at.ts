// A sender's clock may be wrong. What it says is believed within bounds: nothing has happened later
// than the server learned of it, and what is too old or, where moments are played, too far ahead is
// sent back.
import type { Instant } from "./instant.ts";
import { millis } from "./instant.ts";

/** A recorded moment that is played may be ahead of the server's clock by this much. */
export const MAX_AHEAD_MS = 2 * 60_000;
/** A command may arrive this late, as from a desk that was offline. */
export const MAX_LATE_MS = 7 * 24 * 60 * 60_000;

export type Settled = { readonly at: Instant } | { readonly problem: "at-out-of-range" };

/** Settles when something happened; `claimed` is the sender's word, null for "now". */
export function settleAt(claimed: Instant | null, recordedAt: Instant, isReplay: boolean): Settled {
  if (claimed === null) return { at: recordedAt };
  const lead = millis(claimed) - millis(recordedAt);
  if (isReplay) return lead > MAX_AHEAD_MS ? { problem: "at-out-of-range" } : { at: claimed };
  if (lead > 0) return { at: recordedAt };
  if (-lead > MAX_LATE_MS) return { problem: "at-out-of-range" };
  return { at: claimed };
}
