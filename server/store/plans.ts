// Plans, as the tables hold them and as the wire shows them.
import { sql } from "kysely";
import type { Kysely, Transaction } from "kysely";
import { v7 as newId } from "uuid";
import type { z } from "zod";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import type { PlanChange, PlanRow, newPlan } from "../../protocol/http/gym.ts";
import type { HoursWindow } from "../../domain/week-hours.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { changedFields } from "./changed-fields.ts";
import type { ChangedFields } from "./changed-fields.ts";
import type { Change } from "./commit-change.ts";
import type { Viewpoint } from "./member-row.ts";
import type { Tables } from "./schema.ts";
import { hoursText } from "./sites.ts";
import { mustKnowSites } from "./staff.ts";

export type NewPlanAsked = z.output<typeof newPlan>;

/** What the first run sells until somebody says otherwise. */
export const FIRST_PLAN: NewPlanAsked = {
  name: "Standard",
  siteIds: null,
  hours: null,
  visits: null,
};

/** Plans with how many members hold each today; the order is that of names, active ones first. */
export async function readPlans(
  database: Kysely<Tables>,
  today: CalendarDay,
  planId: string | null = null,
): Promise<PlanRow[]> {
  const found = await sql<{
    id: string;
    name: string;
    site_ids: string[] | null;
    hours: readonly HoursWindow[] | null;
    visits: number | null;
    is_active: boolean;
    members: number;
  }>`
    select p.id, p.name, p.site_ids, p.hours, p.visits, p.is_active, coalesce(h.members, 0) as members
    from plan p left join (
      select plan_id, count(distinct member_id)::integer as members from membership
      where ends_on is null or ends_on >= ${today}::date group by plan_id
    ) h on h.plan_id = p.id
    where ${planId}::uuid is null or p.id = ${planId}::uuid
    order by p.is_active desc, lower(p.name)`.execute(database);
  return found.rows.map((row) => ({
    id: row.id,
    name: row.name,
    siteIds: row.site_ids,
    hours: row.hours,
    visits: row.visits,
    isActive: row.is_active,
    memberCount: row.members,
  }));
}

export async function insertPlan(
  rows: Transaction<Tables>,
  plan: NewPlanAsked & { readonly id: string },
  at: Instant,
): Promise<void> {
  await rows
    .insertInto("plan")
    .values({
      id: plan.id,
      name: plan.name,
      site_ids: plan.siteIds,
      hours: hoursText(plan.hours),
      visits: plan.visits,
      created_at: at,
    })
    .execute();
}

/** Takes back the plan of the set-up where nobody has it and nobody changed it; answers its name. */
export async function removeFirstPlan({ rows, audit }: Change): Promise<string | null> {
  const { rows: removed } = await sql<{ id: string; name: string }>`
    delete from plan p using organisation o
    where p.name = ${FIRST_PLAN.name} and p.created_at = o.created_at
      and p.is_active and p.site_ids is null and p.hours is null and p.visits is null
      and not exists (select from membership h where h.plan_id = p.id)
    returning p.id, p.name`.execute(rows);
  const plan = removed[0];
  if (plan === undefined) return null;
  await audit({ action: "plan-removed", subjectId: plan.id, before: { name: plan.name } });
  return plan.name;
}

/** `siteIds` are the sites of whoever asks, null for all of them; throws `not-allowed` beyond these. */
export async function addPlan(
  change: Change,
  asked: NewPlanAsked,
  siteIds: readonly string[] | null,
): Promise<PlanRow> {
  const id = newId();
  mustCoverOnly(siteIds, asked.siteIds);
  await mustKnowSites(change.rows, asked.siteIds);
  await insertPlan(change.rows, { id, ...asked }, change.at);
  await change.audit({ action: "plan-added", subjectId: id, after: asked });
  return { id, ...asked, isActive: true, memberCount: 0 };
}

/** A plan that opens sites one may not see is changed by those who may. */
function mustCoverOnly(own: readonly string[] | null, covered: readonly string[] | null): void {
  if (own === null) return;
  if (covered !== null && covered.every((id) => own.includes(id))) return;
  throw new ProblemError("not-allowed", { details: ["siteIds: only your own sites"] });
}

/** The door judges by the changed plan from the next scan on; visits left in packs stay as they are. */
export async function changePlan(
  change: Change,
  planId: string,
  wanted: PlanChange,
  { today, siteIds }: Viewpoint,
): Promise<{ readonly plan: PlanRow; readonly changed: ChangedFields | null }> {
  const { rows } = change;
  await rows.selectFrom("plan").select("id").where("id", "=", planId).forUpdate().execute();
  const before = (await readPlans(rows, today, planId))[0];
  if (before === undefined) throw new ProblemError("not-found");
  mustCoverOnly(siteIds, before.siteIds);
  if (wanted.siteIds !== undefined) mustCoverOnly(siteIds, wanted.siteIds);
  const changed = changedFields(before, wanted);
  if (changed === null) return { plan: before, changed };
  await mustKnowSites(rows, wanted.siteIds);
  const plan: PlanRow = { ...before, ...changed.after };
  await rows
    .updateTable("plan")
    .set({
      name: plan.name,
      site_ids: plan.siteIds,
      hours: hoursText(plan.hours),
      visits: plan.visits,
      is_active: plan.isActive,
    })
    .where("id", "=", planId)
    .execute();
  await change.audit({ action: "plan-changed", subjectId: planId, ...changed });
  return { plan, changed };
}
