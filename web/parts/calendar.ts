// Sums with calendar days, which know no clock and no zone.
import type { CalendarDay } from "../../domain/instant.ts";

export function plusDays(day: CalendarDay, days: number): CalendarDay {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The same day some months on; the last of the month where that month is shorter. */
export function plusMonths(day: CalendarDay, months: number): CalendarDay {
  const date = new Date(`${day}T00:00:00Z`);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, last));
  return date.toISOString().slice(0, 10);
}

/** The last day of a membership that lasts so many months. */
export function endAfterMonths(start: CalendarDay, months: number): CalendarDay {
  return plusDays(plusMonths(start, months), -1);
}

/** Monday = 1 to Sunday = 7. */
export function weekdayOf(day: CalendarDay): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Full years from one day to another. */
export function yearsBetween(from: CalendarDay, to: CalendarDay): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
