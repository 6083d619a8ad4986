// A member's standing: which membership lets them in at this door now, or every reason why none does.
import type { GymDay, LocalMoment } from "./gym-day.ts";
import type { MemberFacts, Membership } from "./member.ts";
import { compareEnds, isFrozenOn } from "./member.ts";
import type { Reason } from "./reason.ts";
import { bySeverity } from "./reason.ts";
import { covers } from "./week-hours.ts";

export interface Moment {
  readonly siteId: string;
  readonly gymDay: GymDay;
  readonly local: LocalMoment;
  /** Memberships whose pack has already paid for a visit of this gym-day. */
  readonly paidToday: readonly string[];
}

export interface Standing {
  readonly reasons: readonly Reason[];
  /** The membership that the reasons speak of; the one to charge where there are none. */
  readonly membership: Membership | null;
}

/**
 * Judges a member by the membership that serves them best: one without objections before any
 * other, an unlimited one before a pack, a pack that has paid today before one that has not, a pack
 * that ends soon before one that lasts. Where all have objections, the one with the fewest speaks,
 * and of those the one that ends last.
 */
export function standingOf(member: MemberFacts, moment: Moment): Standing {
  const personal = reasonsOfPerson(member);
  const judged = member.memberships.map((membership) => ({
    membership,
    reasons: reasonsOfMembership(membership, moment),
  }));
  judged.sort(
    (a, b) =>
      a.reasons.length - b.reasons.length ||
      costOf(a.membership, moment) - costOf(b.membership, moment) ||
      (a.reasons.length === 0
        ? compareEnds(a.membership, b.membership)
        : compareEnds(b.membership, a.membership)),
  );
  const best = judged[0];
  if (best === undefined)
    return { membership: null, reasons: bySeverity([...personal, { code: "no-membership" }]) };
  return { membership: best.membership, reasons: bySeverity([...personal, ...best.reasons]) };
}

/** True when coming in would take a visit from the membership's pack. */
export function takesVisit(membership: Membership, paidToday: readonly string[]): boolean {
  return membership.visitsLeft !== null && !paidToday.includes(membership.id);
}

function costOf(membership: Membership, { paidToday }: Moment): number {
  if (membership.visitsLeft === null) return 0;
  return takesVisit(membership, paidToday) ? 2 : 1;
}

function reasonsOfPerson(member: MemberFacts): Reason[] {
  const reasons: Reason[] = [];
  if (member.barred !== null) reasons.push({ code: "barred", note: member.barred.note });
  if (member.paymentDue !== null && member.paymentDue.amountCents > 0) {
    reasons.push({ code: "payment-due", ...member.paymentDue });
  }
  return reasons;
}

function reasonsOfMembership(membership: Membership, moment: Moment): Reason[] {
  const day = moment.gymDay.day;
  const { covers: cover, planName: plan, freeze } = membership;
  const reasons: Reason[] = [];
  if (membership.endsOn !== null && day > membership.endsOn) {
    reasons.push({ code: "membership-ended", on: membership.endsOn });
  }
  if (day < membership.startsOn) {
    reasons.push({ code: "membership-not-started", startsOn: membership.startsOn });
  }
  if (isFrozenOn(freeze, day)) {
    reasons.push({ code: "membership-frozen", until: freeze.until });
  }
  if (cover.siteIds !== null && !cover.siteIds.includes(moment.siteId)) {
    reasons.push({ code: "plan-does-not-cover-site", plan });
  }
  if (!covers(cover.hours, moment.local)) reasons.push({ code: "plan-does-not-cover-hour", plan });
  if (membership.visitsLeft === 0 && takesVisit(membership, moment.paidToday)) {
    reasons.push({ code: "no-visits-left", plan });
  }
  return reasons;
}
