// How a membership stands on a day, as lists and searches name it. The door judges more than that: the
// site, the hour, what was paid today (`standing.ts`).
import type { CalendarDay } from "./instant.ts";
import type { Membership } from "./member.ts";
import { compareEnds, isFrozenOn } from "./member.ts";

/** From what serves a member best to what serves least; `none`: there is no membership. */
export const MEMBERSHIP_STATES = ["active", "frozen", "not_started", "ended", "none"] as const;
export type MembershipState = (typeof MEMBERSHIP_STATES)[number];

/** A pack that is used up has ended. The tables say the same in SQL: `server/store/member-row.ts`. */
export function membershipStateOn(
  { startsOn, endsOn, freeze, visitsLeft }: Membership,
  day: CalendarDay,
): MembershipState {
  if ((endsOn !== null && endsOn < day) || visitsLeft === 0) return "ended";
  if (startsOn > day) return "not_started";
  return isFrozenOn(freeze, day) ? "frozen" : "active";
}

/** The one that a list names: by its state, an unlimited one before a pack, then the one that ends last. */
export function bestMembershipOn(
  memberships: readonly Membership[],
  day: CalendarDay,
): { readonly membership: Membership; readonly state: MembershipState } | null {
  const judged = memberships.map((membership) => {
    const state = membershipStateOn(membership, day);
    return { membership, state, rank: MEMBERSHIP_STATES.indexOf(state) };
  });
  judged.sort(
    (a, b) =>
      a.rank - b.rank ||
      Number(a.membership.visitsLeft !== null) - Number(b.membership.visitsLeft !== null) ||
      compareEnds(b.membership, a.membership) ||
      a.membership.id.localeCompare(b.membership.id),
  );
  const [best] = judged;
  return best === undefined ? null : { membership: best.membership, state: best.state };
}
