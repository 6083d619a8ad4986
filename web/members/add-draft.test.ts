import { describe, expect, it } from "vitest";
import { emptyAdd, faultsOfAdd, isTouched, newMemberOf, nextAfter } from "./add-draft.ts";

const empty = emptyAdd("2026-11-24", "plan");
const typed = { ...empty, fullName: " Ada Lovelace ", card: " 4711 ", phone: " " };

describe("adding a member", () => {
  it("[SCREEN-63] begins today, for a year", () => {
    expect(empty).toMatchObject({ startsOn: "2026-11-24", endsOn: "2027-11-23" });
    expect(isTouched(empty)).toBe(false);
    expect(isTouched(typed)).toBe(true);
  });

  it("[SCREEN-63] needs a name, and an end that is not before the start", () => {
    expect(Object.keys(faultsOfAdd(empty))).toEqual(["fullName"]);
    expect(Object.keys(faultsOfAdd({ ...typed, endsOn: "2026-01-01" }))).toEqual(["endsOn"]);
    expect(faultsOfAdd({ ...typed, planId: null, endsOn: "2026-01-01" })).toEqual({});
    expect(Object.keys(faultsOfAdd({ ...typed, startsOn: "" }))).toEqual(["startsOn"]);
  });

  it("[SCREEN-63] sends what was given and leaves out what was not", () => {
    expect(newMemberOf({ ...typed, endsOn: "" })).toEqual({
      fullName: "Ada Lovelace",
      email: null,
      phone: null,
      credential: "4711",
      membership: { planId: "plan", startsOn: "2026-11-24", endsOn: null },
    });
    const bare = newMemberOf({ ...typed, planId: null, card: "" });
    expect(bare).toEqual({ fullName: "Ada Lovelace", email: null, phone: null });
  });

  it("[SCREEN-63] keeps plan and days for the next in the queue", () => {
    expect(nextAfter(typed)).toEqual(empty);
  });
});
