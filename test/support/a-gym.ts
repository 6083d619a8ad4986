// A gym to try the rules on: one site in Berlin, one door, Ada with an open-ended membership, a
// Tuesday at 18:00 local time. A test says only what is different.
import type { CheckIn, CheckOut, Undo } from "../../domain/command.ts";
import type { CheckInSituation } from "../../domain/decide-check-in.ts";
import { gymDayAt } from "../../domain/gym-day.ts";
import type { Instant } from "../../domain/instant.ts";
import { plusMinutes } from "../../domain/instant.ts";
import type { MemberFacts, Membership } from "../../domain/member.ts";
import { briefOf } from "../../domain/member.ts";
import type { Door, Site } from "../../domain/site.ts";
import { locationOf, USUAL_OFFLINE_POLICY } from "../../domain/site.ts";
import type { ClosedVisit, OpenVisit } from "../../domain/visit.ts";

/** A Tuesday, 18:00 in Berlin. */
export const NOW: Instant = "2026-11-24T17:00:00.000Z";
export const TODAY = "2026-11-24";

/** A UUID that says its number. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, "0")}`;
}

export const SITE: Site = {
  id: idOf(0xa),
  name: "Mitte",
  timeZone: "Europe/Berlin",
  gymDayStartsAt: "04:00",
  hours: null,
  capacity: null,
  timeline: "live",
};

export const DOOR: Door = {
  id: idOf(0xd),
  siteId: SITE.id,
  name: "Front desk",
  channel: "desk",
  zone: null,
  offline: USUAL_OFFLINE_POLICY,
};

export function aMembership(different: Partial<Membership> = {}): Membership {
  return {
    id: idOf(0x11),
    planId: idOf(0x21),
    planName: "Anytime",
    covers: { siteIds: null, hours: null },
    startsOn: "2026-01-01",
    endsOn: null,
    freeze: null,
    visitsLeft: null,
    ...different,
  };
}

export function aMember(different: Partial<MemberFacts> = {}): MemberFacts {
  return {
    id: idOf(0x1),
    fullName: "Ada Lovelace",
    membershipNumber: "M-1001",
    photoUrl: null,
    memberships: [aMembership()],
    barred: null,
    paymentDue: null,
    ...different,
  };
}

/** A member with one membership that differs from the usual. */
export function aMemberWith(different: Partial<Membership>): MemberFacts {
  return aMember({ memberships: [aMembership(different)] });
}

export function anOpenVisit(different: Partial<OpenVisit> = {}): OpenVisit {
  return {
    id: idOf(0x31),
    member: briefOf(aMember()),
    checkInTime: NOW,
    gymDay: TODAY,
    location: locationOf(DOOR),
    channel: "desk",
    alerts: [],
    by: null,
    firstToday: true,
    madeOffline: false,
    ...different,
  };
}

export function aClosedVisit(different: Partial<ClosedVisit> = {}): ClosedVisit {
  const { checkInTime = NOW, durationMinutes = 75 } = different;
  const checkOutTime = plusMinutes(checkInTime, durationMinutes);
  const open = anOpenVisit();
  const left = {
    checkOutTime,
    checkOutLocation: open.location,
    durationMinutes,
    how: "scanned",
    leftOffline: false,
  } as const;
  return { ...open, ...left, ...different };
}

export function aCheckIn(different: Partial<CheckIn> = {}): CheckIn {
  const at = different.at ?? NOW;
  return {
    type: "check_in",
    commandId: idOf(0xc1),
    subject: { memberId: aMember().id },
    doorId: DOOR.id,
    at,
    recordedAt: at,
    by: null,
    madeOffline: false,
    notes: null,
    visitId: idOf(0x31),
    decisionId: idOf(0xdc1),
    ...different,
  };
}

export function aCheckOut(different: Partial<CheckOut> = {}): CheckOut {
  const at = different.at ?? plusMinutes(NOW, 75);
  return {
    type: "check_out",
    commandId: idOf(0xc2),
    subject: { memberId: aMember().id },
    doorId: null,
    at,
    recordedAt: at,
    by: null,
    madeOffline: false,
    notes: null,
    decisionId: idOf(0xdc2),
    how: "scanned",
    ...different,
  };
}

export function anUndo(different: Partial<Undo> = {}): Undo {
  const at = different.at ?? plusMinutes(NOW, 1);
  return {
    type: "undo",
    commandId: idOf(0xc3),
    visitId: idOf(0x31),
    what: "check_in",
    mayCorrect: false,
    at,
    recordedAt: at,
    by: null,
    madeOffline: false,
    decisionId: idOf(0xdc3),
    ...different,
  };
}

/** What the site knows when a member stands at the door at some moment. */
export function aSituation(
  at: Instant,
  different: Partial<CheckInSituation> & { readonly member?: MemberFacts } = {},
): CheckInSituation {
  const { member = aMember(), ...other } = different;
  const site = other.site ?? SITE;
  const gymDay = gymDayAt(at, site);
  return {
    site,
    door: DOOR,
    gymDay,
    currentDay: gymDay.day,
    found: { as: "member", member },
    openVisit: null,
    isFirstToday: true,
    paidToday: [],
    insideCount: 0,
    ...other,
  };
}
