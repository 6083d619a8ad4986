import { expect, test } from "vitest";
import { flatnessOf } from "./flat.ts";
import type { Measured } from "./flat.ts";

/** An hour in steps of twenty seconds. */
function hourOf(heapKb: (minute: number) => number): readonly Measured[] {
  return Array.from({ length: 180 }, (_, index) => {
    const minute = (index + 1) / 3;
    return { minute, heapKb: heapKb(minute), residentKb: heapKb(minute) + 100_000 };
  });
}

test("[CHAOS-1] a memory that fills, is cut back and fills again is flat", () => {
  const { verdict, heapKbPerMinute } = flatnessOf(
    hourOf((minute) => 40_000 + 8_000 * ((minute / 1.37) % 1)),
  );
  expect(verdict).toBe("flat");
  expect(Math.abs(heapKbPerMinute)).toBeLessThan(30);
});

test("[CHAOS-1] a warm-up is not held against it, what grows after it is", () => {
  expect(flatnessOf(hourOf((minute) => 60_000 - 30_000 / (1 + minute ** 2))).verdict).toBe("flat");
  expect(flatnessOf(hourOf((minute) => 40_000 + 100 * minute)).verdict).toBe("growing");
});

test("[CHAOS-1] some minutes say nothing", () => {
  expect(flatnessOf(hourOf(() => 40_000).slice(0, 30)).verdict).toBe("too short to say");
});
