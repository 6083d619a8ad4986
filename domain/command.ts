// What can be asked of a site. Time and identity arrive with the command: nothing in here looks at
// a clock or draws a random number, so a scan replayed an hour later is decided the same way.
import type { Instant } from "./instant.ts";

/** Whom a command is about: exactly one of the three. */
export type Subject =
  | { readonly memberId: string }
  | { readonly credential: string }
  | { readonly checkInId: string };

interface Asked {
  /** Made by the sender; the same id gets the same answer however often it is sent. */
  readonly commandId: string;
  /** When it happened at the door. */
  readonly at: Instant;
  /** When the server learned of it. */
  readonly recordedAt: Instant;
  /** The staff account that asks; null where the system does. */
  readonly by: string | null;
  /** True where a desk decided it by itself while the server was away. */
  readonly madeOffline: boolean;
}

export interface CheckIn extends Asked {
  readonly type: "check_in";
  readonly subject: Exclude<Subject, { readonly checkInId: string }>;
  readonly doorId: string;
  readonly notes: string | null;
  /** Ids for what it may bring about, drawn by the caller. */
  readonly visitId: string;
  readonly decisionId: string;
}

export interface CheckOut extends Asked {
  readonly type: "check_out";
  readonly subject: Subject;
  /** The door they left by; null: the one they came in by. */
  readonly doorId: string | null;
  readonly notes: string | null;
  readonly decisionId: string;
  /** `staff` where a person did it for the member, `scanned` where the member did. */
  readonly how: "scanned" | "staff" | "moved";
}

/** Takes back the last thing that was done to a visit: its check-out, or its check-in. */
export interface Undo extends Asked {
  readonly type: "undo";
  readonly visitId: string;
  readonly what: "check_in" | "check_out";
  /** True where the sender may undo later than everybody may. */
  readonly mayCorrect: boolean;
  readonly decisionId: string;
}
