import { describe, expect, it } from "vitest";
import {
  filterOf,
  isFiltered,
  keepListAddress,
  lastListAddress,
  parametersOf,
} from "./member-filters.ts";

describe("search and filters in the address", () => {
  it("[SCREEN-62] come back as they were, and lead back to the list as it was left", () => {
    const filter = { search: "Zoë 12", state: "frozen", plan: "p1", inside: "true" } as const;
    expect(filterOf(parametersOf(filter))).toEqual(filter);
    keepListAddress(filter);
    expect(lastListAddress()).toBe("/members?search=Zo%C3%AB+12&state=frozen&plan=p1&inside=true");
    keepListAddress({});
    expect(lastListAddress()).toBe("/members");
  });

  it("[SCREEN-62] that mean nothing are not asked for", () => {
    const filter = filterOf(new URLSearchParams("search=%20&state=lapsed&inside=false&x=1"));
    expect(filter).toEqual({});
    expect(isFiltered(filter)).toBe(false);
  });
});
