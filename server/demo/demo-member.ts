// A made-up member: what the tables will hold, and the habits that make the history.
import type { CalendarDay } from "../../domain/instant.ts";
import type { Membership, PaymentDue } from "../../domain/member.ts";
import type { Look } from "./names.ts";
import type { Hump } from "./rhythm.ts";

export interface DemoMember {
  readonly id: string;
  readonly membershipNumber: string;
  readonly fullName: string;
  readonly look: Look;
  readonly email: string | null;
  readonly phone: string | null;
  readonly birthDate: CalendarDay;
  readonly joinedOn: CalendarDay;
  readonly note: string;
  readonly barred: { readonly note: string; readonly since: CalendarDay } | null;
  readonly paymentDue: PaymentDue | null;
  readonly memberships: readonly Membership[];
  readonly credentials: readonly DemoCredential[];
  readonly hasPhoto: boolean;
  readonly habit: Habit;
}

export interface DemoCredential {
  readonly id: string;
  readonly kind: "barcode" | "card";
  readonly code: string;
  readonly replacedOn: CalendarDay | null;
}

export interface Habit {
  /** Visits in an average week; 0 for a guest of one day. */
  readonly perWeek: number;
  /** How likely each weekday is against the member's average, Monday first. */
  readonly weekdays: readonly number[];
  /** When the member likes to come on a working day. */
  readonly humps: readonly Hump[];
  /** Longer or shorter stays than others have. */
  readonly pace: number;
  /** How often the exit goes unscanned. */
  readonly forgets: number;
}
