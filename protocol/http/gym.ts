// Sites, doors, plans and what is live, over HTTP.
import { z } from "zod";
import { CHANNELS, OFFLINE_ADMITS, TIMELINES, USUAL_OFFLINE_POLICY } from "../../domain/site.ts";
import type { Decision, Visit } from "../../domain/visit.ts";
import {
  calendarDay,
  capacity,
  clockTime,
  decision,
  feedLine,
  id,
  instant,
  listOf,
  liveView,
  name,
  plainText,
  site,
  visit,
  weekHours,
} from "../shapes.ts";

export const offlinePolicy = z.object({
  admits: z
    .enum(OFFLINE_ADMITS)
    .describe("Whom a desk lets in by itself; `no-packs`: nobody who would pay with a pack"),
  bookMaxHours: z.int().min(1).max(168).describe("How old what the desk knows may be"),
});

export const door = z.object({
  id,
  siteId: id,
  name: z.string(),
  channel: z.enum(CHANNELS),
  zone: z.string().nullable(),
  offline: offlinePolicy,
});

export const siteWithDoors = site.extend({ doors: z.array(door) });
export const siteList = z.array(siteWithDoors);

export const newSite = z.strictObject({
  name,
  timeZone: z.string().max(60),
  gymDayStartsAt: clockTime.default("04:00"),
  hours: weekHours.default(null),
  capacity: capacity.default(null),
  timeline: z.enum(TIMELINES).default("live"),
});

/** The zone and the turn of the day stay as they are once visits are recorded by them. */
export const siteChange = z.strictObject({
  name: name.optional(),
  hours: weekHours.optional(),
  capacity: capacity.optional(),
});

const zone = plainText.trim().min(1).max(60).nullable();

export const newDoor = z.strictObject({
  name,
  channel: z.enum(CHANNELS).default("desk"),
  zone: zone.default(null),
  offline: offlinePolicy.default(USUAL_OFFLINE_POLICY),
});

// Written out: a default would reach into a partial copy and reset what was not mentioned.
export const doorChange = z.strictObject({
  name: name.optional(),
  channel: z.enum(CHANNELS).optional(),
  zone: zone.optional(),
  offline: offlinePolicy.optional(),
});

export const plan = z.object({
  id,
  name: z.string(),
  siteIds: z.array(id).nullable(),
  hours: weekHours,
  /** Visits in a pack; null: unlimited. */
  visits: z.int().nullable(),
  isActive: z.boolean(),
  memberCount: z.int(),
});
export const planList = z.array(plan);

const coveredSites = z.array(id).min(1).nullable();
const visitsInPack = z.int().min(1).max(10_000).nullable();

export const newPlan = z.strictObject({
  name,
  siteIds: coveredSites.default(null),
  hours: weekHours.default(null),
  visits: visitsInPack.default(null),
});
export const planChange = z.strictObject({
  name: name.optional(),
  siteIds: coveredSites.optional(),
  hours: weekHours.optional(),
  visits: visitsInPack.optional(),
  isActive: z.boolean().optional(),
});

/** The live view at an exact place of its stream, as the socket's `snapshot` has it. */
export const liveSnapshot = z.object({
  stream: id,
  epoch: z.string(),
  seq: z.int(),
  hash: z.string(),
  view: liveView,
});

export const activityQuery = z.object({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const activityList = z.object({ lines: listOf(feedLine), hasMore: z.boolean() });

/** How busy it usually is: not live, and says when it was computed. */
export const usualDay = z.object({
  computedAt: instant,
  weekday: z.int(),
  /** Days that the figures rest on. */
  days: z.int(),
  /** A step a quarter of an hour from the start of the gym-day. */
  steps: z.array(
    z.object({
      at: clockTime,
      usualInside: z.number(),
      usualCheckIns: z.number(),
      /** Today's, as far as today has come; null for what lies ahead. */
      inside: z.int().nullable(),
      checkIns: z.int().nullable(),
    }),
  ),
});

export const expiringMember = z.object({
  id,
  fullName: z.string(),
  photoUrl: z.string().nullable(),
  planName: z.string(),
  endsOn: calendarDay,
});
export const expiring = z.object({ computedAt: instant, rows: z.array(expiringMember) });

export interface DoorAnswer {
  readonly commandId: string;
  readonly decision: Decision;
  readonly visit: Visit | null;
}

/** What a command at the door is answered with, over HTTP and over the socket. */
export const doorAnswer = z.object({
  commandId: id,
  decision,
  visit: visit.nullable(),
}) satisfies z.ZodType<DoorAnswer>;

export type DoorRow = z.infer<typeof door>;
export type SiteWithDoors = z.infer<typeof siteWithDoors>;
export type NewSite = z.input<typeof newSite>;
export type SiteChange = z.infer<typeof siteChange>;
export type NewDoor = z.input<typeof newDoor>;
export type DoorChange = z.infer<typeof doorChange>;
export type PlanRow = z.infer<typeof plan>;
export type NewPlan = z.input<typeof newPlan>;
export type PlanChange = z.infer<typeof planChange>;
export type LiveSnapshot = z.infer<typeof liveSnapshot>;
export type ActivityList = z.infer<typeof activityList>;
export type UsualDay = z.infer<typeof usualDay>;
export type Expiring = z.infer<typeof expiring>;
