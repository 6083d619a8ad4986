// The day turns. Whoever is still inside from an earlier day is checked out by a labelled guess, so
// that a forgotten exit never keeps a member from coming in again.
import type { SiteEvent } from "./event.ts";
import type { CalendarDay, Instant } from "./instant.ts";
import { closedByGuess } from "./decide-check-in.ts";
import type { OpenVisit } from "./visit.ts";

export interface Turn {
  readonly currentDay: CalendarDay | null;
  readonly inside: readonly OpenVisit[];
}

/** Nothing happens where the site is already in that day or a later one. */
export function beginGymDay(
  turn: Turn,
  to: { readonly id: string; readonly day: CalendarDay; readonly at: Instant },
): readonly SiteEvent[] {
  if (turn.currentDay !== null && turn.currentDay >= to.day) return [];
  const left = turn.inside
    .filter((visit) => visit.gymDay < to.day)
    .map((visit) => closedByGuess(visit, to.at))
    .map((visit): SiteEvent => ({ type: "member_checked_out", payload: visit }));
  return [...left, { type: "gym_day_began", payload: to }];
}
