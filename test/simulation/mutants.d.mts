import type { Patch } from "../../scripts/simulation-bundle.mjs";

export interface Mutant {
  readonly name: string;
  readonly says: string;
  readonly patches: readonly Patch[];
}

export const MUTANTS: readonly Mutant[];
