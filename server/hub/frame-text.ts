// The texts of what is broadcast. Bodies of events come ready from the log; here they are only put together.
import type { SiteEvent, Numbered } from "../../domain/event.ts";
import { feedLineOf } from "../../domain/feed.ts";
import type { Instant } from "../../domain/instant.ts";
import type { LiveView } from "../../domain/live-view.ts";
import { snapshotOf } from "../../domain/live-view.ts";
import type { Location } from "../../domain/site.ts";
import { averageStayMinutes } from "../../domain/statistics.ts";
import type { ActivityPayload, Head, ResetReason, StatsPayload } from "../../protocol/down.ts";
import type { Topic } from "../../protocol/up.ts";
import { OLDEST_SPOKEN, PROTOCOL_VERSION } from "../../protocol/version.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { KeptEvent } from "./ring.ts";

function statsPayloadOf(view: LiveView, now: Instant): StatsPayload {
  const { statistics, site } = view;
  return {
    currentlyIn: statistics.currentlyIn,
    todayTotal: statistics.todayTotal,
    uniqueToday: statistics.uniqueToday,
    refusedToday: statistics.refusedToday,
    averageStayMinutes: averageStayMinutes(statistics),
    capacity: site.capacity,
    busiest: statistics.busiest,
    gymDay: statistics.gymDay,
    timestamp: now,
  };
}

export function statsText(type: "initial_stats" | "stats_update", view: LiveView, now: Instant) {
  return JSON.stringify({ type, payload: statsPayloadOf(view, now) });
}

const SPOKEN = { protocolVersion: PROTOCOL_VERSION, oldestSpoken: OLDEST_SPOKEN };

export function snapshotText(head: Head, view: LiveView, reason: ResetReason): string {
  const payload = { ...snapshotOf(view), reason, ...SPOKEN };
  return JSON.stringify({ type: "snapshot", ...head, payload });
}

export function resumedText(head: Head, from: number): string {
  return JSON.stringify({ type: "resumed", ...head, payload: { from, ...SPOKEN } });
}

/** What listeners of these topics hear of a range of events; null where that is nothing. */
export function rangeText(
  stream: string,
  topics: ReadonlySet<Topic>,
  events: readonly (LoggedEvent | KeptEvent)[],
  stats: string | null,
): string | null {
  const parts: string[] = [];
  for (const event of events) {
    if (topics.has("events")) parts.push(event.body);
    if (topics.has("activity")) {
      const text = activityText(event);
      if (text !== null) parts.push(text);
    }
  }
  if (stats !== null && topics.has("stats")) parts.push(stats);
  const [only] = parts;
  if (only === undefined) return null;
  if (parts.length === 1) return only;
  const last = events.at(-1);
  const range = last === undefined ? "" : `,"from":${last.seq - events.length},"to":${last.seq}`;
  return `{"type":"batch","stream":"${stream}"${range},"payload":[${parts.join(",")}]}`;
}

/** The event's line of the feed; null where it has none. */
export function activityText(logged: LoggedEvent | KeptEvent): string | null {
  const { stream, seq, body } = logged;
  // One that comes from memory is its text alone.
  const event =
    "event" in logged ? { ...logged.event, stream, seq } : (JSON.parse(body) as unknown);
  const line = feedLineOf(event as Numbered<SiteEvent>);
  if (line === null) return null;
  const { activity, member, timestamp, location, durationMinutes } = line;
  const payload: ActivityPayload = {
    type: "member_activity",
    activity,
    member: member === null ? null : { id: member.id, fullName: member.fullName },
    timestamp,
    location: placeOf(location),
    ...(durationMinutes === null ? {} : { durationMinutes }),
  };
  return JSON.stringify({ type: "activity_notification", stream, payload });
}

function placeOf({ door, zone }: Location): string {
  return zone === null ? door : `${door}, ${zone}`;
}
