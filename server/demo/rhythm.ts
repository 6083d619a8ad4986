// When people come to a gym: the curves of the day, the week and the year. The history is drawn from
// them, and the simulator asks them how many come at this hour.
import type { WeekHours } from "../../domain/week-hours.ts";
import type { SeededRandom } from "./seeded-random.ts";

export const DEMO_HOURS: WeekHours = [
  { days: [1, 2, 3, 4, 5], from: "06:00", to: "23:00" },
  { days: [6, 7], from: "08:00", to: "21:00" },
];

/** Check-ins on a day of average weekday and season; the tests hold the history to it. */
export const VISITS_PER_DAY = 300;

export interface Opening {
  readonly from: number;
  readonly to: number;
}

/** Minutes since local midnight. */
export function openingOn(weekday: number): Opening {
  return weekday <= 5 ? { from: 6 * 60, to: 23 * 60 } : { from: 8 * 60, to: 21 * 60 };
}

/** A hump of the day's curve: when most come, how far it spreads, how much of the day it holds. */
export interface Hump {
  readonly weight: number;
  readonly peak: number;
  readonly spread: number;
}

const WEEKDAY: readonly Hump[] = [
  { weight: 0.21, peak: 7 * 60 + 10, spread: 45 },
  { weight: 0.13, peak: 10 * 60, spread: 75 },
  { weight: 0.14, peak: 12 * 60 + 25, spread: 35 },
  { weight: 0.44, peak: 17 * 60 + 55, spread: 70 },
  { weight: 0.08, peak: 20 * 60 + 30, spread: 45 },
];
const WEEKEND: readonly Hump[] = [
  { weight: 0.55, peak: 10 * 60 + 30, spread: 75 },
  { weight: 0.33, peak: 15 * 60 + 30, spread: 90 },
  { weight: 0.12, peak: 18 * 60 + 15, spread: 55 },
];

export function humpsOf(weekday: number): readonly Hump[] {
  return weekday <= 5 ? WEEKDAY : WEEKEND;
}

const BY_WEEKDAY = [1.26, 1.18, 1.12, 1.07, 0.91, 0.79, 0.67];

/** How busy a weekday is against the average day; Monday = 1. */
export function weekdayFactor(weekday: number): number {
  return BY_WEEKDAY[weekday - 1] as number;
}

const BY_MONTH = [1.4, 1.24, 1.1, 1.0, 0.98, 0.91, 0.84, 0.75, 1.03, 1.06, 1.02, 0.87];
const QUIET_DAYS: Readonly<Record<string, number>> = {
  "01-01": 0.3,
  "12-24": 0.4,
  "12-25": 0.2,
  "12-26": 0.5,
  "12-31": 0.5,
};

/** How busy a date is against the average of the year: the new year's resolve, the empty August. */
export function seasonFactor(date: string): number {
  const month = Number(date.slice(5, 7)) - 1;
  const position = (Number(date.slice(8, 10)) - 15.5) / 31;
  const beside = (month + (position < 0 ? 11 : 1)) % 12;
  const here = BY_MONTH[month] as number;
  const there = BY_MONTH[beside] as number;
  const smooth = here + Math.abs(position) * (there - here) * (month === 0 ? 0 : 1);
  return smooth * (QUIET_DAYS[date.slice(5)] ?? 1);
}

/** The share of a day's arrivals that comes in one minute. */
export function densityAt(weekday: number, minuteOfDay: number): number {
  const opening = openingOn(weekday);
  if (minuteOfDay < opening.from || minuteOfDay > opening.to - LAST_ENTRY) return 0;
  return humpsOf(weekday).reduce((sum, { weight, peak, spread }) => {
    const away = (minuteOfDay - peak) / spread;
    return sum + (weight * Math.exp(-0.5 * away * away)) / (spread * Math.sqrt(2 * Math.PI));
  }, 0);
}

/** Nobody comes in the last minutes before closing. */
export const LAST_ENTRY = 25;

/** How many check-ins an hour are usual at a moment, at a gym of the demo's size. */
export function arrivalsPerHour(local: {
  readonly weekday: number;
  readonly minuteOfDay: number;
  readonly date: string;
}): number {
  const { weekday, minuteOfDay, date } = local;
  const day = VISITS_PER_DAY * weekdayFactor(weekday) * seasonFactor(date);
  return day * densityAt(weekday, minuteOfDay) * 60;
}

/** How long a stay lasts, in minutes; `pace` is the person's own. */
export function drawStay(random: SeededRandom, pace: number): number {
  return Math.min(210, Math.max(12, random.logNormal(64 * pace, 0.33)));
}

/** The share of members who leave without scanning. */
export const FORGOTTEN_EXITS = 0.12;
