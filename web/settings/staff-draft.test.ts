import { describe, expect, it } from "vitest";
import { newStaff, staffChange } from "../../protocol/http/people.ts";
import type { StaffRow } from "../../protocol/http/people.ts";
import { faultsOfStaff, newStaffOf, staffChangeOf, staffDraftOf } from "./staff-draft.ts";

const site = "018f4a2e-0000-7000-8000-000000000001";
const grace: StaffRow = {
  id: "018f4a2e-0000-7000-8000-000000000003",
  fullName: "Grace Hopper",
  email: "grace@example.com",
  role: "manager",
  siteIds: [site],
  isActive: true,
  lastSeenAt: null,
};
const draft = staffDraftOf(grace);

describe("editing staff", () => {
  it("[SCREEN-69] changes no password that was not typed", () => {
    expect(faultsOfStaff(draft, false)).toEqual({});
    expect(staffChangeOf(draft)).not.toHaveProperty("password");
    expect(faultsOfStaff({ ...draft, password: "short" }, false)).toHaveProperty("password");
    const changed = staffChangeOf({ ...draft, password: "long enough now" });
    expect(staffChange.safeParse(changed).error).toBeUndefined();
  });

  it("[SCREEN-69] a new account needs name, e-mail and password", () => {
    const faults = faultsOfStaff(staffDraftOf(null), true);
    expect(Object.keys(faults)).toEqual(["fullName", "email", "password"]);
    const complete = { ...draft, password: "long enough now" };
    expect(newStaff.safeParse(newStaffOf(complete)).error).toBeUndefined();
  });

  it("[SCREEN-69] an owner sees every site, whatever was ticked before", () => {
    expect(staffChangeOf({ ...draft, role: "owner" }).siteIds).toBeNull();
    expect(faultsOfStaff({ ...draft, siteIds: [] }, false)).toHaveProperty("siteIds");
    expect(faultsOfStaff({ ...draft, role: "owner", siteIds: [] }, false)).toEqual({});
  });
});
