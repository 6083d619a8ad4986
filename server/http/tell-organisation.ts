// A change that the screens of every site hear of: the organisation's stream says what to ask for anew.
import type { OrganisationEvent } from "../../domain/event.ts";
import type { Change } from "../store/commit-change.ts";
import type { RouteContext } from "./route-context.ts";

/** `id` is that of the member, plan, account or site that changed. */
export function tellOrganisation(
  context: RouteContext,
  change: Change,
  type: OrganisationEvent["type"],
  id: string,
): void {
  change.tell(context.organisationId(), { type, payload: { id, at: change.at } });
}
