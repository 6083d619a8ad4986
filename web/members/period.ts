// The plan and the days of a membership while they are being typed.
import type { CalendarDay } from "../../domain/instant.ts";
import type { MemberProfile, MembershipRow } from "../../protocol/http/members.ts";
import { endAfterMonths, plusDays } from "../parts/calendar.ts";

export interface Period {
  readonly planId: string | null;
  readonly startsOn: string;
  /** Empty: open end. */
  readonly endsOn: string;
}

const USUAL_MONTHS = 12;

export function periodOf({ planId, startsOn, endsOn }: MembershipRow): Period {
  return { planId, startsOn, endsOn: endsOn ?? "" };
}

/** The day after the end of what runs until then; today where that is over, or has no end. */
function goneOnFrom(endsOn: CalendarDay | null, today: CalendarDay): CalendarDay {
  return endsOn !== null && endsOn >= today ? plusDays(endsOn, 1) : today;
}

/** From which day a membership is prolonged: never before it begins. */
export function prolongedFrom(
  { startsOn, endsOn }: Pick<MembershipRow, "startsOn" | "endsOn">,
  today: CalendarDay,
): CalendarDay {
  const from = goneOnFrom(endsOn, today);
  return startsOn > from ? startsOn : from;
}

/** The same plan again for a year. */
export function renewalOf(last: MembershipRow | null, today: CalendarDay): Period {
  const startsOn = goneOnFrom(last?.endsOn ?? null, today);
  return {
    planId: last?.planId ?? null,
    startsOn,
    endsOn: endAfterMonths(startsOn, USUAL_MONTHS),
  };
}

/** The one that lasts the longest; one without an end is not gone on from. */
export function lastMembership({ memberships }: MemberProfile): MembershipRow | null {
  const ends = (row: MembershipRow) => row.endsOn ?? "";
  return memberships.toSorted((a, b) => ends(b).localeCompare(ends(a)))[0] ?? null;
}
