// All measurements there are, in the order of the targets.
import type { Measure } from "./measure.ts";
import { P4 } from "./measures/answer-time.ts";
import { P1, P2 } from "./measures/broadcast-cost.ts";
import { P10 } from "./measures/bytes-on-the-wire.ts";
import { P11 } from "./measures/cold-start.ts";
import { P12 } from "./measures/first-load.ts";
import { P6 } from "./measures/history-cost.ts";
import { P7 } from "./measures/idle-memory.ts";
import { P3 } from "./measures/screen-time.ts";
import { P9 } from "./measures/stalled.ts";
import { P8 } from "./measures/storm.ts";
import { P5 } from "./measures/throughput.ts";

export const MEASURES: readonly Measure[] = [P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11, P12];
