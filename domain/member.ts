// What deciding needs to know of a member and of what the member holds.
import type { CalendarDay } from "./instant.ts";
import type { WeekHours } from "./week-hours.ts";

/** A member as every activity names one. */
export interface MemberBrief {
  readonly id: string;
  readonly fullName: string;
  readonly membershipNumber: string;
  readonly photoUrl: string | null;
}

/** What a plan lets its members do. */
export interface PlanCover {
  /** Sites it opens; null means every site. */
  readonly siteIds: readonly string[] | null;
  /** Hours it opens; null means always. */
  readonly hours: WeekHours;
}

export interface Freeze {
  readonly from: CalendarDay;
  /** The day of the thaw: the first day on which the membership holds again. Null: until further notice. */
  readonly until: CalendarDay | null;
}

/** On the day of the thaw it holds again. */
export function isFrozenOn(freeze: Freeze | null, day: CalendarDay): freeze is Freeze {
  return freeze !== null && day >= freeze.from && (freeze.until === null || day < freeze.until);
}

/** A member's hold on a plan. Days are gym-days of the site where it is used, both ends included. */
export interface Membership {
  readonly id: string;
  readonly planId: string;
  readonly planName: string;
  readonly covers: PlanCover;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay | null;
  readonly freeze: Freeze | null;
  /** Visits left in a pack; null means unlimited. */
  readonly visitsLeft: number | null;
}

/** Those that end sooner before those that end later or never. */
export function compareEnds(a: Membership, b: Membership): number {
  const endless = "9999-12-31";
  return (a.endsOn ?? endless).localeCompare(b.endsOn ?? endless);
}

/** Money that the gym says is due, so that the door knows. Amounts are in the smallest unit (cents). */
export interface PaymentDue {
  readonly amountCents: number;
  readonly since: CalendarDay;
}

/** Everything that a decision at the door may know of a member. */
export interface MemberFacts extends MemberBrief {
  readonly memberships: readonly Membership[];
  readonly barred: { readonly note: string } | null;
  readonly paymentDue: PaymentDue | null;
}

export function briefOf(member: MemberBrief): MemberBrief {
  const { id, fullName, membershipNumber, photoUrl } = member;
  return { id, fullName, membershipNumber, photoUrl };
}
