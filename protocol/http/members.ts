// Members over HTTP: the list, a profile, adding and changing, memberships, credentials, import.
import { z } from "zod";
import { MEMBERSHIP_STATES } from "../../domain/membership-state.ts";
import { calendarDay, decision, id, instant, name, plainText, visit } from "../shapes.ts";
import { MAX_CREDENTIAL_LENGTH, MAX_NOTE_LENGTH } from "../limits.ts";

const credentialKind = z.enum(["barcode", "qr", "card", "pin"]);

export const membershipState = z.enum(MEMBERSHIP_STATES);

export const memberRow = z.object({
  id,
  fullName: z.string(),
  membershipNumber: z.string(),
  photoUrl: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  planName: z.string().nullable(),
  state: membershipState,
  endsOn: calendarDay.nullable(),
  isBarred: z.boolean(),
  dueCents: z.int(),
  insideSince: instant.nullable(),
  lastVisitAt: instant.nullable(),
});

export const memberListQuery = z.object({
  search: plainText
    .max(100)
    .optional()
    .describe("Name, number, phone, e-mail; accents and case do not matter"),
  state: membershipState.optional(),
  plan: id.optional(),
  inside: z.enum(["true", "false"]).optional(),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const memberList = z.object({ rows: z.array(memberRow), total: z.int() });

export const freeze = z.object({ from: calendarDay, until: calendarDay.nullable() });

export const membershipRow = z.object({
  id,
  planId: id,
  planName: z.string(),
  startsOn: calendarDay,
  endsOn: calendarDay.nullable(),
  freeze: freeze.nullable(),
  visitsLeft: z.int().nullable(),
  state: membershipState,
});

export const credentialRow = z.object({
  id,
  kind: credentialKind,
  code: z.string(),
  replacedAt: instant.nullable(),
});

export const memberProfile = memberRow.extend({
  birthDate: calendarDay.nullable(),
  note: z.string(),
  barredNote: z.string().nullable(),
  dueSince: calendarDay.nullable(),
  joinedOn: calendarDay,
  memberships: z.array(membershipRow),
  credentials: z.array(credentialRow),
  visitCount: z.int(),
  /** Raised by every change; an edit based on an older one is refused. */
  version: z.int(),
});

const optionalText = (max: number) => plainText.trim().max(max).nullable().optional();

export const memberFields = z.strictObject({
  fullName: name,
  membershipNumber: plainText
    .trim()
    .min(1)
    .max(40)
    .optional()
    .describe("Left out: the next free number"),
  email: z.email("not an e-mail address").max(254).nullable().optional(),
  phone: optionalText(40),
  birthDate: calendarDay.nullable().optional(),
  note: plainText.max(MAX_NOTE_LENGTH).optional(),
  barredNote: optionalText(500).describe("Not null: the member is barred, and why"),
  dueCents: z.int().min(0).max(100_000_000).optional(),
  dueSince: calendarDay.nullable().optional(),
});

const membershipFieldsShape = {
  planId: id,
  startsOn: calendarDay,
  endsOn: calendarDay.nullable().optional(),
};

/** A new member, with a first membership and card where the desk has them at hand. */
export const newMember = memberFields.extend({
  membership: z.strictObject(membershipFieldsShape).optional(),
  credential: plainText.trim().min(1).max(MAX_CREDENTIAL_LENGTH).optional(),
});

export const memberChange = memberFields.partial().extend({ version: z.int().optional() });

export const newMembership = z.strictObject(membershipFieldsShape);

export const membershipChange = z.strictObject({
  startsOn: calendarDay.optional(),
  endsOn: calendarDay.nullable().optional(),
  freeze: freeze.nullable().optional(),
  visitsLeft: z.int().min(0).max(10_000).nullable().optional(),
});

export const newCredential = z.strictObject({
  kind: credentialKind.default("barcode"),
  code: plainText.trim().min(1).max(MAX_CREDENTIAL_LENGTH),
  /** True: the member's older credentials of this kind are refused as replaced from now on. */
  replaces: z.boolean().default(false),
});

export const visitRow = z.object({
  visit,
  siteName: z.string(),
  undoneAt: instant.nullable(),
});
export const visitList = z.object({ rows: z.array(visitRow), total: z.int() });

export const decisionRow = z.object({
  decision,
  siteName: z.string(),
  door: z.string(),
  recordedAt: instant,
});

export const importReport = z.object({
  dryRun: z.boolean(),
  lines: z.int(),
  added: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  /** Plans that the file names and the gym did not have: they are made with the import. */
  plansCreated: z.array(z.string()),
  columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
  /** What was decided where the file left it open, such as the order of day and month. */
  notes: z.array(z.string()),
  /** The first lines as they were understood: days as `2026-11-24`, amounts in cents. */
  sample: z.array(
    z.object({
      line: z.int(),
      cells: z.array(z.object({ field: z.string(), value: z.string().nullable() })),
    }),
  ),
  /** Lines are counted as a spreadsheet shows them: the headings are line 1. */
  faults: z.array(z.object({ line: z.int(), reason: z.string() })),
});

export type MemberRow = z.infer<typeof memberRow>;
export type MemberListQuery = z.infer<typeof memberListQuery>;
export type MemberList = z.infer<typeof memberList>;
export type MemberProfile = z.infer<typeof memberProfile>;
export type MembershipRow = z.infer<typeof membershipRow>;
export type CredentialRow = z.infer<typeof credentialRow>;
export type NewMember = z.infer<typeof newMember>;
export type MemberChange = z.infer<typeof memberChange>;
export type NewMembership = z.infer<typeof newMembership>;
export type MembershipChange = z.infer<typeof membershipChange>;
export type NewCredential = z.infer<typeof newCredential>;
export type VisitList = z.infer<typeof visitList>;
export type DecisionRow = z.infer<typeof decisionRow>;
export type ImportReport = z.infer<typeof importReport>;
