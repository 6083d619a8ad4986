// Where a desk decided by itself and the server, with all it knew by then, would have decided otherwise.
// What happened at the door stays recorded; a clash is for people to look at.
import type { Reason } from "./reason.ts";

export const CLASH_KINDS = [
  "would-refuse",
  "would-admit",
  "inside-twice",
  "nothing-to-close",
  "unknown",
] as const;

/**
 * `would-refuse`: let in (or taken back) against a reason that the desk did not know.
 * `would-admit`: turned away, or taken for somebody who is not inside, and it was not so.
 * `inside-twice`: let in while they were inside already, by another desk.
 * `nothing-to-close`: seen leaving, and no visit was open.
 * `unknown`: the member, card or visit is not there (any more).
 */
export type ClashKind = (typeof CLASH_KINDS)[number];

export interface Clash {
  readonly kind: ClashKind;
  /** The server's reasons; for `would-admit` those of the desk. */
  readonly reasons: readonly Reason[];
}
