// The things that cross the wire, as schemas. Each mirrors a type of `domain`; `shapes.test.ts` and the
// compiler hold the two together.
import { z } from "zod";
import type { FeedLine } from "../domain/feed.ts";
import type { LiveViewSnapshot } from "../domain/live-view.ts";
import type { Reason } from "../domain/reason.ts";
import type { Site } from "../domain/site.ts";
import type { Statistics } from "../domain/statistics.ts";
import type { Visit } from "../domain/visit.ts";
import type { HoursWindow } from "../domain/week-hours.ts";
import { CHANNELS, TIMELINES } from "../domain/site.ts";
import { CHECK_OUT_WAYS } from "../domain/visit.ts";
import { REASON_CODES } from "../domain/reason.ts";
import type { ReasonCode } from "../domain/reason.ts";

export const id = z.uuid();
export const instant = z.iso
  .datetime({
    precision: 3,
    error: "a moment in UTC with milliseconds is needed, such as 2026-11-24T10:07:00.000Z",
  })
  .describe("ISO 8601 in UTC with milliseconds, such as 2026-11-24T10:07:00.000Z");
// The calendar begins with the year 1: no database knows a year 0.
export const calendarDay = z.iso.date().refine((day) => day >= "0001", "there is no year 0");
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:MM");

/** Text that a database can hold: no NUL, no half of a surrogate pair. Any script, any emoji. */
export const plainText = z.string().regex(/^[^\0\p{Surrogate}]*$/u, "text that cannot be stored");

/** What a person calls a thing or another person. */
export const name = plainText.trim().min(1).max(120);

/** A list that nobody changes: the domain's data are readonly. */
export function listOf<T>(schema: z.ZodType<T>): z.ZodType<readonly T[]> {
  return z.array(schema);
}

export const memberBrief = z.object({
  id,
  fullName: z.string(),
  membershipNumber: z.string(),
  photoUrl: z.string().nullable(),
});

export const reason = z.looseObject({
  code: z.enum(REASON_CODES as [ReasonCode, ...ReasonCode[]]),
}) as unknown as z.ZodType<Reason>;

const planNamed = { plan: plainText.max(200) };
const bare = <Code extends ReasonCode>(code: Code) => z.strictObject({ code: z.literal(code) });

/** A reason as somebody outside says it: what screens will make a sentence of has to be there. */
const reasonSaid = z.discriminatedUnion("code", [
  bare("unknown-credential"),
  bare("unknown-member"),
  bare("unknown-visit"),
  bare("credential-replaced").extend({ since: instant }),
  bare("no-membership"),
  bare("membership-ended").extend({ on: calendarDay }),
  bare("membership-not-started").extend({ startsOn: calendarDay }),
  bare("membership-frozen").extend({ until: calendarDay.nullable() }),
  bare("plan-does-not-cover-hour").extend(planNamed),
  bare("plan-does-not-cover-site").extend(planNamed),
  bare("no-visits-left").extend(planNamed),
  bare("house-full").extend({ capacity: z.int() }),
  bare("barred").extend({ note: plainText.max(2_000) }),
  bare("payment-due").extend({ amountCents: z.int(), since: calendarDay }),
  bare("already-inside").extend({ since: instant }),
  bare("not-inside"),
  bare("visit-already-closed").extend({ at: instant }),
  bare("visit-already-undone"),
  bare("checked-out-since"),
  bare("inside-again"),
  bare("too-late-to-undo").extend({ minutes: z.int() }),
  bare("not-offline").extend({ why: z.enum(["nobody", "pack", "book-too-old"]) }),
]) satisfies z.ZodType<Reason>;

/** Each once: every screen shows them, and the log keeps them. */
export const reasonsSaid = z
  .array(reasonSaid)
  .max(20)
  .refine((reasons) => new Set(reasons.map(({ code }) => code)).size === reasons.length, {
    error: "each reason is said once",
  }) as unknown as z.ZodType<readonly Reason[]>;

export const location = z.object({ doorId: id, door: z.string(), zone: z.string().nullable() });

const openVisit = z.object({
  id,
  member: memberBrief,
  checkInTime: instant,
  gymDay: calendarDay,
  location,
  channel: z.enum(CHANNELS),
  alerts: listOf(reason),
  by: id.nullable(),
  firstToday: z.boolean(),
  madeOffline: z.boolean().describe("A desk let them in while the server was away"),
});

const closedVisit = openVisit.extend({
  checkOutTime: instant,
  checkOutLocation: location,
  durationMinutes: z.int().nonnegative(),
  how: z.enum(CHECK_OUT_WAYS),
  leftOffline: z.boolean().describe("A desk saw them leave while the server was away"),
});

export { openVisit, closedVisit };
export const visit = z.union([closedVisit, openVisit]) satisfies z.ZodType<Visit>;

export const decision = z.object({
  id,
  verdict: z.enum(["admit", "warn", "refuse"]),
  reasons: listOf(reason),
  member: memberBrief.nullable(),
  at: instant,
});

/** The answer to a command at the door, over the socket and over HTTP alike. */

export const hoursWindow = z.object({
  days: z.array(z.int().min(1).max(7)).min(1).readonly(),
  from: clockTime,
  to: z.union([clockTime, z.literal("24:00")]),
});

/** More windows than any week of a gym has. */
const MAX_WINDOWS = 50;
export const weekHours = (
  z.array(hoursWindow).max(MAX_WINDOWS) as unknown as z.ZodType<readonly HoursWindow[]>
).nullable();

/** As somebody sets it; null: no limit. */
export const capacity = z.int().min(1).max(100_000).nullable();

export const site = z.object({
  id,
  name: z.string(),
  timeZone: z.string(),
  gymDayStartsAt: clockTime,
  hours: weekHours,
  capacity: z.int().positive().nullable(),
  timeline: z.enum(TIMELINES),
}) satisfies z.ZodType<Site>;

export const statistics = z.object({
  gymDay: calendarDay.nullable(),
  currentlyIn: z.int(),
  todayTotal: z.int(),
  uniqueToday: z.int(),
  refusedToday: z.int(),
  checkOutsToday: z.int(),
  stays: z.object({ count: z.int(), minutes: z.int() }),
  busiest: z.object({ count: z.int(), at: instant }).nullable(),
  asOf: instant.nullable(),
}) satisfies z.ZodType<Statistics>;

export const activity = z.enum(["check_in", "check_out", "refused", "undone"]);

export const feedLine = z.object({
  seq: z.int(),
  activity,
  member: memberBrief.nullable(),
  timestamp: instant,
  location,
  visitId: id.nullable(),
  durationMinutes: z.int().nullable(),
  how: z.enum(CHECK_OUT_WAYS).nullable(),
  undid: z.enum(["check_in", "check_out"]).nullable(),
  reasons: listOf(reason),
  madeOffline: z.boolean(),
}) satisfies z.ZodType<FeedLine>;

export const liveView = z.object({
  site,
  statistics,
  inside: listOf(openVisit),
  activities: listOf(feedLine),
}) satisfies z.ZodType<LiveViewSnapshot>;

export const problem = z.object({
  code: z.string(),
  message: z.string(),
  retry: z.enum(["never", "fix", "later"]),
  retryAfter: z.number().optional(),
  details: z.array(z.string()).optional(),
  commandId: z.string().optional(),
});
