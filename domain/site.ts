// A site is one gym with one clock; a door is a place at it where people are checked.
import type { SiteClock } from "./gym-day.ts";
import type { WeekHours } from "./week-hours.ts";

export const CHANNELS = ["desk", "kiosk", "turnstile", "app"] as const;
export type Channel = (typeof CHANNELS)[number];

export const TIMELINES = ["live", "replay"] as const;
/**
 * `live`: the site's days turn with the wall clock.
 * `replay`: they turn with the recorded moments that are played into it, whatever the year.
 */
export type Timeline = (typeof TIMELINES)[number];

export interface Site extends SiteClock {
  readonly id: string;
  readonly name: string;
  readonly hours: WeekHours;
  /** The most people allowed inside at once; no number means no limit. */
  readonly capacity: number | null;
  readonly timeline: Timeline;
}

export interface Door {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly channel: Channel;
  /** The part of the site behind the door, when the site is divided. */
  readonly zone: string | null;
}

/** Where something happened, as every activity carries it; the site is the stream it is in. */
export interface Location {
  readonly doorId: string;
  readonly door: string;
  readonly zone: string | null;
}

export function locationOf(door: Door): Location {
  return { doorId: door.id, door: door.name, zone: door.zone };
}
