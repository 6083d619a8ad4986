// Wipes the demo in one step: every table but the list of migrations and who runs, back to the first run.
import { sql } from "kysely";
import { ProblemError } from "../../protocol/problem.ts";
import type { Database } from "../store/database.ts";

/** Throws `not-set-up` without a gym, and `not-allowed` for one that is not a demo. */
export async function wipeDemo(database: Database): Promise<void> {
  await database.transaction().execute(async (rows) => {
    // The desk's transactions begin at a stream: whoever holds them all is alone.
    await sql`lock table stream in access exclusive mode`.execute(rows);
    const found = await rows.selectFrom("organisation").select("is_demo").executeTakeFirst();
    if (found === undefined) throw new ProblemError("not-set-up");
    if (!found.is_demo) {
      throw new ProblemError("not-allowed", { details: ["Only a demo gym can be wiped."] });
    }
    const tables = await sql<{ name: string }>`
      select tablename as name from pg_tables
      where schemaname = current_schema() and tablename not in ('migration', 'server', 'caretaker')
    `.execute(rows);
    const names = tables.rows.map(({ name }) => sql.table(name));
    await sql`truncate ${sql.join(names)} restart identity`.execute(rows);
  });
}
