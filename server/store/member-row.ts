// A member as the lists show one: the row, the membership that speaks for it today, whether it is inside.
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { must } from "../../domain/assert.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import type { MembershipState } from "../../domain/membership-state.ts";
import { MEMBERSHIP_STATES } from "../../domain/membership-state.ts";
import type { MemberRow } from "../../protocol/http/members.ts";
import { photoUrlOf } from "./photo-url.ts";

/** Who looks, and on which day. */
export interface Viewpoint {
  readonly today: CalendarDay;
  /** Sites the viewer may see; null means every site. */
  readonly siteIds: readonly string[] | null;
}

export interface MemberRecord {
  readonly id: string;
  readonly full_name: string;
  readonly membership_number: string;
  readonly photo_hash: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly plan_name: string | null;
  readonly state_rank: number | null;
  readonly ends_on: string | null;
  readonly barred_note: string | null;
  readonly due_cents: number;
  readonly inside_since: string | null;
  readonly last_visit_at: string | null;
}

/**
 * How well membership `h` serves on a day: the place of its state in `MEMBERSHIP_STATES`, from 1. The same
 * rule as `membershipStateOn`, for lists that are too long to read.
 */
export function stateRank(today: CalendarDay): RawBuilder<number> {
  return sql<number>`case
    when h.ends_on < ${today}::date or h.visits_left = 0 then 4
    when h.starts_on > ${today}::date then 3
    when h.frozen_from <= ${today}::date
      and (h.frozen_until is null or h.frozen_until > ${today}::date) then 2
    else 1 end`;
}

/** True of a membership `h` that is active on a day. */
export function holdsOn(today: CalendarDay): RawBuilder<boolean> {
  return sql<boolean>`${stateRank(today)} = 1`;
}

export function stateRanked(rank: number | null): MembershipState {
  return rank === null ? "none" : must(MEMBERSHIP_STATES[rank - 1], `state ${rank}`);
}

/** The place of a state in the order; null for `none`. */
export function rankOfState(state: MembershipState): number | null {
  return state === "none" ? null : MEMBERSHIP_STATES.indexOf(state) + 1;
}

/** Joins to member `m` the membership `b` that serves best today, as `bestMembershipOn` does. */
export function joinBest({ today }: Viewpoint): RawBuilder<unknown> {
  return sql`left join lateral (
      select p.name as plan_name, h.ends_on, ${stateRank(today)} as state_rank
      from membership h join plan p on p.id = h.plan_id where h.member_id = m.id
      order by state_rank, h.visits_left is not null, h.ends_on desc nulls first, h.id
      limit 1) b on true`;
}

/** Joins to member `m` the open visit `v`, where it is at a site that the viewer may see. */
export function joinInside({ siteIds }: Viewpoint): RawBuilder<unknown> {
  return sql`left join visit v on v.member_id = m.id and v.check_out_at is null
    and v.undone_at is null and ${isVisible(sql`v.site_id`, siteIds)}`;
}

/** Joins to member `m` the latest visit `l` at a site that the viewer may see. */
export function joinLatest({ siteIds }: Viewpoint): RawBuilder<unknown> {
  return sql`left join lateral (
      select w.check_in_at from visit w where w.member_id = m.id and w.undone_at is null
        and ${isVisible(sql`w.site_id`, siteIds)}
      order by w.check_in_at desc limit 1) l on true`;
}

export function isVisible(
  siteId: RawBuilder<unknown>,
  siteIds: readonly string[] | null,
): RawBuilder<boolean> {
  return siteIds === null ? sql`true` : sql`${siteId} = any(${siteIds}::uuid[])`;
}

/** The columns of a MemberRecord, from `m`, `b`, `v` and `l`. */
export const MEMBER_COLUMNS = sql`m.id, m.full_name, m.membership_number, m.photo_hash, m.email, m.phone,
  b.plan_name, b.state_rank, b.ends_on, m.barred_note, m.due_cents, v.check_in_at as inside_since, l.check_in_at as last_visit_at`;

export function memberRowOf(record: MemberRecord): MemberRow {
  return {
    id: record.id,
    fullName: record.full_name,
    membershipNumber: record.membership_number,
    photoUrl: photoUrlOf(record.photo_hash),
    email: record.email,
    phone: record.phone,
    planName: record.plan_name,
    state: stateRanked(record.state_rank),
    endsOn: record.ends_on,
    isBarred: record.barred_note !== null,
    dueCents: record.due_cents,
    insideSince: record.inside_since,
    lastVisitAt: record.last_visit_at,
  };
}
