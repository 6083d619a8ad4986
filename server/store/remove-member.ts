// Takes back a member who should never have been: a slip of an import, a duplicate. Whoever has been at the
// door has a history, and stays.
import { sql } from "kysely";
import { ProblemError } from "../../protocol/problem.ts";
import type { Change } from "./commit-change.ts";
import { forgetUnused } from "./photos.ts";

/** Cards and memberships go with the member. Throws `not-found`, and `has-history` for whoever has one. */
export async function removeMember(change: Change, memberId: string): Promise<void> {
  const { rows } = change;
  // No desk is in the middle of letting this member in.
  const sites = await rows.selectFrom("site").select("id").orderBy("id").execute();
  for (const { id } of sites) await change.lock(id);
  const member = await rows
    .selectFrom("member")
    .select(["full_name", "membership_number", "photo_hash"])
    .where("id", "=", memberId)
    .forUpdate()
    .executeTakeFirst();
  if (member === undefined) throw new ProblemError("not-found");
  const found = await sql<{ readonly has: boolean }>`
    select exists (select from visit where member_id = ${memberId}::uuid)
      or exists (select from decision where member_id = ${memberId}::uuid) as has`.execute(rows);
  if (found.rows[0]?.has === true) throw new ProblemError("has-history");
  await rows.deleteFrom("member").where("id", "=", memberId).execute();
  if (member.photo_hash !== null) await forgetUnused(change, member.photo_hash);
  await change.audit({
    action: "member-removed",
    subjectId: memberId,
    before: { fullName: member.full_name, membershipNumber: member.membership_number },
  });
}
