// The first run: from an empty house to a gym with a site, a front desk, a plan and an owner, in one
// transaction. It can happen once.
import { v7 as newId } from "uuid";
import { isTimeZone } from "../../domain/gym-day.ts";
import type { z } from "zod";
import type { firstRun } from "../../protocol/http/people.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Clock } from "../clock.ts";
import { commitChange } from "../store/commit-change.ts";
import type { Change } from "../store/commit-change.ts";
import type { Database } from "../store/database.ts";
import { FIRST_PLAN, insertPlan } from "../store/plans.ts";
import { frontDeskOf, insertDoor, insertSite, insertStream } from "../store/sites.ts";
import { hashPassword } from "./passwords.ts";
import { SET_UP_CODE } from "./set-up.ts";

export type FirstRunAsked = Omit<z.output<typeof firstRun>, "code" | "demo">;

export interface FirstRunDone {
  readonly organisationId: string;
  readonly siteId: string;
  readonly staffId: string;
}

/** Throws `already-set-up` where there is a gym, and `invalid-request` for an unknown time zone. */
export async function runFirst(
  parts: { readonly database: Database; readonly clock: Clock },
  asked: FirstRunAsked,
): Promise<FirstRunDone> {
  mustBeTimeZone(asked.gym.timeZone, "gym.timeZone");
  const passwordHash = await hashPassword(asked.account.password);
  // Nobody listens yet: nothing is announced.
  const change = { ...parts, announce: () => undefined };
  try {
    return await commitChange(change, null, (work) => writeFirst(work, asked, passwordHash));
  } catch (error) {
    const isSecond = error instanceof ProblemError && error.problem.code === "already-exists";
    throw isSecond ? new ProblemError("already-set-up") : error;
  }
}

export function mustBeTimeZone(name: string, field: string): void {
  // An offset is no zone: it knows no daylight saving.
  if (isTimeZone(name) && /^[A-Za-z]/.test(name)) return;
  throw new ProblemError("invalid-request", {
    details: [`${field}: there is no time zone ${JSON.stringify(name)}`],
  });
}

async function writeFirst(
  change: Change,
  asked: FirstRunAsked,
  passwordHash: string,
): Promise<FirstRunDone> {
  const { rows } = change;
  const organisationId = newId();
  const siteId = newId();
  const staffId = newId();
  const { gym, account } = asked;
  await rows
    .insertInto("organisation")
    .values({ id: organisationId, name: gym.name, created_at: change.at })
    .execute();
  await insertStream(rows, organisationId, "organisation");
  await insertSite(rows, { id: siteId, timeline: "live", ...gym }, change.at);
  await insertDoor(rows, frontDeskOf(siteId), change.at);
  await insertPlan(rows, { id: newId(), ...FIRST_PLAN }, change.at);
  await rows
    .insertInto("staff")
    .values({
      id: staffId,
      full_name: account.fullName,
      email: account.email,
      password_hash: passwordHash,
      role: "owner",
      site_ids: null,
    })
    .execute();
  await rows.deleteFrom("setting").where("key", "=", SET_UP_CODE).execute();
  await change.audit({ action: "first-run", subjectId: organisationId, after: { gym: gym.name } });
  return { organisationId, siteId, staffId };
}
