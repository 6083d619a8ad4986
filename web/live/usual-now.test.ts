import { describe, expect, it } from "vitest";
import type { UsualDay } from "../../protocol/http/gym.ts";
import { minuteOfGymDay, trendOf, usualAt } from "./usual-now.ts";

const two = (value: number) => String(value).padStart(2, "0");

/** A gym-day from 04:00 on which ten more come in every quarter of an hour. */
const usual: UsualDay = {
  computedAt: "2026-11-24T10:00:00.000Z",
  weekday: 2,
  days: 8,
  steps: Array.from({ length: 96 }, (_, step) => {
    const minute = (4 * 60 + step * 15) % (24 * 60);
    const at = `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
    const usualCheckIns = (step + 1) * 10;
    return { at, usualInside: step, usualCheckIns, inside: null, checkIns: null };
  }),
};

describe("the usual for this hour", () => {
  it("[SCREEN-13] is read off the gym-day, across midnight too", () => {
    expect(minuteOfGymDay(usual, "04:00")).toBe(0);
    expect(minuteOfGymDay(usual, "03:59")).toBe(23 * 60 + 59);
    expect(usualAt(usual, "04:00")?.checkIns).toBe(0);
    expect(usualAt(usual, "05:00")?.checkIns).toBe(40);
    expect(usualAt(usual, "00:00")?.checkIns).toBe(800);
  });

  it("[SCREEN-13] moves on minute by minute within a quarter of an hour", () => {
    expect(usualAt(usual, "05:06")?.checkIns).toBe(44);
  });

  it("[SCREEN-13] is not claimed from a single day", () => {
    expect(usualAt({ ...usual, days: 1 }, "12:00")).toBeNull();
  });

  it("[SCREEN-13] a difference of a tenth is as usual, a greater one is named", () => {
    expect(trendOf(53, 50).direction).toBe("same");
    expect(trendOf(2, 0).direction).toBe("same");
    expect(trendOf(61, 50)).toEqual({ direction: "above", by: 11, usual: 50 });
    expect(trendOf(30, 50)).toEqual({ direction: "below", by: 20, usual: 50 });
  });
});
