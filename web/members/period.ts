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

/** From which day a running membership is prolonged: the day after its end, and today where it is over. */
export function prolongedFrom(
  { startsOn, endsOn }: Pick<MembershipRow, "startsOn" | "endsOn">,
  today: CalendarDay,
): CalendarDay {
  if (endsOn !== null && endsOn >= today) return plusDays(endsOn, 1);
  return startsOn > today ? startsOn : today;
}

/** The same plan again for a year, from the day after the last one where that is still to come. */
export function renewalOf(last: MembershipRow | null, today: CalendarDay): Period {
  const endsOn = last?.endsOn ?? null;
  const startsOn = endsOn !== null && endsOn >= today ? plusDays(endsOn, 1) : today;
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
