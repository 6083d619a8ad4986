// The gym as a whole, changed by its owner.
import { organisation, organisationChange } from "../../protocol/http/people.ts";
import { changeOrganisation } from "../store/change-organisation.ts";
import { commitChange } from "../store/commit-change.ts";
import { about } from "./about.ts";
import type { App, RouteContext } from "./route-context.ts";
import { tellOrganisation } from "./tell-organisation.ts";

export function organisationRoutes(app: App, context: RouteContext): void {
  app.patch(
    "/api/organisation",
    about("staff:edit", "sites", "Change the gym's name, or the currency of what is due", {
      body: organisationChange,
      response: { 200: organisation },
    }),
    (request) => {
      const organisationId = context.organisationId();
      return commitChange(context, context.caller(request).staffId, async (change) => {
        const { organisation: row, changed } = await changeOrganisation(change, request.body);
        if (changed !== null) tellOrganisation(context, change, "sites_changed", organisationId);
        return row;
      });
    },
  );
}
