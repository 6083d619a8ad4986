// The day that a site has now. Past midnight it is still the evening's, until the gym-day turns.
import type { SiteClock } from "../../domain/gym-day.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import { plusDays } from "./calendar.ts";

export function gymToday(
  { timeZone, gymDayStartsAt }: SiteClock,
  moment: Date = new Date(),
): CalendarDay {
  // Swedish writes a moment as `2026-11-24 23:15`.
  const format = { timeZone, dateStyle: "short", timeStyle: "short" } as const;
  const [day = "", clock = ""] = new Intl.DateTimeFormat("sv-SE", format).format(moment).split(" ");
  return clock < gymDayStartsAt ? plusDays(day, -1) : day;
}
