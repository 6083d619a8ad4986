// What is counted and measured within a second, a minute or a day, and how two of these add up.
import type { TimeSummary } from "../../protocol/http/realtime.ts";
import { LogHistogram } from "./log-histogram.ts";
import type { StoredHistogram } from "./log-histogram.ts";

/**
 * How often something happened. Names with a part behind a colon, such as `reset:log-pruned` or
 * `closed:1013`, are one kind by reason.
 */
export type Counts = Readonly<Record<string, number>>;

/** `sendToVerdict` is what the desks themselves measured. */
export const TIMES = ["scanToDecision", "commitToScreen", "sendToVerdict"] as const;
export type TimeName = (typeof TIMES)[number];

/** What stands at some height at any moment; of a span of time its highest. */
export const PEAKS = ["clients", "loopDelayMs", "rssBytes", "poolWaiting", "poolOpen"] as const;
export type PeakName = (typeof PEAKS)[number];

export interface StoredFigures {
  readonly counts: Counts;
  readonly times: Readonly<Partial<Record<TimeName, StoredHistogram>>>;
  readonly peaks: Readonly<Partial<Record<PeakName, number>>>;
}

export class Figures {
  readonly counts: Record<string, number> = {};
  readonly peaks: Partial<Record<PeakName, number>> = {};
  readonly #times: Partial<Record<TimeName, LogHistogram>> = {};

  count(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by;
  }

  time(name: TimeName, ms: number, times = 1): void {
    this.times(name).add(ms, times);
  }

  peak(name: PeakName, height: number): void {
    this.peaks[name] = Math.max(height, this.peaks[name] ?? 0);
  }

  times(name: TimeName): LogHistogram {
    return (this.#times[name] ??= new LogHistogram());
  }

  add(other: Figures): void {
    for (const [name, by] of Object.entries(other.counts)) this.count(name, by);
    for (const name of PEAKS) {
      const height = other.peaks[name];
      if (height !== undefined) this.peak(name, height);
    }
    for (const name of TIMES) {
      const times = other.#times[name];
      if (times !== undefined) this.times(name).addAll(times);
    }
  }

  addStored(stored: StoredFigures): void {
    for (const [name, by] of Object.entries(stored.counts)) this.count(name, by);
    for (const name of PEAKS) {
      const height = stored.peaks[name];
      if (height !== undefined) this.peak(name, height);
    }
    for (const name of TIMES) this.times(name).addStored(stored.times[name] ?? []);
  }

  summaries(): Readonly<Record<TimeName, TimeSummary>> {
    return {
      scanToDecision: this.times("scanToDecision").summary(),
      commitToScreen: this.times("commitToScreen").summary(),
      sendToVerdict: this.times("sendToVerdict").summary(),
    };
  }

  stored(): StoredFigures {
    const times: Partial<Record<TimeName, StoredHistogram>> = {};
    for (const name of TIMES) {
      const measured = this.#times[name];
      if (measured !== undefined && measured.count > 0) times[name] = measured.stored();
    }
    return { counts: { ...this.counts }, times, peaks: { ...this.peaks } };
  }
}
