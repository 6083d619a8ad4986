import { describe, expect, test } from "vitest";
import { drawArrivals } from "./arrivals.ts";

describe("when people arrive", () => {
  test("[BENCH-7] arrivals rise, keep to their rate on average, and are the same for the same seed", () => {
    const arrivals = drawArrivals(10_000, 1_000, 7);
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b));
    expect(arrivals.at(-1)).toBeGreaterThan(9_500);
    expect(arrivals.at(-1)).toBeLessThan(10_500);
    expect(drawArrivals(10_000, 1_000, 7)).toEqual(arrivals);
    expect(drawArrivals(10_000, 1_000, 8)).not.toEqual(arrivals);
  });
});
