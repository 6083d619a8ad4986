// All a server may say.
import { z } from "zod";
import {
  activity,
  calendarDay,
  closedVisit,
  id,
  instant,
  listOf,
  liveView,
  location,
  memberBrief,
  openVisit,
  problem,
  reason,
  site,
} from "./shapes.ts";
import { CHANNELS } from "../domain/site.ts";
import { doorAnswer } from "./http/gym.ts";
import { realtimeNow } from "./http/realtime.ts";

const event = { stream: id, seq: z.int().positive() };
const by = id.nullable();
const madeOffline = z.boolean().describe("A desk did it while the server was away");

/** Events of the log: each has its stream and its number there. */
export const EVENTS = {
  member_checked_in: z.object({
    type: z.literal("member_checked_in"),
    ...event,
    payload: openVisit,
  }),
  member_checked_out: z.object({
    type: z.literal("member_checked_out"),
    ...event,
    payload: closedVisit,
  }),
  check_in_refused: z.object({
    type: z.literal("check_in_refused"),
    ...event,
    payload: z.object({
      id,
      member: memberBrief.nullable(),
      reasons: listOf(reason),
      at: instant,
      gymDay: calendarDay,
      location,
      channel: z.enum(CHANNELS),
      by,
      madeOffline,
    }),
  }),
  check_in_undone: z.object({
    type: z.literal("check_in_undone"),
    ...event,
    payload: z.object({ id, visit: openVisit, at: instant, by, madeOffline }),
  }),
  check_out_undone: z.object({
    type: z.literal("check_out_undone"),
    ...event,
    payload: z.object({ id, visit: closedVisit, at: instant, by, madeOffline }),
  }),
  gym_day_began: z.object({
    type: z.literal("gym_day_began"),
    ...event,
    payload: z.object({ id, day: calendarDay, at: instant }),
  }),
  site_changed: z.object({
    type: z.literal("site_changed"),
    ...event,
    payload: z.object({ id, site, at: instant }),
  }),
} as const;

const organisationChange = (type: string) =>
  z.object({ type: z.literal(type), ...event, payload: z.object({ id, at: instant }) });

/** Events of the organisation's own stream: what a screen shows of it may be out of date. */
export const ORGANISATION_EVENTS = {
  member_changed: organisationChange("member_changed"),
  plan_changed: organisationChange("plan_changed"),
  staff_changed: organisationChange("staff_changed"),
  sites_changed: organisationChange("sites_changed"),
  members_imported: organisationChange("members_imported"),
} as const;

export const statsPayload = z.object({
  currentlyIn: z.int(),
  todayTotal: z.int(),
  uniqueToday: z.int(),
  refusedToday: z.int(),
  averageStayMinutes: z.int().nullable(),
  capacity: z.int().nullable(),
  busiest: z.object({ count: z.int(), at: instant }).nullable(),
  gymDay: calendarDay.nullable(),
  timestamp: instant,
});

/** Why a snapshot was sent in place of what was missed. */
export const RESET_REASONS = [
  "connected",
  "asked",
  "epoch-changed",
  "ahead-of-log",
  "hash-differs",
  "log-pruned",
] as const;

const spoken = {
  protocolVersion: z.int(),
  oldestSpoken: z.int().describe("A client of an older version than this is out of date"),
};
const head = z.object({ stream: id, epoch: z.string(), seq: z.int(), hash: z.string() });
const answer = (type: string) => z.object({ type: z.literal(type), payload: doorAnswer });
const activityNotification = z.object({
  type: z.literal("activity_notification"),
  stream: id.describe("The site"),
  payload: z.object({
    type: z.literal("member_activity"),
    activity,
    member: z.object({ id, fullName: z.string() }).nullable(),
    timestamp: instant,
    location: z.string().describe("The door, and the zone behind it where there is one"),
    durationMinutes: z.int().optional(),
  }),
});

export const DOWN = {
  initial_stats: z.object({ type: z.literal("initial_stats"), payload: statsPayload }),
  snapshot: z.object({
    type: z.literal("snapshot"),
    ...head.shape,
    payload: liveView.extend({ reason: z.enum(RESET_REASONS), ...spoken }),
  }),
  resumed: z.object({
    type: z.literal("resumed"),
    ...head.shape,
    payload: z.object({ from: z.int(), ...spoken }),
  }),
  ...EVENTS,
  ...ORGANISATION_EVENTS,
  activity_notification: activityNotification,
  stats_update: z.object({ type: z.literal("stats_update"), payload: statsPayload }),
  check_in_success: answer("check_in_success"),
  check_in_error: answer("check_in_error"),
  check_out_success: answer("check_out_success"),
  check_out_error: answer("check_out_error"),
  undo_success: answer("undo_success"),
  undo_error: answer("undo_error"),
  heartbeat_ack: z.object({
    type: z.literal("heartbeat_ack"),
    ...head.shape,
    payload: z.object({ serverTime: instant, sentAt: z.number().nullable() }),
  }),
  pong: z.object({
    type: z.literal("pong"),
    payload: z.object({ serverTime: instant, sentAt: z.number().nullable() }),
  }),
  going_away: z.object({
    type: z.literal("going_away"),
    payload: z.object({ comeBackInMs: z.int().nonnegative() }),
  }),
  realtime_update: z.object({ type: z.literal("realtime_update"), payload: realtimeNow }),
  error: z.object({ type: z.literal("error"), payload: problem }),
} as const;

export const downMessage = z.union(Object.values(DOWN));

/** Several messages of one stream in order; `(from, to]` where events of the log are among them. */
export const batchDown = z.object({
  type: z.literal("batch"),
  stream: id,
  from: z.int().optional(),
  to: z.int().optional(),
  payload: z.array(downMessage),
});

export type StatsPayload = z.infer<typeof statsPayload>;
export type ResetReason = (typeof RESET_REASONS)[number];
export type Head = z.infer<typeof head>;
export type ActivityPayload = z.infer<typeof activityNotification>["payload"];
