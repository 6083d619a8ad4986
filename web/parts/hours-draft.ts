// Hours of a week while they are being typed: rows that may still be incomplete.
import type { HoursWindow, WeekHours } from "../../domain/week-hours.ts";
import { EN_PARTS } from "../words/en-parts.ts";

export interface HoursRow {
  /** Tells rows apart on the screen; means nothing else. */
  readonly key: number;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
}

export interface HoursDraft {
  readonly isAlways: boolean;
  readonly rows: readonly HoursRow[];
}

const WORKDAYS = [1, 2, 3, 4, 5];
const WEEKEND = [6, 7];
const USUAL: readonly HoursRow[] = [
  { key: 1, days: WORKDAYS, from: "06:00", to: "22:00" },
  { key: 2, days: WEEKEND, from: "08:00", to: "20:00" },
];

export function draftOf(hours: WeekHours): HoursDraft {
  if (hours === null) return { isAlways: true, rows: USUAL };
  return {
    isAlways: false,
    rows: hours.map((window, index) => ({
      ...window,
      key: index + 1,
      // A time field has no 24:00; the end of the day is shown as 00:00.
      to: window.to === "24:00" ? "00:00" : window.to,
    })),
  };
}

export function usualHours(): HoursDraft {
  return { isAlways: false, rows: USUAL };
}

export function withRow(draft: HoursDraft): HoursDraft {
  const key = Math.max(0, ...draft.rows.map((row) => row.key)) + 1;
  const taken = new Set(draft.rows.flatMap((row) => row.days));
  const free = [...WORKDAYS, ...WEEKEND].filter((day) => !taken.has(day));
  return { ...draft, rows: [...draft.rows, { key, days: free, from: "06:00", to: "22:00" }] };
}

/** What is wrong with a row, or null. */
export function faultOf(row: HoursRow): string | null {
  if (row.days.length === 0) return EN_PARTS.hours.noDays;
  if (row.from === "" || row.to === "") return EN_PARTS.hours.noTime;
  if (row.from === row.to && row.from !== "00:00") return EN_PARTS.hours.sameTime;
  return null;
}

export function isSound(draft: HoursDraft): boolean {
  return draft.isAlways || draft.rows.every((row) => faultOf(row) === null);
}

export function weekHoursOf(draft: HoursDraft): WeekHours {
  if (draft.isAlways || draft.rows.length === 0) return null;
  return draft.rows.map((row): HoursWindow => ({
    days: row.days.toSorted((a, b) => a - b),
    from: row.from,
    to: row.to === "00:00" ? "24:00" : row.to,
  }));
}

/** `Mon–Fri 06:00–22:00 · Sat, Sun 08:00–20:00`. */
export function writeHours(hours: WeekHours): string {
  if (hours === null) return EN_PARTS.hours.always;
  return hours.map(({ days, from, to }) => `${writeDays(days)} ${from}–${to}`).join(" · ");
}

function writeDays(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => a - b);
  const first = sorted[0] ?? 1;
  const last = sorted.at(-1) ?? 1;
  if (sorted.length === 7) return EN_PARTS.hours.everyDay;
  const name = (day: number) => EN_PARTS.hours.days[day - 1] ?? "";
  const isRun = sorted.length > 2 && last - first === sorted.length - 1;
  return isRun ? `${name(first)}–${name(last)}` : sorted.map(name).join(", ");
}
