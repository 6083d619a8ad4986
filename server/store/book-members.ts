// Members as the book of a desk holds them: what deciding may know, what they are found by, what they did
// today. Read in pieces, so that ten thousand of them hold nobody up.
import type pg from "pg";
import type { BookMember } from "../../domain/book.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import { factsOf, MEMBER_FACTS } from "./member-facts.ts";
import type { FactsRow } from "./member-facts.ts";

const PIECE = 500;

interface BookRow extends FactsRow {
  readonly note: string;
  readonly credentials: BookMember["credentials"];
  readonly paid: readonly string[] | null;
  readonly was_here: boolean | null;
}

// The members of the day ($1, $2) are few and found by their visits; the others have none to look for.
const MEMBERS = `
  select ${MEMBER_FACTS}, m.note,
    coalesce((select json_agg(json_build_object('code', c.code, 'replacedAt',
      to_char(c.replaced_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      from credential c where c.member_id = m.id), '[]') as credentials,
    t.paid, t.was_here
  from member m
  left join (
    select member_id, bool_or(site_id = $1) as was_here,
      coalesce(array_agg(charged_membership_id) filter (where charged_membership_id is not null), '{}')
        as paid
    from visit where gym_day = $2 and undone_at is null
      and check_in_at > $2::date - interval '2 days' and check_in_at < $2::date + interval '3 days'
    group by member_id) t on t.member_id = m.id`;

export interface BookPlace {
  readonly siteId: string;
  /** The gym-day of the site at the moment of reading. */
  readonly day: CalendarDay;
}

/** Everybody, in pieces. */
export async function* readBookMembers(
  client: pg.ClientBase,
  place: BookPlace,
): AsyncGenerator<readonly BookMember[]> {
  let after: string | null = null;
  for (;;) {
    const found: pg.QueryResult<BookRow> = await client.query<BookRow>(
      `${MEMBERS} where $3::uuid is null or m.id > $3 order by m.id limit ${PIECE}`,
      [place.siteId, place.day, after],
    );
    if (found.rows.length === 0) return;
    yield found.rows.map((row) => memberOf(row, place));
    after = found.rows.at(-1)?.id ?? null;
  }
}

/** Those of these that are there. */
export async function readBookMembersNamed(
  client: pg.ClientBase,
  ids: readonly string[],
  place: BookPlace,
): Promise<readonly BookMember[]> {
  const found = await client.query<BookRow>(`${MEMBERS} where m.id = any($3::uuid[])`, [
    ...[place.siteId, place.day, ids],
  ]);
  return found.rows.map((row) => memberOf(row, place));
}

function memberOf(row: BookRow, { day }: BookPlace): BookMember {
  const { note, paid, was_here: wasHere, credentials } = row;
  return {
    ...factsOf(row),
    credentials,
    ...(note !== "" && { note }),
    ...(paid !== null && wasHere !== null && { today: { day, paid, wasHere } }),
  };
}
