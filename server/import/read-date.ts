// Dates as people write them. Whether 03/04 is in March or in April is told by the rest of the column.
import { Temporal } from "temporal-polyfill";
import type { CalendarDay } from "../../domain/instant.ts";

export type Order = "day-first" | "month-first";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const CLOCK = String.raw`(?:[ T]\d{1,2}:\d{2}.*)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-./])(\d{1,2})\2(\d{1,2})${CLOCK}$`);
const DOTTED = new RegExp(String.raw`^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})${CLOCK}$`);
const SLASHED = new RegExp(String.raw`^(\d{1,2})([-/])(\d{1,2})\2(\d{4}|\d{2})${CLOCK}$`);
const NAMED = /^(\d{1,2})[- ]([A-Za-z]{3})[a-z]*\.?[- ](\d{4}|\d{2})$/;

/** What the written dates of a column say about the order of day and month; null: nothing. */
export function orderOf(values: readonly string[]): Order | null {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const value of values) {
    const match = SLASHED.exec(value);
    if (match === null) continue;
    if (Number(match[1]) > 12) dayFirst += 1;
    if (Number(match[3]) > 12) monthFirst += 1;
  }
  if (dayFirst === monthFirst) return null;
  return dayFirst > monthFirst ? "day-first" : "month-first";
}

/** True for a date that is read otherwise in the other order. */
export function isOpen(value: string): boolean {
  const match = SLASHED.exec(value);
  if (match === null) return false;
  return Number(match[1]) <= 12 && Number(match[3]) <= 12 && match[1] !== match[3];
}

/** Null where it is no date. A year of two digits is never after `latestYear`. */
export function readDate(value: string, order: Order, latestYear: number): CalendarDay | null {
  const year = (digits: string | undefined): number => fullYear(digits ?? "", latestYear);
  const named = NAMED.exec(value);
  if (named !== null) {
    const month = MONTHS.indexOf((named[2] ?? "").toLowerCase()) + 1;
    return dayOf(year(named[3]), month, Number(named[1]));
  }
  const first = YEAR_FIRST.exec(value);
  if (first !== null) return dayOf(Number(first[1]), Number(first[3]), Number(first[4]));
  const dotted = DOTTED.exec(value);
  if (dotted !== null) return dayOf(year(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = SLASHED.exec(value);
  if (slashed === null) return null;
  const [a, b] = [Number(slashed[1]), Number(slashed[3])];
  return order === "day-first" ? dayOf(year(slashed[4]), b, a) : dayOf(year(slashed[4]), a, b);
}

function fullYear(digits: string, latestYear: number): number {
  if (digits.length === 4) return Number(digits);
  const century = Math.floor(latestYear / 100) * 100;
  const year = century + Number(digits);
  return year > latestYear ? year - 100 : year;
}

function dayOf(year: number, month: number, day: number): CalendarDay | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" }).toString();
  } catch {
    // There is no such day in the calendar.
    return null;
  }
}
