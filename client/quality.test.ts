import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quality } from "./quality.ts";

describe("[CLIENT-30] the quality of a connection", () => {
  test.each([
    ["nothing measured yet", null, null, 0, 100],
    ["a good one in the house", 3, 1, 0, 100],
    ["50 ms and 10 ms go unnoticed", 50, 10, 0, 100],
    ["each 10 ms more cost a point", 150, 10, 0, 90],
    ["latency costs 40 at most", 5_000, 0, 0, 60],
    ["each 5 ms of jitter more cost a point", 20, 60, 0, 90],
    ["jitter costs 20 at most", 20, 900, 0, 80],
    ["a heartbeat of twenty lost costs 4", 20, 0, 0.05, 96],
    ["half of them lost cost 40", 20, 0, 0.5, 60],
    ["all at their worst", 9_000, 9_000, 1, 0],
  ] as const)("%s", (_name, latencyMs, jitterMs, lostShare, expected) => {
    expect(quality({ latencyMs, jitterMs, lostShare })).toBe(expected);
  });

  test("is never better for a worse figure, and stays between 0 and 100", () => {
    const ms = fc.nat(10_000);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(ms, ms, share, ms, ms, share, (latencyMs, jitterMs, lostShare, a, b, c) => {
        const one = quality({ latencyMs, jitterMs, lostShare });
        const worse = quality({
          latencyMs: latencyMs + a,
          jitterMs: jitterMs + b,
          lostShare: Math.min(1, lostShare + c),
        });
        expect(worse).toBeLessThanOrEqual(one);
        expect(worse).toBeGreaterThanOrEqual(0);
        expect(one).toBeLessThanOrEqual(100);
      }),
    );
  });
});
