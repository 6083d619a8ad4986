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
  /** Once; what was seen, in words, where there is something beyond the verdict. Throws for a violation. */
  strike(stage: Stage, time: number): Promise<string | null>;
  /** After the last: what was seen over all. */
  readonly sum?: (stage: Stage) => string | null;
}

/** A violation that the strike itself saw. */
export class Violation extends Error {}
