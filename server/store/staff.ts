// Staff accounts, as the tables hold them and as the wire shows them.
import { sql } from "kysely";
import type { Kysely, Selectable, Transaction } from "kysely";
import type { StaffRow } from "../../protocol/http/people.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Tables } from "./schema.ts";

export async function readStaff(database: Kysely<Tables>): Promise<StaffRow[]> {
  const rows = await database
    .selectFrom("staff")
    .selectAll()
    .orderBy("is_active", "desc")
    .orderBy("full_name")
    .execute();
  return rows.map(staffRowOf);
}

/** Holds every active owner and the account in question until the transaction ends. */
export async function lockStaff(
  rows: Transaction<Tables>,
  id: string,
): Promise<{ readonly account: StaffRow; readonly otherOwners: number } | null> {
  const held = await rows
    .selectFrom("staff")
    .selectAll()
    .where((where) =>
      where.or([
        where("id", "=", id),
        where.and([where("role", "=", "owner"), where("is_active", "=", true)]),
      ]),
    )
    .orderBy("id")
    .forUpdate()
    .execute();
  const account = held.find((row) => row.id === id);
  if (account === undefined) return null;
  const otherOwners = held.filter((row) => row.id !== id).length;
  return { account: staffRowOf(account), otherOwners };
}

/** Throws `invalid-request` where one of the sites is not there. */
export async function mustKnowSites(
  rows: Transaction<Tables>,
  siteIds: readonly string[] | null | undefined,
): Promise<void> {
  if (siteIds === null || siteIds === undefined) return;
  const found = await rows
    .selectFrom("site")
    .select("id")
    .where(sql<boolean>`id = any(${siteIds}::uuid[])`)
    .execute();
  const known = new Set(found.map((row) => row.id));
  const unknown = siteIds.filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new ProblemError("invalid-request", {
    details: unknown.map((id) => `siteIds: there is no site ${id}`),
  });
}

function staffRowOf(row: Selectable<Tables["staff"]>): StaffRow {
  return {
    id: row.id,
    fullName: row.full_name,
    email: row.email,
    role: row.role,
    siteIds: row.site_ids,
    isActive: row.is_active,
    lastSeenAt: row.last_seen_at,
  };
}
