// Arithmetic on calendar days, by the library's rules.
import { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "../../domain/instant.ts";

export function plusDays(day: CalendarDay, days: number): CalendarDay {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

export function plusMonths(day: CalendarDay, months: number): CalendarDay {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Monday = 1 to Sunday = 7. */
export function weekdayOf(day: CalendarDay): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
