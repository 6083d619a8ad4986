// What deciding may know of a member, as the tables hold it: for the desk here and for the books of desks.
import { must } from "../../domain/assert.ts";
import type { MemberFacts, Membership } from "../../domain/member.ts";
import { photoUrlOf } from "./photo-url.ts";

// Everybody in question: named ($1), by a credential ($2), by a visit ($3).
export const WHOM = `
  select unnest($1::uuid[]) as member_id
  union select member_id from credential where code = any($2::text[])
  union select member_id from visit where id = any($3::uuid[])`;

/** The columns of a FactsRow, from member m. */
export const MEMBER_FACTS = `
  m.id, m.full_name, m.membership_number, m.photo_hash, m.barred_note, m.due_cents, m.due_since,
  coalesce((select json_agg(json_build_object('id', h.id, 'planId', p.id, 'planName', p.name,
    'covers', json_build_object('siteIds', p.site_ids, 'hours', p.hours),
    'startsOn', h.starts_on, 'endsOn', h.ends_on,
    'freeze', case when h.frozen_from is null then null
      else json_build_object('from', h.frozen_from, 'until', h.frozen_until) end,
    'visitsLeft', h.visits_left))
    from membership h join plan p on p.id = h.plan_id where h.member_id = m.id), '[]') as memberships`;

export interface FactsRow {
  readonly id: string;
  readonly full_name: string;
  readonly membership_number: string;
  readonly photo_hash: string | null;
  readonly barred_note: string | null;
  readonly due_cents: number;
  readonly due_since: string | null;
  readonly memberships: readonly Membership[];
}

export function factsOf(row: FactsRow): MemberFacts {
  return {
    id: row.id,
    fullName: row.full_name,
    membershipNumber: row.membership_number,
    photoUrl: photoUrlOf(row.photo_hash),
    memberships: row.memberships,
    barred: row.barred_note === null ? null : { note: row.barred_note },
    paymentDue:
      row.due_cents === 0
        ? null
        : { amountCents: row.due_cents, since: must(row.due_since, "day since when it is due") },
  };
}
