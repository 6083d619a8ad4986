// Members whose last membership ends within two weeks.
import type pg from "pg";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import type { Expiring } from "../../protocol/http/gym.ts";
import { photoUrlOf } from "./photo-url.ts";

const MAX_ROWS = 50;

const EXPIRING = `
  select m.id, m.full_name, m.photo_hash, p.name as plan_name, h.ends_on
  from membership h join member m on m.id = h.member_id join plan p on p.id = h.plan_id
  where h.ends_on between $1::date and $1::date + 14
    and not exists (select 1 from membership later where later.member_id = h.member_id
      and later.id <> h.id and (later.ends_on is null or later.ends_on > h.ends_on))
  order by h.ends_on, m.full_name limit ${MAX_ROWS}`;

interface Row {
  readonly id: string;
  readonly full_name: string;
  readonly photo_hash: string | null;
  readonly plan_name: string;
  readonly ends_on: CalendarDay;
}

export async function readExpiring(
  pool: pg.Pool,
  today: CalendarDay,
  now: Instant,
): Promise<Expiring> {
  const found = await pool.query<Row>(EXPIRING, [today]);
  return {
    computedAt: now,
    rows: found.rows.map((row) => ({
      id: row.id,
      fullName: row.full_name,
      photoUrl: photoUrlOf(row.photo_hash),
      planName: row.plan_name,
      endsOn: row.ends_on,
    })),
  };
}
