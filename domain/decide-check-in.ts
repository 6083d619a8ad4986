// May this person come in, here, now? Every reason that applies is named, not just the first.
import type { CheckIn } from "./command.ts";
import type { SiteEvent } from "./event.ts";
import type { GymDay } from "./gym-day.ts";
import { localMoment } from "./gym-day.ts";
import { earlierOf, plusMinutes } from "./instant.ts";
import type { CalendarDay, Instant } from "./instant.ts";
import type { MemberFacts, Membership } from "./member.ts";
import { briefOf } from "./member.ts";
import type { Outcome } from "./outcome.ts";
import type { Reason } from "./reason.ts";
import { bySeverity, verdictOf } from "./reason.ts";
import type { Door, Site } from "./site.ts";
import { locationOf } from "./site.ts";
import { standingOf, takesVisit } from "./standing.ts";
import type { ClosedVisit, OpenVisit } from "./visit.ts";
import { closed } from "./visit.ts";

/** How long a visit is taken to have lasted when nobody scanned its exit. Shown as a guess. */
export const ASSUMED_STAY_MINUTES = 90;

/** How the scanned thing or the named member was found. */
export type Found =
  | { readonly as: "member"; readonly member: MemberFacts }
  | { readonly as: "unknown-credential" }
  | { readonly as: "unknown-member" }
  | { readonly as: "replaced"; readonly since: Instant; readonly member: MemberFacts };

export interface CheckInSituation {
  readonly site: Site;
  readonly door: Door;
  /** The gym-day of the command's `at`. */
  readonly gymDay: GymDay;
  /** The gym-day the site is in. */
  readonly currentDay: CalendarDay;
  readonly found: Found;
  readonly openVisit: OpenVisit | null;
  /** True when the member has no visit to this site on this gym-day, undone ones left out. */
  readonly isFirstToday: boolean;
  /** Memberships whose pack has already paid for a visit of this gym-day. */
  readonly paidToday: readonly string[];
  readonly insideCount: number;
}

interface Admission {
  readonly member: MemberFacts;
  readonly membership: Membership | null;
  readonly reasons: readonly Reason[];
}

export function decideCheckIn(situation: CheckInSituation, command: CheckIn): Outcome {
  const { found, openVisit } = situation;
  const isLate = isOfEarlierDay(situation);
  if (found.as !== "member")
    return refuse(situation, command, reasonsOfFinding(situation, command, found));
  if (openVisit !== null && !isLate)
    return alreadyInside(situation, command, openVisit, found.member);

  const { reasons, membership } = judge(situation, command, found.member, { takesPlace: !isLate });
  if (verdictOf(reasons) === "refuse") return refuse(situation, command, reasons);
  return admit(situation, command, { member: found.member, membership, reasons });
}

/** Lets somebody in, warned of the reasons; `membership`: the one that pays where it is a pack. */
export function admit(
  situation: CheckInSituation,
  command: CheckIn,
  { member, membership, reasons }: Admission,
): Outcome {
  const visit = openedVisit(situation, command, member, reasons);
  const isPaying =
    membership !== null &&
    membership.visitsLeft !== 0 &&
    takesVisit(membership, situation.paidToday);
  const events: SiteEvent[] = [{ type: "member_checked_in", payload: visit }];
  if (isOfEarlierDay(situation))
    events.push({ type: "member_checked_out", payload: closedByGuess(visit, command.recordedAt) });
  return {
    decision: decisionOn(situation, command, reasons),
    events,
    visit,
    charge: isPaying ? { membershipId: membership.id, visits: -1 } : null,
  };
}

/** The visit of somebody whose exit nobody scanned, closed at the likeliest moment. */
export function closedByGuess(visit: OpenVisit, noLaterThan: Instant): ClosedVisit {
  const at = earlierOf(plusMinutes(visit.checkInTime, ASSUMED_STAY_MINUTES), noLaterThan);
  return closed(visit, { at, location: null, how: "automatic", leftOffline: false });
}

/** Told after its gym-day: it moves nobody today. */
export function isOfEarlierDay({ gymDay, currentDay }: CheckInSituation): boolean {
  return gymDay.day < currentDay;
}

/** `takesPlace`: the visit would fill a place of the house as it is now. */
export function judge(
  situation: CheckInSituation,
  command: CheckIn,
  member: MemberFacts,
  { takesPlace }: { readonly takesPlace: boolean },
) {
  const { site, gymDay, insideCount, paidToday } = situation;
  const local = localMoment(command.at, site.timeZone);
  const standing = standingOf(member, { siteId: site.id, gymDay, local, paidToday });
  const { capacity } = site;
  const full: readonly Reason[] =
    takesPlace && capacity !== null && insideCount >= capacity
      ? [{ code: "house-full", capacity }]
      : [];
  return {
    membership: standing.membership,
    reasons: bySeverity([...standing.reasons, ...full]),
  };
}

function reasonsOfFinding(
  situation: CheckInSituation,
  command: CheckIn,
  found: Exclude<Found, { readonly as: "member" }>,
): readonly Reason[] {
  if (found.as !== "replaced") return [{ code: found.as }];
  const { reasons } = judge(situation, command, found.member, { takesPlace: false });
  return bySeverity([{ code: "credential-replaced", since: found.since }, ...reasons]);
}

function openedVisit(
  situation: CheckInSituation,
  command: CheckIn,
  member: MemberFacts,
  alerts: readonly Reason[],
): OpenVisit {
  return {
    id: command.visitId,
    member: briefOf(member),
    checkInTime: command.at,
    gymDay: situation.gymDay.day,
    location: locationOf(situation.door),
    channel: situation.door.channel,
    alerts,
    by: command.by,
    firstToday: situation.isFirstToday,
    madeOffline: command.madeOffline,
  };
}

function alreadyInside(
  situation: CheckInSituation,
  command: CheckIn,
  visit: OpenVisit,
  member: MemberFacts,
): Outcome {
  const { reasons } = judge(situation, command, member, { takesPlace: false });
  const since: Reason = { code: "already-inside", since: visit.checkInTime };
  const decision = {
    ...decisionOn(situation, command, [since, ...reasons]),
    verdict: "warn" as const,
  };
  return { decision, events: [], visit, charge: null };
}

/** Not let in, and why. */
export function refuse(
  situation: CheckInSituation,
  command: CheckIn,
  reasons: readonly Reason[],
): Outcome {
  const decision = decisionOn(situation, command, reasons);
  const { id, member, at } = decision;
  const { gymDay, door } = situation;
  const payload = {
    id,
    member,
    reasons,
    at,
    gymDay: gymDay.day,
    location: locationOf(door),
    channel: door.channel,
    by: command.by,
    madeOffline: command.madeOffline,
  };
  return { decision, events: [{ type: "check_in_refused", payload }], visit: null, charge: null };
}

function decisionOn(situation: CheckInSituation, command: CheckIn, reasons: readonly Reason[]) {
  const { found } = situation;
  const member = "member" in found ? briefOf(found.member) : null;
  return { id: command.decisionId, verdict: verdictOf(reasons), reasons, member, at: command.at };
}
