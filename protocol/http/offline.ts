// The offline desk over HTTP: paired devices, the book that a desk holds, and the report of what desks
// did by themselves.
import { z } from "zod";
import type { Book, BookChanges, BookMember } from "../../domain/book.ts";
import { CLASH_KINDS } from "../../domain/clash.ts";
import {
  calendarDay,
  decision,
  id,
  instant,
  listOf,
  memberBrief,
  name,
  reason,
  site,
  weekHours,
} from "../shapes.ts";
import { door } from "./gym.ts";

export const newDevice = z.strictObject({
  name: name.describe("What people call it, such as `Counter, left`"),
  siteId: id,
  doorId: id,
});

export const device = z.object({
  id,
  name: z.string(),
  siteId: id,
  doorId: id,
  pairedAt: instant,
});

/** As the list of devices shows one. */
export const deviceRow = device.extend({
  doorName: z.string(),
  pairedBy: z.string().nullable().describe("Who paired it, by name"),
  lastSeenAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export const deviceList = z.array(deviceRow);

const position = z.object({ epoch: z.string(), seq: z.int() });

const membership = z.object({
  id,
  planId: id,
  planName: z.string(),
  covers: z.object({
    siteIds: listOf(id).nullable(),
    hours: weekHours,
  }),
  startsOn: calendarDay,
  endsOn: calendarDay.nullable(),
  freeze: z.object({ from: calendarDay, until: calendarDay.nullable() }).nullable(),
  visitsLeft: z.int().nullable(),
});

export const bookMember = memberBrief.extend({
  memberships: listOf(membership),
  barred: z.object({ note: z.string() }).nullable(),
  paymentDue: z.object({ amountCents: z.int(), since: calendarDay }).nullable(),
  credentials: listOf(z.object({ code: z.string(), replacedAt: instant.nullable() })),
  note: z.string().optional(),
  today: z
    .object({
      day: calendarDay,
      paid: listOf(id).describe("Memberships whose pack has paid for a visit of the day"),
      wasHere: z.boolean(),
    })
    .optional()
    .describe("Visits of a gym-day; left out where there were none"),
}) satisfies z.ZodType<BookMember>;

const bookHead = {
  position: position.describe("Where the organisation's stream stood"),
  builtAt: instant,
  site,
  doors: listOf(door),
};

export const book = z.object({
  ...bookHead,
  members: listOf(bookMember),
}) satisfies z.ZodType<Book>;

export const bookChanges = z.object({
  ...bookHead,
  members: listOf(bookMember),
  gone: listOf(id),
}) satisfies z.ZodType<BookChanges>;

/** The place that a book, or the changes after it, named. */
export const bookChangesQuery = z.object({
  epoch: z.string().max(64),
  since: z.coerce.number().int().nonnegative(),
  builtAt: instant.describe("`builtAt` of what the desk has"),
});

const reportDevice = z
  .object({
    id,
    name: z.string().nullable().describe("Null for a device that was never paired here"),
    isRevoked: z.boolean().describe("It was revoked before this arrived"),
  })
  .describe("As the desk named itself");

export const clash = z.object({
  id,
  kind: z.enum(CLASH_KINDS),
  reasons: listOf(reason).describe("The server's; for `would-admit` the desk's"),
  at: instant,
  recordedAt: instant,
  decisionId: id,
  visitId: id.nullable(),
  member: memberBrief.nullable(),
  device: reportDevice,
  settledAt: instant.nullable(),
  settledBy: z.string().nullable().describe("Who settled it, by name"),
});

export const offlineDecision = z.object({
  decision,
  command: z.enum(["check_in", "check_out", "undo"]),
  door: z.string().nullable(),
  visitId: id.nullable(),
  recordedAt: instant,
  staff: z.string().nullable().describe("Who worked at the desk, by name"),
  device: reportDevice,
  book: position.nullable(),
});

export const offlineReportQuery = z.object({
  from: instant.optional().describe("Left out: two weeks ago"),
  to: instant.optional().describe("Left out: now"),
});

export const offlineReport = z.object({
  from: instant,
  to: instant,
  decisions: listOf(offlineDecision),
  clashes: listOf(clash),
  /** True where there are more of the period than are shown: the latest are. */
  hasMore: z.boolean(),
  openClashes: z.int().describe("Clashes of the site that nobody settled, of whatever time"),
});

export type NewDevice = z.infer<typeof newDevice>;
export type Device = z.infer<typeof device>;
export type DeviceRow = z.infer<typeof deviceRow>;
export type ClashRow = z.infer<typeof clash>;
export type OfflineDecision = z.infer<typeof offlineDecision>;
export type OfflineReport = z.infer<typeof offlineReport>;
