// How days, times, lengths and money are written on a screen. Times are those of the site's own clock.
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import type { Wording } from "../../domain/reason.ts";
import { EN_PARTS } from "./en-parts.ts";

export interface ScreenWording extends Wording {
  /** `14:05`, with the day before it where it is not today's. */
  time(instant: Instant): string;
  clock(instant: Instant): string;
  dayAndClock(instant: Instant): string;
  /** As `time`, saying so where it is today. */
  when(instant: Instant): string;
}

/** Until somebody is signed in, and as a gym begins. */
const FIRST_CURRENCY = "EUR";

/** The reader's own way of writing dates, as long as it is in the language of the words around it. */
export function writtenLocale(languages: readonly string[]): string {
  return languages.find((language) => language.startsWith("en")) ?? "en-GB";
}

const locale = writtenLocale(globalThis.navigator?.languages ?? []);
const dayText = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
const monthText = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
let moneyText = moneyIn(FIRST_CURRENCY);
const countText = new Intl.NumberFormat(locale);
const zones = new Map<string, ScreenWording>();

export function writeDay(day: CalendarDay): string {
  return dayText.format(new Date(`${day}T00:00:00Z`));
}

/** `Jan` for 1. */
export function writeMonth(month: number): string {
  return monthText.format(new Date(Date.UTC(2026, month - 1, 1)));
}

function moneyIn(currency: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: "currency", currency });
}

/** One gym, one currency: from here on amounts are written in it. */
export function writeMoneyIn(currency: string): void {
  if (moneyText.resolvedOptions().currency !== currency) moneyText = moneyIn(currency);
}

export function writeMoney(cents: number): string {
  return moneyText.format(cents / 100);
}

export function writeCount(count: number): string {
  return countText.format(count);
}

/** `45 min`, `1 h 05 min`. */
export function writeMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours === 0 ? `${rest} min` : `${hours} h ${String(rest).padStart(2, "0")} min`;
}

/** How long to wait: `45 s`, `15 min`. */
export function writeWait(seconds: number): string {
  return seconds <= 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

/** The wording of a site; without a zone that of this computer. */
export function wordingIn(timeZone?: string): ScreenWording {
  const known = zones.get(timeZone ?? "");
  if (known !== undefined) return known;
  const made = makeWording(timeZone);
  zones.set(timeZone ?? "", made);
  return made;
}

/** The calendar day that a zone's wall shows at a moment. */
export function dayIn(timeZone: string | undefined, moment: Date = new Date()): CalendarDay {
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(moment);
}

function makeWording(timeZone: string | undefined): ScreenWording {
  const clockFormat = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone });
  const bothFormat = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  const clock = (instant: Instant) => clockFormat.format(new Date(instant));
  const dayAndClock = (instant: Instant) => bothFormat.format(new Date(instant));
  const isToday = (instant: Instant) => dayIn(timeZone, new Date(instant)) === dayIn(timeZone);
  return {
    day: writeDay,
    money: writeMoney,
    clock,
    dayAndClock,
    time: (instant) => (isToday(instant) ? clock(instant) : dayAndClock(instant)),
    when: (instant) => (isToday(instant) ? EN_PARTS.today(clock(instant)) : dayAndClock(instant)),
  };
}
