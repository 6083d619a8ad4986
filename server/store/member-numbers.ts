// Membership numbers for members who bring none: the next ones after the highest plain number.
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { Tables } from "./schema.ts";

const FIRST_NUMBER = 1_001;
/** Any number of our own: whoever draws numbers waits for the others. */
const LOCK = 7_221_905;

export async function drawNumbers(rows: Transaction<Tables>, count: number): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(rows);
  const found = await sql<{ readonly highest: number | null }>`
    select max(membership_number::bigint) as highest from member
    where membership_number ~ '^[0-9]{1,15}$'`.execute(rows);
  const first = Math.max(FIRST_NUMBER, (found.rows[0]?.highest ?? 0) + 1);
  return Array.from({ length: count }, (_each, index) => String(first + index));
}
