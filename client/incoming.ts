// What a server says, as far as the client listens. Shapes are trusted, not checked: both ends are
// pinned by the same schemas, and checking every event would cost each screen more than folding it.
import type { z } from "zod";
import { unreachable } from "../domain/assert.ts";
import type { Numbered, OrganisationEvent, SiteEvent } from "../domain/event.ts";
import type { DOWN, StatsPayload } from "../protocol/down.ts";
import type { DoorAnswer } from "../protocol/http/gym.ts";
import type { Problem } from "../protocol/problem.ts";

type Said<T extends keyof typeof DOWN> = z.infer<(typeof DOWN)[T]>;
export type Snapshot = Said<"snapshot">;
export type Resumed = Said<"resumed">;
export type Heartbeat = Said<"heartbeat_ack">;

export type Incoming =
  | { readonly kind: "event"; readonly event: Numbered<SiteEvent> }
  | { readonly kind: "organisation"; readonly event: Numbered<OrganisationEvent> }
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "resumed"; readonly resumed: Resumed }
  | { readonly kind: "stats"; readonly isInitial: boolean; readonly stats: StatsPayload }
  | { readonly kind: "answer"; readonly answer: DoorAnswer }
  | { readonly kind: "heartbeat"; readonly ack: Heartbeat }
  | { readonly kind: "farewell"; readonly comeBackInMs: number }
  | { readonly kind: "problem"; readonly problem: Problem };

type Kind = Incoming["kind"];

const KINDS: Readonly<Record<keyof typeof DOWN, Kind | null>> = {
  initial_stats: "stats",
  snapshot: "snapshot",
  resumed: "resumed",
  member_checked_in: "event",
  member_checked_out: "event",
  check_in_refused: "event",
  check_in_undone: "event",
  check_out_undone: "event",
  gym_day_began: "event",
  site_changed: "event",
  member_changed: "organisation",
  plan_changed: "organisation",
  staff_changed: "organisation",
  sites_changed: "organisation",
  members_imported: "organisation",
  // A line of the feed is derived from its event.
  activity_notification: null,
  stats_update: "stats",
  check_in_success: "answer",
  check_in_error: "answer",
  check_out_success: "answer",
  check_out_error: "answer",
  undo_success: "answer",
  undo_error: "answer",
  heartbeat_ack: "heartbeat",
  pong: null,
  going_away: "farewell",
  realtime_update: null,
  error: "problem",
};

interface Raw {
  readonly type: string;
  readonly payload: unknown;
}

/** The messages of a frame in order; what this client does not know is left out. Throws on bad JSON. */
export function messagesOf(frame: string): readonly Incoming[] {
  const raw = JSON.parse(frame) as Raw;
  const parts = raw.type === "batch" ? (raw.payload as readonly Raw[]) : [raw];
  return parts.map(readMessage).filter((message) => message !== null);
}

function readMessage(raw: Raw): Incoming | null {
  const kind = Object.hasOwn(KINDS, raw.type) ? KINDS[raw.type as keyof typeof DOWN] : null;
  const { payload } = raw;
  switch (kind) {
    case "event":
      return { kind, event: raw as unknown as Numbered<SiteEvent> };
    case "organisation":
      return { kind, event: raw as unknown as Numbered<OrganisationEvent> };
    case "snapshot":
      return { kind, snapshot: raw as unknown as Snapshot };
    case "resumed":
      return { kind, resumed: raw as unknown as Resumed };
    case "stats":
      return { kind, isInitial: raw.type === "initial_stats", stats: payload as StatsPayload };
    case "answer":
      return { kind, answer: payload as DoorAnswer };
    case "heartbeat":
      return { kind, ack: raw as unknown as Heartbeat };
    case "farewell":
      return { kind, comeBackInMs: (payload as { comeBackInMs: number }).comeBackInMs };
    case "problem":
      return { kind, problem: payload as Problem };
    case null:
      return null;
    default:
      return unreachable(kind);
  }
}
