// The list of members: searched, filtered, page by page. What the page shows beside the names is read
// for the page alone, so that a search over ten thousand stays within a few milliseconds.
import { sql } from "kysely";
import type { Kysely, RawBuilder } from "kysely";
import type { MemberList, MemberListQuery } from "../../protocol/http/members.ts";
import {
  joinBest,
  joinInside,
  joinLatest,
  memberRowOf,
  MEMBER_COLUMNS,
  rankOfState,
  stateRank,
} from "./member-row.ts";
import type { MemberRecord, Viewpoint } from "./member-row.ts";
import type { Tables } from "./schema.ts";
import { foldText } from "../../domain/fold-text.ts";
import { searchWords } from "./search-text.ts";

export async function listMembers(
  database: Kysely<Tables>,
  query: MemberListQuery,
  viewpoint: Viewpoint,
): Promise<MemberList> {
  const words = searchWords(query.search ?? "");
  const judges = query.state !== undefined || query.plan !== undefined;
  const found = await sql<{ readonly total: number } & (MemberRecord | { readonly id: null })>`
    with found as materialized (
      select m.id, m.search_text, ${rankOf(query.search ?? "", words)} as rank
      from member m ${judges ? joinStanding(viewpoint, query.plan) : sql``}
        ${query.inside === undefined ? sql`` : joinInside(viewpoint)}
      where ${sql.join(conditionsOf(query, words), sql` and `)}
    ), page as (
      select id, row_number() over (order by rank, search_text, id) as place from found
      order by rank, search_text, id offset ${query.offset} limit ${query.limit}
    )
    select t.total, r.* from (select count(*)::integer as total from found) t
    left join lateral (
      select ${MEMBER_COLUMNS}, page.place from page join member m using (id)
        ${joinBest(viewpoint)} ${joinInside(viewpoint)} ${joinLatest(viewpoint)}
    ) r on true order by r.place`.execute(database);
  const rows = found.rows.filter((row): row is { total: number } & MemberRecord => row.id !== null);
  return { rows: rows.map(memberRowOf), total: found.rows[0]?.total ?? 0 };
}

/** Joins to every member at once how the best of their memberships stands (`s.rank`), and of one plan. */
function joinStanding({ today }: Viewpoint, plan: string | undefined): RawBuilder<unknown> {
  const planRank =
    plan === undefined
      ? sql`null`
      : sql`min(${stateRank(today)}) filter (where h.plan_id = ${plan}::uuid)`;
  return sql`left join (
      select h.member_id, min(${stateRank(today)}) as rank, ${planRank} as plan_rank
      from membership h group by h.member_id
    ) s on s.member_id = m.id`;
}

function conditionsOf(query: MemberListQuery, words: readonly string[]): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  for (const word of words) conditions.push(sql`m.search_text like ${`%${literally(word)}%`}`);
  const { state, plan, inside } = query;
  if (state !== undefined) conditions.push(sql`s.rank is not distinct from ${rankOfState(state)}`);
  if (plan !== undefined) conditions.push(sql`s.plan_rank = s.rank`);
  if (inside !== undefined)
    conditions.push(inside === "true" ? sql`v.id is not null` : sql`v.id is null`);
  return conditions;
}

/** Who is meant comes first: the very number, a name that begins so, then words that all begin so. */
function rankOf(search: string, words: readonly string[]): RawBuilder<unknown> {
  const first = words[0];
  if (first === undefined) return sql`0`;
  const whole = foldText(search);
  return sql`case
    when lower(m.membership_number) = ${whole} then 0
    when m.search_text like ${`${literally(whole)}%`} then 1
    when ${sql.join(words.map(beginsAWord), sql` and `)} then 2
    when m.search_text like ${`${literally(first)}%`} then 3
    when ${beginsAWord(first)} then 4
    else 5 end`;
}

function beginsAWord(word: string): RawBuilder<unknown> {
  const start = literally(word);
  return sql`(m.search_text like ${`${start}%`} or m.search_text like ${`% ${start}%`})`;
}

/** For LIKE, in which three characters mean something else. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}
