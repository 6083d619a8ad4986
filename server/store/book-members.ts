// Members as the book of a desk holds them: what deciding may know, what they are found by, what they did
// today. Read in pieces, so that ten thousand of them hold nobody up.
import type pg from "pg";
import type { BookDay, BookMember } from "../../domain/book.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import { factsOf, MEMBER_FACTS } from "./member-facts.ts";
import type { FactsRow } from "./member-facts.ts";

/** Small enough that reading one is over in a moment. */
const PIECE = 250;

interface BookRow extends FactsRow {
  readonly note: string;
  readonly credentials: BookMember["credentials"];
}

const MEMBERS = `
  select ${MEMBER_FACTS}, m.note,
    coalesce((select json_agg(json_build_object('code', c.code, 'replacedAt',
      to_char(c.replaced_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))
      from credential c where c.member_id = m.id), '[]') as credentials
  from member m`;

// Found site by site: the index of visits begins with it.
const TODAY = `
  select member_id, bool_or(site_id = $1) as was_here,
    coalesce(array_agg(charged_membership_id) filter (where charged_membership_id is not null), '{}')
      as paid
  from visit where site_id = any(array(select id from site)) and gym_day = $2 and undone_at is null
    and ($3::uuid[] is null or member_id = any($3))
  group by member_id`;

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
  const today = await readToday(client, place, null);
  let after: string | null = null;
  for (;;) {
    const found: pg.QueryResult<BookRow> = await client.query<BookRow>(
      `${MEMBERS} where $1::uuid is null or m.id > $1 order by m.id limit ${PIECE}`,
      [after],
    );
    if (found.rows.length === 0) return;
    yield found.rows.map((row) => memberOf(row, today));
    after = found.rows.at(-1)?.id ?? null;
  }
}

/** Those of these that are there. */
export async function readBookMembersNamed(
  client: pg.ClientBase,
  ids: readonly string[],
  place: BookPlace,
): Promise<readonly BookMember[]> {
  const today = await readToday(client, place, ids);
  const found = await client.query<BookRow>(`${MEMBERS} where m.id = any($1::uuid[])`, [ids]);
  return found.rows.map((row) => memberOf(row, today));
}

type Today = ReadonlyMap<string, BookDay>;

async function readToday(
  client: pg.ClientBase,
  { siteId, day }: BookPlace,
  memberIds: readonly string[] | null,
): Promise<Today> {
  const found = await client.query<{ member_id: string; was_here: boolean; paid: string[] }>(
    TODAY,
    [siteId, day, memberIds],
  );
  return new Map(
    found.rows.map((row) => [row.member_id, { day, paid: row.paid, wasHere: row.was_here }]),
  );
}

function memberOf(row: BookRow, visits: Today): BookMember {
  const { note, credentials } = row;
  const today = visits.get(row.id);
  return {
    ...factsOf(row),
    credentials,
    ...(note !== "" && { note }),
    ...(today !== undefined && { today }),
  };
}
