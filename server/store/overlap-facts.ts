// What desks that were by themselves at once have left for one another, read inside the desk's transaction.
import { must } from "../../domain/assert.ts";
import type { Wanted } from "../desk/desk-store.ts";
import type { OverlapFacts, SeenExit } from "../desk/overlaps.ts";
import type { Queries } from "./database.ts";
import { WHOM } from "./member-facts.ts";

const MERGED = `
  select command_id, visit_id from decision
  where command_id = any($1) and made_offline and command = 'check_in' and visit_id is not null`;

const EXITS = `
  select d.id as "decisionId", d.member_id as "memberId", d.at, d.door_id as "doorId"
  from (${WHOM}) as w
  cross join lateral (select * from decision
    where member_id = w.member_id and at >= $4 and made_offline and command = 'check_out'
      and visit_id is null and site_id = $5) d
  order by d.at`;

// Their ends may give way to what a desk saw.
const GUESSED = `
  select g.id from (${WHOM}) as w
  cross join lateral (select id from visit
    where member_id = w.member_id and check_in_at >= $4 and undone_at is null and how = 'automatic'
      and site_id = $5) g`;

/** `whom`: members, credentials and visits in question. */
export async function readOverlaps(
  client: Queries,
  whom: readonly (readonly string[])[],
  { overlaps, since }: Wanted,
): Promise<OverlapFacts> {
  const { commandIds, siteId } = must(overlaps, "overlaps");
  const values = [...whom, since, siteId];
  const [merged, exits, guessed] = await Promise.all([
    client.query<{ command_id: string; visit_id: string }>({
      name: "desk-merged",
      text: MERGED,
      values: [commandIds],
    }),
    client.query<SeenExit>({ name: "desk-exits", text: EXITS, values }),
    client.query<{ id: string }>({ name: "desk-guessed", text: GUESSED, values }),
  ]);
  return {
    visitIds: new Map(merged.rows.map((row) => [row.command_id, row.visit_id])),
    exits: exits.rows,
    guessedIds: guessed.rows.map(({ id }) => id),
  };
}
