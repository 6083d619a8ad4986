// Plans: what a membership opens. A plan that is not offered any more is set inactive, never removed.
import { z } from "zod";
import { newPlan, plan, planChange, planList } from "../../protocol/http/gym.ts";
import { id } from "../../protocol/shapes.ts";
import { commitChange } from "../store/commit-change.ts";
import { addPlan, changePlan, readPlans } from "../store/plans.ts";
import { readToday } from "../store/today.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

const CHAPTER = "plans";

export function planRoutes(app: App, context: RouteContext): void {
  const { database, clock } = context;

  app.get(
    "/api/plans",
    about("members:view", CHAPTER, "All plans, with how many members hold each", {
      response: { 200: planList },
    }),
    async () => readPlans(database, await readToday(database, clock.now())),
  );

  app.post(
    "/api/plans",
    about("plans:edit", CHAPTER, "Add a plan", { body: newPlan, response: { 201: plan } }),
    async (request, reply) => {
      const { staffId, siteIds } = context.caller(request);
      const added = await commitChange(context, staffId, async (change) => {
        const row = await addPlan(change, request.body, siteIds);
        tellOrganisation(context, change, "plan_changed", row.id);
        return row;
      });
      return reply.code(201).send(added);
    },
  );

  app.patch(
    "/api/plans/:id",
    about("plans:edit", CHAPTER, "Change a plan", {
      params: z.object({ id }),
      body: planChange,
      response: { 200: plan },
    }),
    async (request) => {
      const { staffId, siteIds } = context.caller(request);
      const viewpoint = { today: await readToday(database, clock.now()), siteIds };
      return commitChange(context, staffId, async (change) => {
        const { plan: row, changed } = await changePlan(
          change,
          request.params.id,
          request.body,
          viewpoint,
        );
        if (changed !== null) tellOrganisation(context, change, "plan_changed", row.id);
        return row;
      });
    },
  );
}
