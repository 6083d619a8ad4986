// Search and filters live in the address, so that back, reload and a sent link show the same list.
import { MEMBERSHIP_STATES } from "../../domain/membership-state.ts";
import type { MemberFilter } from "../api/query-keys.ts";

let lastSearch = "";

/** What cannot be understood in an address counts as not asked for. */
export function filterOf(parameters: URLSearchParams): MemberFilter {
  const search = parameters.get("search")?.trim() ?? "";
  const state = MEMBERSHIP_STATES.find((known) => known === parameters.get("state"));
  const plan = parameters.get("plan") ?? "";
  return {
    ...(search !== "" && { search }),
    ...(state !== undefined && { state }),
    ...(plan !== "" && { plan }),
    ...(parameters.get("inside") === "true" && { inside: "true" as const }),
  };
}

export function parametersOf(filter: MemberFilter): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined && value !== "") parameters.set(name, value);
  }
  return parameters;
}

export function isFiltered(filter: MemberFilter): boolean {
  return parametersOf(filter).size > 0;
}

/** Kept by the list, so that a profile can lead back to it. */
export function keepListAddress(filter: MemberFilter): void {
  lastSearch = parametersOf(filter).toString();
}

export function lastListAddress(): string {
  return lastSearch === "" ? "/members" : `/members?${lastSearch}`;
}
