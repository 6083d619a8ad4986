// What is usual at this very moment, read off the usual day, and how today stands beside it.
import type { UsualDay } from "../../protocol/http/gym.ts";
import { minuteOf } from "../../domain/week-hours.ts";

const DAY_MINUTES = 24 * 60;
const STEP_MINUTES = 15;
/** Fewer days than this say nothing about what is usual. */
const FEWEST_DAYS = 2;

export interface UsualNow {
  readonly inside: number;
  readonly checkIns: number;
}

/** Minutes since the gym-day began, of a local time `HH:MM`; a fraction where the minute has one. */
export function minuteOfGymDay(usual: UsualDay, localTime: string): number {
  const start = minuteOf(usual.steps[0]?.at ?? "00:00");
  return (minuteOf(localTime) - start + DAY_MINUTES) % DAY_MINUTES;
}

/** Null where too few days are known. Figures of a step hold at its end: between two it is a line. */
export function usualAt(usual: UsualDay, localTime: string): UsualNow | null {
  if (usual.days < FEWEST_DAYS) return null;
  const minute = minuteOfGymDay(usual, localTime);
  const index = Math.floor(minute / STEP_MINUTES);
  const step = usual.steps[index];
  if (step === undefined) return null;
  const before = usual.steps[index - 1];
  const part = (minute % STEP_MINUTES) / STEP_MINUTES;
  const between = (from: number, to: number) => Math.round(from + (to - from) * part);
  return {
    inside: between(before?.usualInside ?? 0, step.usualInside),
    checkIns: between(before?.usualCheckIns ?? 0, step.usualCheckIns),
  };
}

export interface Trend {
  readonly direction: "above" | "below" | "same";
  readonly by: number;
  readonly usual: number;
}

/** Within a tenth, or within two, is as usual. */
export function trendOf(count: number, usual: number): Trend {
  const by = Math.abs(count - usual);
  if (by <= Math.max(2, usual * 0.1)) return { direction: "same", by, usual };
  return { direction: count > usual ? "above" : "below", by, usual };
}
