// The live view of a site: what every screen shows, kept by the same fold on the server and in the
// browser. One keeper owns a view and applies events to it in place, so that an event costs the same
// whether ten people are inside or a thousand.
import { assert, unreachable } from "./assert.ts";
import type { Numbered, SiteEvent } from "./event.ts";
import type { FeedLine } from "./feed.ts";
import { feedLineOf } from "./feed.ts";
import type { Site } from "./site.ts";
import type { Statistics } from "./statistics.ts";
import { evolveStatistics } from "./statistics.ts";
import type { OpenVisit } from "./visit.ts";
import { reopened } from "./visit.ts";

/** How many of the latest activities a view holds; older ones are asked for. */
export const FEED_LENGTH = 50;

export interface LiveView {
  site: Site;
  statistics: Statistics;
  /** Who is in, by the id of the visit. */
  readonly inside: Map<string, OpenVisit>;
  /** Newest first. */
  activities: readonly FeedLine[];
  /** The number of the last event applied. */
  seq: number;
}

/** A view as it travels: plain data. */
export interface LiveViewSnapshot {
  readonly site: Site;
  readonly statistics: Statistics;
  readonly inside: readonly OpenVisit[];
  readonly activities: readonly FeedLine[];
}

export function openView(snapshot: LiveViewSnapshot, seq: number): LiveView {
  return {
    site: snapshot.site,
    statistics: snapshot.statistics,
    inside: new Map(snapshot.inside.map((visit) => [visit.id, visit])),
    activities: snapshot.activities,
    seq,
  };
}

export function snapshotOf(view: LiveView): LiveViewSnapshot {
  const { site, statistics, inside, activities } = view;
  return { site, statistics, inside: [...inside.values()], activities };
}

/** Applies the next event; throws where it is not the next, since a gap may never pass silently. */
export function applyEvent(view: LiveView, event: Numbered<SiteEvent>): void {
  assert(event.seq === view.seq + 1, `event ${event.seq} after ${view.seq}`);
  view.seq = event.seq;
  view.statistics = evolveStatistics(view.statistics, event);
  const line = feedLineOf(event);
  if (line !== null) view.activities = [line, ...view.activities.slice(0, FEED_LENGTH - 1)];
  moveMember(view, event);
}

function moveMember(view: LiveView, event: SiteEvent): void {
  switch (event.type) {
    case "member_checked_in":
      view.inside.set(event.payload.id, event.payload);
      return;
    case "member_checked_out":
      view.inside.delete(event.payload.id);
      return;
    case "check_in_undone":
      view.inside.delete(event.payload.visit.id);
      return;
    case "check_out_undone":
      view.inside.set(event.payload.visit.id, reopened(event.payload.visit));
      return;
    case "site_changed":
      view.site = event.payload.site;
      return;
    case "check_in_refused":
    case "gym_day_began":
      return;
    default:
      unreachable(event);
  }
}
