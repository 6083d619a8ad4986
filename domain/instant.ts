// Moments. An instant is ISO 8601 in UTC with milliseconds, so that text order is time order and
// the value on the wire, in the log and on the screen is the same string.

/** ISO 8601 in UTC, always with milliseconds: `2026-11-24T10:07:00.000Z`. */
export type Instant = string;

/** A calendar day without a zone: `2026-11-24`. */
export type CalendarDay = string;

const MINUTE_MS = 60_000;

/** Milliseconds since 1970 of an instant. */
export function millis(instant: Instant): number {
  return Date.parse(instant);
}

/** The instant at some milliseconds since 1970. */
export function instantAt(ms: number): Instant {
  return new Date(ms).toISOString();
}

/** Adds minutes of elapsed time; daylight saving has no say in it. */
export function plusMinutes(instant: Instant, minutes: number): Instant {
  return instantAt(millis(instant) + minutes * MINUTE_MS);
}

/** Full minutes elapsed from one instant to another, never negative. */
export function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.floor((millis(to) - millis(from)) / MINUTE_MS));
}

export function earlierOf(a: Instant, b: Instant): Instant {
  return a <= b ? a : b;
}

export function laterOf(a: Instant, b: Instant): Instant {
  return a >= b ? a : b;
}
