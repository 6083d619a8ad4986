// The last twelve months as columns of weeks, with the visits of each day.
import type { CalendarDay } from "../../domain/instant.ts";
import { plusDays, weekdayOf } from "../parts/calendar.ts";

export interface DayCount {
  readonly day: CalendarDay;
  readonly count: number;
}

export interface YearOfDays {
  /** Each from Monday to Sunday; the last one may be shorter. */
  readonly weeks: readonly (readonly DayCount[])[];
  readonly visits: number;
  readonly daysWithVisit: number;
  /** Of the weeks in which a month begins: `[week, month]`, January = 1. */
  readonly months: readonly (readonly [week: number, month: number])[];
}

const WEEKS = 53;

export function firstDayOfYear(today: CalendarDay): CalendarDay {
  return plusDays(today, 1 - weekdayOf(today) - (WEEKS - 1) * 7);
}

export function yearOfDays(today: CalendarDay, visitDays: readonly CalendarDay[]): YearOfDays {
  const counts = new Map<CalendarDay, number>();
  for (const day of visitDays) counts.set(day, (counts.get(day) ?? 0) + 1);
  const first = firstDayOfYear(today);
  const days: DayCount[] = [];
  for (let day = first; day <= today; day = plusDays(day, 1)) {
    days.push({ day, count: counts.get(day) ?? 0 });
  }
  const weeks = Array.from({ length: WEEKS }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return {
    weeks,
    visits: days.reduce((sum, { count }) => sum + count, 0),
    daysWithVisit: days.filter(({ count }) => count > 0).length,
    months: monthsOf(weeks),
  };
}

function monthsOf(weeks: YearOfDays["weeks"]): YearOfDays["months"] {
  return weeks.flatMap((week, index) => {
    const begin = week.find(({ day }) => day.endsWith("-01"));
    return begin === undefined ? [] : [[index, Number(begin.day.slice(5, 7))] as const];
  });
}
