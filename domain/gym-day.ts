// The gym-day: a site's own day, from its chosen hour to the same hour of the next calendar day,
// in the site's own zone. A day with a daylight-saving change has 23 or 25 hours.
import { Temporal } from "temporal-polyfill";
import type { CalendarDay, Instant } from "./instant.ts";
import { instantAt } from "./instant.ts";

/** What a site's days are measured by. */
export interface SiteClock {
  /** IANA name, such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** Local time `HH:MM` at which the gym-day turns, usually while the gym is closed. */
  readonly gymDayStartsAt: string;
}

/** One gym-day with its exact bounds: from `startsAt` up to, not including, `endsAt`. */
export interface GymDay {
  readonly day: CalendarDay;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A weekday, Monday = 1 to Sunday = 7, and minutes since local midnight. */
export interface LocalMoment {
  readonly weekday: number;
  readonly minuteOfDay: number;
  readonly date: CalendarDay;
}

/** The gym-day that an instant belongs to. */
export function gymDayAt(instant: Instant, clock: SiteClock): GymDay {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(clock.timeZone);
  const start = Temporal.PlainTime.from(clock.gymDayStartsAt);
  const today = local.toPlainDate();
  const candidate = boundsOf(today, start, clock.timeZone);
  if (instant < candidate.startsAt)
    return boundsOf(today.subtract({ days: 1 }), start, clock.timeZone);
  if (instant >= candidate.endsAt) return boundsOf(today.add({ days: 1 }), start, clock.timeZone);
  return candidate;
}

/** The bounds of a gym-day known by its name. */
export function gymDayNamed(day: CalendarDay, clock: SiteClock): GymDay {
  return boundsOf(
    Temporal.PlainDate.from(day),
    Temporal.PlainTime.from(clock.gymDayStartsAt),
    clock.timeZone,
  );
}

/** What the clock on the site's wall shows at an instant. */
export function localMoment(instant: Instant, timeZone: string): LocalMoment {
  // What is decided together is decided at one moment: its reading is remembered.
  if (lastRead?.instant === instant && lastRead.timeZone === timeZone) return lastRead.moment;
  const moment = readMoment(instant, timeZone);
  lastRead = { instant, timeZone, moment };
  return moment;
}

let lastRead: { instant: Instant; timeZone: string; moment: LocalMoment } | null = null;

function readMoment(instant: Instant, timeZone: string): LocalMoment {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return {
    weekday: local.dayOfWeek,
    minuteOfDay: local.hour * 60 + local.minute,
    date: local.toPlainDate().toString(),
  };
}

/** The instant at which a site's clock shows a local date and time (`2015-02-02T08:11`). */
export function instantOfLocal(localDateTime: string, timeZone: string): Instant {
  const local = Temporal.PlainDateTime.from(localDateTime);
  return instantAt(local.toZonedDateTime(timeZone).epochMilliseconds);
}

/** True for a zone name that this machine's time-zone data knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** True when an instant lies within a gym-day. */
export function isWithin(instant: Instant, day: GymDay): boolean {
  return instant >= day.startsAt && instant < day.endsAt;
}

function boundsOf(date: Temporal.PlainDate, start: Temporal.PlainTime, timeZone: string): GymDay {
  const from = date.toZonedDateTime({ timeZone, plainTime: start });
  const to = date.add({ days: 1 }).toZonedDateTime({ timeZone, plainTime: start });
  return {
    day: date.toString(),
    startsAt: instantAt(from.epochMilliseconds),
    endsAt: instantAt(to.epochMilliseconds),
  };
}
