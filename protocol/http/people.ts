// Staff over HTTP: first run, sign-in, the signed-in account, staff accounts.
import { z } from "zod";
import { RIGHTS, ROLES } from "../../domain/rights.ts";
import { MIN_PASSWORD_LENGTH } from "../limits.ts";
import { capacity, clockTime, id, instant, name, plainText, weekHours } from "../shapes.ts";

const email = z.email().max(254);
const password = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `at least ${MIN_PASSWORD_LENGTH} characters`)
  .max(200);

/** What anybody may know before signing in. */
export const houseStatus = z.object({
  isSetUp: z.boolean(),
  /** The gym's name, once there is one. */
  name: z.string().nullable(),
  isDemo: z.boolean(),
  version: z.string(),
});

export const firstRun = z.strictObject({
  code: z.string().max(40),
  account: z.strictObject({ fullName: name, email, password }),
  gym: z.strictObject({
    name,
    timeZone: z.string().max(60),
    gymDayStartsAt: clockTime.default("04:00"),
    hours: weekHours.default(null),
    capacity: capacity.default(null),
  }),
  /** True: fill the gym with a believable demo that can be wiped in one step. */
  demo: z.boolean().default(false),
});

export const codeCheck = z.strictObject({ code: z.string().max(40) });

export const signIn = z.strictObject({ email: plainText.max(254), password: z.string().max(200) });

export const account = z.object({
  id,
  fullName: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  rights: z.array(z.enum(RIGHTS)),
  /** Sites the account may see; null means every site. */
  siteIds: z.array(id).nullable(),
  organisation: z.string(),
  /** ISO 4217, in which amounts are due. */
  currency: z.string(),
  isDemo: z.boolean(),
});

export const organisation = z.object({ name: z.string(), currency: z.string() });

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

export const organisationChange = z.strictObject({
  name: name.optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "three letters such as EUR")
    .refine((code) => CURRENCIES.has(code), "there is no such currency")
    .optional(),
});

export const staffRow = z.object({
  id,
  fullName: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  siteIds: z.array(id).nullable(),
  isActive: z.boolean(),
  lastSeenAt: instant.nullable(),
});

export const newStaff = z.strictObject({
  fullName: name,
  email,
  password,
  role: z.enum(ROLES),
  siteIds: z.array(id).min(1).nullable().default(null),
});

export const staffChange = z.strictObject({
  fullName: name.optional(),
  role: z.enum(ROLES).optional(),
  siteIds: z.array(id).min(1).nullable().optional(),
  isActive: z.boolean().optional(),
  password: password.optional(),
});

export const passwordChange = z.strictObject({ current: z.string().max(200), next: password });

export type HouseStatus = z.infer<typeof houseStatus>;
export type FirstRun = z.input<typeof firstRun>;
export type Account = z.infer<typeof account>;
export type Organisation = z.infer<typeof organisation>;
export type OrganisationChange = z.input<typeof organisationChange>;
export type StaffRow = z.infer<typeof staffRow>;
export type NewStaff = z.input<typeof newStaff>;
export type StaffChange = z.infer<typeof staffChange>;
