import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LogHistogram } from "./log-histogram.ts";

const times = fc.array(fc.double({ min: 0.05, max: 400_000, noNaN: true }), { minLength: 1 });

function holding(all: readonly number[]): LogHistogram {
  const histogram = new LogHistogram();
  for (const ms of all) histogram.add(ms);
  return histogram;
}

describe("times in buckets", () => {
  it("[LIVE-1] any percentile is within five per cent of the exact one", () => {
    fc.assert(
      fc.property(times, fc.constantFrom(0.5, 0.95, 0.99), (all, share) => {
        const sorted = all.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
        const said = holding(all).percentile(share) ?? 0;
        expect(Math.abs(said - exact) / exact).toBeLessThan(0.05);
      }),
    );
  });

  it("[LIVE-1] two of them add up to one, also as they are stored", () => {
    fc.assert(
      fc.property(times, times, (some, others) => {
        const both = holding([...some, ...others]);
        const added = holding(some);
        added.addAll(holding(others));
        const read = new LogHistogram();
        read.addStored(holding(some).stored());
        read.addStored(JSON.parse(JSON.stringify(holding(others).stored())) as readonly number[]);
        expect(added.stored()).toEqual(both.stored());
        expect(read.summary()).toEqual(both.summary());
      }),
    );
  });

  it("[LIVE-1] what was never measured has no percentile, and what cannot be counts as least", () => {
    expect(new LogHistogram().summary()).toEqual({ count: 0, p50: null, p95: null, p99: null });
    const odd = holding([-5, Number.NaN, 0, 1e12]);
    expect(odd.count).toBe(4);
    expect(odd.percentile(0.5)).toBeLessThan(0.05);
    expect(odd.percentile(1)).toBeGreaterThan(500_000);
  });
});
