// What has happened at a site, in the past tense. An event carries all that a screen needs, so that
// folding it asks nobody anything.
import type { CalendarDay, Instant } from "./instant.ts";
import type { MemberBrief } from "./member.ts";
import type { Reason } from "./reason.ts";
import type { Channel, Location, Site } from "./site.ts";
import type { ClosedVisit, OpenVisit } from "./visit.ts";

/** Somebody stood at a door and was not let in. */
export interface Refusal {
  readonly id: string;
  readonly member: MemberBrief | null;
  readonly reasons: readonly Reason[];
  readonly at: Instant;
  readonly gymDay: CalendarDay;
  readonly location: Location;
  readonly channel: Channel;
  readonly by: string | null;
  readonly madeOffline: boolean;
}

export interface CheckInUndone {
  readonly id: string;
  readonly visit: OpenVisit;
  readonly at: Instant;
  readonly by: string | null;
  readonly madeOffline: boolean;
}

export interface CheckOutUndone {
  readonly id: string;
  /** The visit, closed as it was before the undo. */
  readonly visit: ClosedVisit;
  readonly at: Instant;
  readonly by: string | null;
  readonly madeOffline: boolean;
}

export interface GymDayBegan {
  readonly id: string;
  readonly day: CalendarDay;
  readonly at: Instant;
}

export interface SiteChanged {
  readonly id: string;
  readonly site: Site;
  readonly at: Instant;
}

export type SiteEvent =
  | { readonly type: "member_checked_in"; readonly payload: OpenVisit }
  | { readonly type: "member_checked_out"; readonly payload: ClosedVisit }
  | { readonly type: "check_in_refused"; readonly payload: Refusal }
  | { readonly type: "check_in_undone"; readonly payload: CheckInUndone }
  | { readonly type: "check_out_undone"; readonly payload: CheckOutUndone }
  | { readonly type: "gym_day_began"; readonly payload: GymDayBegan }
  | { readonly type: "site_changed"; readonly payload: SiteChanged };

export const ORGANISATION_EVENT_TYPES = [
  "member_changed",
  "plan_changed",
  "staff_changed",
  "sites_changed",
  "members_imported",
] as const;

/**
 * What has happened in the organisation: a screen that shows such a thing asks for it anew.
 * `id` is that of the member, plan, staff account or site that changed.
 */
export interface OrganisationEvent {
  readonly type: (typeof ORGANISATION_EVENT_TYPES)[number];
  readonly payload: { readonly id: string; readonly at: Instant };
}

export type LogEvent = SiteEvent | OrganisationEvent;

/** An event in its place: the stream it belongs to and its number there, from 1 without a gap. */
export type Numbered<E extends LogEvent = LogEvent> = E & {
  readonly stream: string;
  readonly seq: number;
};

export function isOrganisationEvent(event: LogEvent): event is OrganisationEvent {
  return (ORGANISATION_EVENT_TYPES as readonly string[]).includes(event.type);
}
