// Times in a fixed number of buckets, each an eighth of an octave wide: bounded memory for any number of
// them, percentiles within five per cent, and two histograms add up to one.
import type { TimeSummary } from "../../protocol/http/realtime.ts";

const LEAST_MS = 0.02;
const STEPS_AN_OCTAVE = 8;
/** From 0.02 ms to beyond ten minutes. */
const BUCKETS = 200;

/** Bucket and count by turns, as a histogram is stored and sent between servers. */
export type StoredHistogram = readonly number[];

export class LogHistogram {
  readonly #counts = new Uint32Array(BUCKETS);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Less than nothing, as where a clock was set back, counts as nothing. */
  add(ms: number, times = 1): void {
    this.#addTo(bucketOf(ms), times);
  }

  addStored(stored: StoredHistogram): void {
    for (let index = 0; index + 1 < stored.length; index += 2) {
      this.#addTo(stored[index] ?? 0, stored[index + 1] ?? 0);
    }
  }

  addAll(other: LogHistogram): void {
    const { length } = this.#counts;
    for (let bucket = 0; bucket < length; bucket += 1) {
      const times = other.#counts[bucket] ?? 0;
      if (times > 0) this.#addTo(bucket, times);
    }
  }

  stored(): StoredHistogram {
    return [...this.#counts.entries()].filter(([, times]) => times > 0).flat();
  }

  /** The time that this share of all stayed within; null where nothing was measured. */
  percentile(share: number): number | null {
    if (this.#count === 0) return null;
    const wanted = Math.max(1, Math.ceil(this.#count * share));
    let seen = 0;
    for (const [bucket, times] of this.#counts.entries()) {
      seen += times;
      if (seen >= wanted) return middleOf(bucket);
    }
    return null;
  }

  summary(): TimeSummary {
    return {
      count: this.#count,
      p50: this.percentile(0.5),
      p95: this.percentile(0.95),
      p99: this.percentile(0.99),
    };
  }

  #addTo(bucket: number, times: number): void {
    const known = this.#counts[bucket];
    if (known === undefined) return;
    this.#counts[bucket] = known + times;
    this.#count += times;
  }
}

function bucketOf(ms: number): number {
  if (!(ms > LEAST_MS)) return 0;
  return Math.min(BUCKETS - 1, 1 + Math.floor(Math.log2(ms / LEAST_MS) * STEPS_AN_OCTAVE));
}

/** In milliseconds, to three figures that mean something. */
function middleOf(bucket: number): number {
  const ms = bucket === 0 ? LEAST_MS / 2 : LEAST_MS * 2 ** ((bucket - 0.5) / STEPS_AN_OCTAVE);
  return Number(ms.toPrecision(3));
}
