import type { Less } from "../test/simulation/plan.ts";
import type { Run } from "../test/simulation/run-seed.ts";

export interface SeedJob {
  readonly seed: number;
  readonly less: Less;
  /** Every line of the trace, not only the last. */
  readonly keepsAll: boolean;
  /** A failure is made smaller. */
  readonly shrinks: boolean;
}

export interface SeedResult {
  readonly seed: number;
  readonly run: Run;
}

export function runSeeds(parts: {
  readonly files: readonly string[];
  readonly workers: number;
  readonly next: () => SeedJob | null;
  readonly onRun: (result: SeedResult) => boolean;
}): Promise<void>;
