// Hours of a week: when a site is open, when a plan lets its members in.
import type { LocalMoment } from "./gym-day.ts";

/** From and to are local `HH:MM`; `to` may be `24:00`; a window that ends before it begins runs past midnight. */
export interface HoursWindow {
  /** Weekdays it holds on, Monday = 1 to Sunday = 7. */
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

/** No list means always. */
export type WeekHours = readonly HoursWindow[] | null;

export function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** True when the hours hold at a local moment. */
export function covers(hours: WeekHours, moment: LocalMoment): boolean {
  if (hours === null) return true;
  return hours.some((window) => isInWindow(window, moment));
}

function isInWindow(window: HoursWindow, moment: LocalMoment): boolean {
  const from = minuteOf(window.from);
  const to = minuteOf(window.to);
  const { weekday, minuteOfDay } = moment;
  if (from < to) return window.days.includes(weekday) && minuteOfDay >= from && minuteOfDay < to;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return (
    (window.days.includes(weekday) && minuteOfDay >= from) ||
    (window.days.includes(yesterday) && minuteOfDay < to)
  );
}
