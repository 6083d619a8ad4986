// The local time of a site as `HH:MM`, whatever way the reader writes times, and in the reader's way.
import { minuteOf } from "../../domain/week-hours.ts";
import { writtenLocale } from "../words/wording.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

export function localTimeOf(ms: number, timeZone: string): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-GB", {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone,
    });
    formats.set(timeZone, format);
  }
  return format.format(ms);
}

const locale = writtenLocale(globalThis.navigator?.languages ?? []);
const clockFormat = new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone: "UTC" });
const hourFormat = new Intl.DateTimeFormat(locale, { hour: "numeric", timeZone: "UTC" });

/** `18:15` or `6:15 PM`, of `18:15`. */
export function writeLocalTime(at: string): string {
  return at === "" ? "" : clockFormat.format(minuteOf(at) * 60_000);
}

/** `18:00` or `6 PM`, of `18:00`: where there is little room. */
export function writeHour(at: string): string {
  const isHalfDay = hourFormat.resolvedOptions().hour12 === true;
  return isHalfDay ? hourFormat.format(minuteOf(at) * 60_000) : writeLocalTime(at);
}
