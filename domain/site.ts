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

export const OFFLINE_ADMITS = ["same-rules", "no-packs", "nobody"] as const;

export interface OfflinePolicy {
  /**
   * Whom a desk lets in by itself: whoever the rules admit, whoever they admit without taking a visit
   * from a pack, or nobody. Leaving is always open.
   */
  readonly admits: (typeof OFFLINE_ADMITS)[number];
  /** What the desk knows may be this old; beyond that it lets nobody in. */
  readonly bookMaxHours: number;
}

export const USUAL_OFFLINE_POLICY: OfflinePolicy = { admits: "same-rules", bookMaxHours: 24 };

const HOUR_MS = 60 * 60_000;

export function isBookTooOld({ bookMaxHours }: OfflinePolicy, ageMs: number): boolean {
  return ageMs > bookMaxHours * HOUR_MS;
}

export interface Door {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly channel: Channel;
  /** The part of the site behind the door, when the site is divided. */
  readonly zone: string | null;
  /** What it may do while the server is away. */
  readonly offline: OfflinePolicy;
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
