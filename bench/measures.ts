// All measurements there are, in the order of the targets.
import type { Measure } from "./measure.ts";
import { P1, P2 } from "./measures/broadcast-cost.ts";

export const MEASURES: readonly Measure[] = [P1, P2];
