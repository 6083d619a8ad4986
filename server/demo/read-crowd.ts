// Whom the simulator may send to the door: the demo's members with their cards, and who is in.
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import { plusMinutes } from "../../domain/instant.ts";
import type { WeekHours } from "../../domain/week-hours.ts";
import { holdsOn } from "../store/member-row.ts";
import type { Tables } from "../store/schema.ts";
import { IS_INSIDE } from "../store/visit-row.ts";

export interface Person {
  readonly memberId: string;
  readonly code: string;
  /** Visits of the last eight weeks: who came often will come again. */
  readonly recent: number;
  /** Hours of each membership that holds today; empty where none does. */
  readonly hours: readonly WeekHours[];
  readonly isBarred: boolean;
  readonly owes: boolean;
}

export interface Inside {
  readonly memberId: string;
  readonly code: string;
  readonly since: Instant;
}

const EIGHT_WEEKS_MINUTES = 8 * 7 * 24 * 60;

export async function readCrowd(
  database: Kysely<Tables>,
  at: { readonly today: CalendarDay; readonly now: Instant },
): Promise<readonly Person[]> {
  const { today, now } = at;
  const since = plusMinutes(now, -EIGHT_WEEKS_MINUTES);
  const found = await sql<Person>`
    select m.id as "memberId", c.code, m.barred_note is not null as "isBarred",
      m.due_cents > 0 as owes,
      (select count(*) from visit v where v.member_id = m.id and v.check_in_at > ${since}) as recent,
      (select coalesce(json_agg(p.hours), '[]') from membership h join plan p on p.id = h.plan_id
       where h.member_id = m.id and ${holdsOn(today)}) as hours
    from member m
    join lateral (select code from credential where member_id = m.id and replaced_at is null
      order by kind, code limit 1) c on true
    where m.is_demo order by m.membership_number
  `.execute(database);
  return found.rows;
}

export async function readInside(
  database: Kysely<Tables>,
  siteId: string,
): Promise<readonly Inside[]> {
  const found = await sql<Inside>`
    select v.member_id as "memberId", c.code, v.check_in_at as since from visit v
    join member m on m.id = v.member_id and m.is_demo
    join lateral (select code from credential where member_id = m.id and replaced_at is null
      order by kind, code limit 1) c on true
    where v.site_id = ${siteId} and ${sql.raw(IS_INSIDE)}
    order by v.check_in_at
  `.execute(database);
  return found.rows;
}

/** When anybody last came, or left as far as somebody saw it, on a gym-day. */
export async function readLastMove(
  database: Kysely<Tables>,
  siteId: string,
  day: CalendarDay,
): Promise<Instant | null> {
  const found = await sql<{ at: Instant | null }>`
    select greatest(max(check_in_at), max(check_out_at) filter (where how <> 'automatic')) as at
    from visit where site_id = ${siteId} and gym_day = ${day}
  `.execute(database);
  return found.rows[0]?.at ?? null;
}
