// What the rest of the house may ask of the desk. `open-desk.ts` makes one.
import type { Instant } from "../../domain/instant.ts";
import type { Subject } from "../../domain/command.ts";
import type { MadeOffline } from "../../protocol/up.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";

interface Asked {
  readonly commandId: string;
  /** The sender's word for when it happened; null for now. */
  readonly at: Instant | null;
  readonly staffId: string | null;
  /** Sites the sender may see; left out or null: every site. */
  readonly sees?: readonly string[] | null;
  /** The site it was first asked at, which the desk notes where a command is sent on to another. */
  readonly askedAt?: string;
  /** What a desk decided by itself while the server was away: it has happened. */
  readonly madeOffline?: MadeOffline | null;
}

/** A command as it arrives: the desk adds what it draws itself (ids, times, the site's facts). */
export type AskedCommand =
  | (Asked & {
      readonly type: "check_in";
      readonly subject: Exclude<Subject, { readonly checkInId: string }>;
      readonly doorId: string;
      readonly notes: string | null;
    })
  | (Asked & {
      readonly type: "check_out";
      readonly subject: Subject;
      readonly doorId: string | null;
      readonly notes: string | null;
      readonly how: "scanned" | "staff" | "moved";
    })
  | (Asked & {
      readonly type: "undo";
      readonly visitId: string;
      readonly what: "check_in" | "check_out";
      readonly mayCorrect: boolean;
    });

export interface Desk {
  /**
   * Resolves when the outcome is on disk and the broadcast has begun. The same command id gets the
   * same answer. Throws ProblemError (`command-id-reused`, `unknown-door`, `at-out-of-range`,
   * `overloaded`, `database-away`, `shutting-down`).
   */
  submit(siteId: string, command: AskedCommand): Promise<DoorAnswer>;
  /** Turns the site's gym-day where it is due. */
  turnDay(siteId: string): Promise<void>;
  /**
   * Does the work at the site's turn, as a batch of commands would be done: one after the other with
   * those. Throws what it throws, and `shutting-down`.
   */
  inTurn<T>(siteId: string, work: () => Promise<T>): Promise<T>;
  /** Resolves when everything taken in is answered; takes nothing new. */
  close(): Promise<void>;
}
