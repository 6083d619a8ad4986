// The signed-in account as its own screens see it.
import { RIGHTS, holds } from "../../domain/rights.ts";
import type { Account } from "../../protocol/http/people.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Database } from "../store/database.ts";
import type { Caller } from "./caller.ts";

/** Stands for the operator of the machine, who has no account. */
const OPERATOR_ID = "00000000-0000-0000-0000-000000000000";

export async function accountOf(database: Database, caller: Caller): Promise<Account> {
  const organisation = await database
    .selectFrom("organisation")
    .select(["name", "currency", "is_demo"])
    .executeTakeFirst();
  if (organisation === undefined) throw new ProblemError("not-set-up");
  return {
    id: caller.staffId ?? OPERATOR_ID,
    fullName: caller.fullName,
    email: caller.staffId === null ? "" : await emailOf(database, caller.staffId),
    role: caller.role,
    rights: RIGHTS.filter((right) => holds(caller.role, right)),
    siteIds: caller.siteIds === null ? null : [...caller.siteIds],
    organisation: organisation.name,
    currency: organisation.currency,
    isDemo: organisation.is_demo,
  };
}

async function emailOf(database: Database, staffId: string): Promise<string> {
  const row = await database
    .selectFrom("staff")
    .select("email")
    .where("id", "=", staffId)
    .executeTakeFirst();
  // The account was removed between the session's reading and this one.
  if (row === undefined) throw new ProblemError("not-signed-in");
  return row.email;
}
