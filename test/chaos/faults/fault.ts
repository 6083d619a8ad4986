// A fault: what is done to the stage, how often, and what is seen while it is done.
import type { Stage, StagePlan } from "../stage/stage.ts";

export interface Fault {
  readonly name: string;
  /** In words, for the table's reader. */
  readonly does: string;
  readonly stage: Omit<StagePlan, "seed">;
  /** How often in a run of usual length. */
  readonly times: number;
  /** Held against the database after every so many. */
  readonly checkEvery: number;
  /** Why it cannot be tried here; null: it can. */
  readonly hindered?: () => Promise<string | null>;
  /** Made before the stage, and cleared after it. */
  readonly prepare?: () => Promise<Prepared>;
  /** Once; what was seen, in words, where there is something beyond the verdict. Throws for a violation. */
  strike(stage: Stage, time: number): Promise<string | null>;
  /** After the last: what was seen over all. */
  readonly sum?: (stage: Stage) => string | null | Promise<string>;
}

export interface Prepared {
  readonly stage: Partial<StagePlan>;
  clear(): Promise<void>;
}

/** A violation that the strike itself saw. */
export class Violation extends Error {}

/** Later than it may be, seen on a machine that is too busy to tell whose fault that is. */
export class TooBusy extends Error {}

/** To be thrown where something came too late. */
export function tooLate(
  said: string,
  heldUp: { readonly ms: number; readonly isTooMuch: boolean },
): Error {
  if (!heldUp.isTooMuch) return new Violation(said);
  return new TooBusy(`${said}; but this machine held the run itself up for ${heldUp.ms} ms`);
}
