import { describe, expect, test } from "vitest";
import { median, medianRatio, percentile } from "./percentile.ts";

const HUNDRED = Array.from({ length: 100 }, (_, index) => 100 - index);

describe("few numbers for many", () => {
  test.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])("[BENCH-1] of 1 to 100 the share %d lies at or below %d", (share, expected) => {
    expect(percentile(HUNDRED, share)).toBe(expected);
  });

  test("[BENCH-1] the middle of an even count is the mean of two", () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([9, 1, 5])).toBe(5);
  });

  test("[BENCH-1] of nothing there is no middle", () => {
    expect(median([])).toBeNaN();
    expect(percentile([], 0.5)).toBeNaN();
  });

  test("[BENCH-2] a machine that slows down half way does not move a ratio of rounds", () => {
    expect(medianRatio([1, 1, 10], [2, 2, 20])).toBe(0.5);
  });
});
