// What the routes of members share: from where the caller looks, and a change that answers with the
// profile as it then is.
import type { FastifyRequest } from "fastify";
import type { MemberProfile } from "../../protocol/http/members.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { commitChange } from "../store/commit-change.ts";
import type { MemberTouched } from "../store/change-holding.ts";
import type { Change } from "../store/commit-change.ts";
import type { Database } from "../store/database.ts";
import { readProfile } from "../store/member-profile.ts";
import type { Viewpoint } from "../store/member-row.ts";
import { readToday } from "../store/today.ts";
import type { RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

export async function viewpointOf(
  context: RouteContext,
  request: FastifyRequest,
): Promise<Viewpoint> {
  const { siteIds } = context.caller(request);
  return { today: await readToday(context.database, context.clock.now()), siteIds };
}

/** Throws `not-found` where there is no such member. */
export async function showProfile(
  context: RouteContext,
  request: FastifyRequest,
  memberId: string,
): Promise<MemberProfile> {
  const viewpoint = await viewpointOf(context, request);
  const profile = await readProfile(context.database, memberId, viewpoint);
  if (profile === null) throw new ProblemError("not-found");
  return profile;
}

/** Every screen hears of the member, where anything changed. */
export async function changeAndShow(
  context: RouteContext,
  request: FastifyRequest,
  work: (change: Change) => Promise<MemberTouched>,
): Promise<MemberProfile> {
  const { staffId } = context.caller(request);
  const memberId = await commitChange(context, staffId, async (change) => {
    const touched = await work(change);
    if (touched.isChanged) tellOrganisation(context, change, "member_changed", touched.memberId);
    return touched.memberId;
  });
  return showProfile(context, request, memberId);
}

export async function mustBeMember(database: Database, memberId: string): Promise<void> {
  const found = await database
    .selectFrom("member")
    .select("id")
    .where("id", "=", memberId)
    .executeTakeFirst();
  if (found === undefined) throw new ProblemError("not-found");
}
