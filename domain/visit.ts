// A visit: from check-in to check-out. Events carry the whole visit, so that a screen needs no other source.
import { laterOf, minutesBetween } from "./instant.ts";
import type { CalendarDay, Instant } from "./instant.ts";
import type { MemberBrief } from "./member.ts";
import type { Reason, Verdict } from "./reason.ts";
import type { Channel, Location } from "./site.ts";

export const CHECK_OUT_WAYS = ["scanned", "staff", "automatic", "moved"] as const;
/**
 * `automatic` and `moved` are guesses where nobody scanned the exit: the day turned, or the member came
 * in at another site.
 */
export type CheckOutWay = (typeof CHECK_OUT_WAYS)[number];

/** Someone inside. */
export interface OpenVisit {
  readonly id: string;
  readonly member: MemberBrief;
  /** When it happened at the door. */
  readonly checkInTime: Instant;
  /** The gym-day it counts for. */
  readonly gymDay: CalendarDay;
  readonly location: Location;
  readonly channel: Channel;
  /** What the desk was warned of when letting the member in. */
  readonly alerts: readonly Reason[];
  /** The staff account that did it; null where no person did. */
  readonly by: string | null;
  /** True when it is the member's first visit to the site on the gym-day. */
  readonly firstToday: boolean;
  /** True where a desk let them in by itself while the server was away. */
  readonly madeOffline: boolean;
}

/** Someone who left. */
export interface ClosedVisit extends OpenVisit {
  readonly checkOutTime: Instant;
  /** The door they left by; the one they came in by where nobody saw them leave by another. */
  readonly checkOutLocation: Location;
  /** Full minutes of elapsed time, right across midnight and daylight saving. */
  readonly durationMinutes: number;
  readonly how: CheckOutWay;
  /** True where a desk saw them leave while the server was away. */
  readonly leftOffline: boolean;
}

export type Visit = OpenVisit | ClosedVisit;

export function isClosed(visit: Visit): visit is ClosedVisit {
  return "checkOutTime" in visit;
}

/** False for a guess: nobody saw them leave, so the length of the stay enters no average. */
export function isExitSeen({ how }: ClosedVisit): boolean {
  return how === "scanned" || how === "staff";
}

export interface End {
  readonly at: Instant;
  /** Null where nobody says by which door: it is then the one they came in by. */
  readonly location: Location | null;
  readonly how: CheckOutWay;
  readonly leftOffline: boolean;
}

/** The visit, ended; an end before its beginning is taken for its beginning. */
export function closed(visit: OpenVisit, { at, location, how, leftOffline }: End): ClosedVisit {
  const checkOutTime = laterOf(at, visit.checkInTime);
  const durationMinutes = minutesBetween(visit.checkInTime, checkOutTime);
  const checkOutLocation = location ?? visit.location;
  return { ...visit, checkOutTime, checkOutLocation, durationMinutes, how, leftOffline };
}

/** The visit as it was before it was closed. */
export function reopened(visit: ClosedVisit): OpenVisit {
  const {
    checkOutTime: _time,
    checkOutLocation: _location,
    durationMinutes: _minutes,
    how: _how,
    leftOffline: _offline,
    ...open
  } = visit;
  return open;
}

/** What the gym said to a command at the door, admissions and refusals alike. */
export interface Decision {
  readonly id: string;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  /** Whom it was about, when that is known. */
  readonly member: MemberBrief | null;
  readonly at: Instant;
}
