// The day so far in steps, of all servers together.
import { instantAt, millis, plusMinutes } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { HistoryPoint, RealtimeHistory } from "../../protocol/http/realtime.ts";
import type { KeptMinute } from "../store/realtime-rows.ts";
import { Figures } from "./figures.ts";
import type { PeakName } from "./figures.ts";

/** As many as a drawing can show. */
const MOST_POINTS = 288;
const MINUTE_MS = 60_000;

/** Of several servers at the same time these stand beside each other; of others the highest counts. */
const SUMMED: readonly PeakName[] = ["clients", "rssBytes", "poolOpen", "poolWaiting"];

export function historyOf(
  kept: readonly KeptMinute[],
  minutes: number,
  now: Instant,
): RealtimeHistory {
  const stepMinutes = Math.max(1, Math.ceil(minutes / MOST_POINTS));
  const stepMs = stepMinutes * MINUTE_MS;
  const steps = new Map<number, Figures>();
  const whole = new Figures();
  for (const [minute, figures] of mergeMinutes(kept)) {
    const step = minute - (minute % stepMs);
    const sum = steps.get(step) ?? new Figures();
    sum.add(figures);
    steps.set(step, sum);
    whole.add(figures);
  }
  return {
    from: plusMinutes(now, -minutes),
    to: now,
    stepMinutes,
    points: [...steps].map(([step, figures]) => pointOf(instantAt(step), figures)),
    times: whole.summaries(),
  };
}

/** All servers' figures of each minute as one, in the order of the minutes. */
function mergeMinutes(kept: readonly KeptMinute[]): ReadonlyMap<number, Figures> {
  const merged = new Map<number, Figures>();
  for (const { minute, figures } of kept) {
    const at = millis(minute);
    const sum = merged.get(at) ?? new Figures();
    const before = { ...sum.peaks };
    sum.addStored(figures);
    for (const name of SUMMED) {
      sum.peaks[name] = (before[name] ?? 0) + (figures.peaks[name] ?? 0);
    }
    merged.set(at, sum);
  }
  return merged;
}

function pointOf(at: Instant, figures: Figures): HistoryPoint {
  const { counts, peaks } = figures;
  const of = (name: string): number => counts[name] ?? 0;
  const { scanToDecision, commitToScreen } = figures.summaries();
  return {
    at,
    clients: peaks.clients ?? 0,
    commands: of("commands"),
    events: of("events"),
    resumed: of("resumed"),
    reset: sumWith(counts, "reset:"),
    behind: of("behind"),
    hintsLost: of("hintsLost"),
    bytes: of("bytes"),
    savedBytes: of("singlyBytes") - of("bytes"),
    loopDelayMs: peaks.loopDelayMs ?? 0,
    memoryBytes: peaks.rssBytes ?? 0,
    scanToDecision,
    commitToScreen,
  };
}

function sumWith(counts: Figures["counts"], prefix: string): number {
  let sum = 0;
  for (const [name, by] of Object.entries(counts)) if (name.startsWith(prefix)) sum += by;
  return sum;
}
