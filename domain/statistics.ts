// The day in numbers, folded event by event: the cost of an event is the same whatever the history.
import { unreachable } from "./assert.ts";
import type { SiteEvent } from "./event.ts";
import type { CalendarDay, Instant } from "./instant.ts";
import type { ClosedVisit } from "./visit.ts";
import { isExitSeen } from "./visit.ts";

export interface Statistics {
  /** The gym-day the figures are of; null before the first. */
  readonly gymDay: CalendarDay | null;
  readonly currentlyIn: number;
  readonly todayTotal: number;
  readonly uniqueToday: number;
  readonly refusedToday: number;
  readonly checkOutsToday: number;
  /** Stays of today whose exit was scanned or told; guesses are left out. */
  readonly stays: { readonly count: number; readonly minutes: number };
  readonly busiest: { readonly count: number; readonly at: Instant } | null;
  /** When the last event happened. */
  readonly asOf: Instant | null;
}

export const EMPTY_STATISTICS: Statistics = {
  gymDay: null,
  currentlyIn: 0,
  todayTotal: 0,
  uniqueToday: 0,
  refusedToday: 0,
  checkOutsToday: 0,
  stays: { count: 0, minutes: 0 },
  busiest: null,
  asOf: null,
};

/** Whole minutes; null before anybody left. */
export function averageStayMinutes({ stays }: Statistics): number | null {
  return stays.count === 0 ? null : Math.round(stays.minutes / stays.count);
}

export function evolveStatistics(now: Statistics, event: SiteEvent): Statistics {
  switch (event.type) {
    case "member_checked_in": {
      const { checkInTime: at, gymDay, firstToday } = event.payload;
      const currentlyIn = now.currentlyIn + 1;
      if (gymDay !== now.gymDay) return { ...now, currentlyIn };
      return {
        ...now,
        currentlyIn,
        todayTotal: now.todayTotal + 1,
        uniqueToday: now.uniqueToday + (firstToday ? 1 : 0),
        busiest: busierOf(now, currentlyIn, at),
        asOf: at,
      };
    }
    case "member_checked_out":
      return withCheckOut({ ...now, currentlyIn: now.currentlyIn - 1 }, event.payload, 1);
    case "check_in_refused": {
      const { gymDay, at } = event.payload;
      if (gymDay !== now.gymDay) return now;
      return { ...now, refusedToday: now.refusedToday + 1, asOf: at };
    }
    case "check_in_undone": {
      const { visit, at } = event.payload;
      const currentlyIn = now.currentlyIn - 1;
      if (visit.gymDay !== now.gymDay) return { ...now, currentlyIn };
      return {
        ...now,
        currentlyIn,
        todayTotal: now.todayTotal - 1,
        uniqueToday: now.uniqueToday - (visit.firstToday ? 1 : 0),
        asOf: at,
      };
    }
    case "check_out_undone": {
      const { visit, at, madeOffline } = event.payload;
      const currentlyIn = now.currentlyIn + 1;
      // What a desk tells late of an earlier day brings nobody in today: their exit follows.
      if (madeOffline && visit.gymDay !== now.gymDay) return { ...now, currentlyIn };
      const busiest = busierOf(now, currentlyIn, at);
      return { ...withCheckOut({ ...now, currentlyIn, busiest }, visit, -1), asOf: at };
    }
    case "gym_day_began":
      return {
        ...EMPTY_STATISTICS,
        gymDay: event.payload.day,
        currentlyIn: now.currentlyIn,
        asOf: event.payload.at,
      };
    case "site_changed":
      return now;
    default:
      return unreachable(event);
  }
}

function busierOf({ busiest }: Statistics, count: number, at: Instant): Statistics["busiest"] {
  return busiest === null || count > busiest.count ? { count, at } : busiest;
}

function withCheckOut(now: Statistics, visit: ClosedVisit, sign: 1 | -1): Statistics {
  if (visit.gymDay !== now.gymDay) return now;
  const counted = isExitSeen(visit) ? sign : 0;
  return {
    ...now,
    checkOutsToday: now.checkOutsToday + sign,
    stays: {
      count: now.stays.count + counted,
      minutes: now.stays.minutes + counted * visit.durationMinutes,
    },
    asOf: visit.checkOutTime,
  };
}
