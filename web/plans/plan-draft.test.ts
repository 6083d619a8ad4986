import { describe, expect, it } from "vitest";
import { newPlan } from "../../protocol/http/gym.ts";
import type { PlanRow } from "../../protocol/http/gym.ts";
import { faultsOfPlan, planDraftOf, planOf } from "./plan-draft.ts";

const site = "018f4a2e-0000-7000-8000-000000000001";
const offPeak: PlanRow = {
  id: "018f4a2e-0000-7000-8000-000000000002",
  name: "Off-peak",
  siteIds: [site],
  hours: [{ days: [1, 2], from: "09:00", to: "16:00" }],
  visits: 10,
  isActive: true,
  memberCount: 3,
};

describe("editing a plan", () => {
  it("[SCREEN-68] leaves it as it is where nothing was changed", () => {
    const { name, siteIds, hours, visits } = offPeak;
    const sent = planOf(planDraftOf(offPeak));
    expect(sent).toEqual({ name, siteIds, hours, visits });
    expect(newPlan.safeParse(sent).error).toBeUndefined();
  });

  it("[SCREEN-68] needs a name, and a site where it is not every site", () => {
    expect(Object.keys(faultsOfPlan(planDraftOf(null)))).toEqual(["name"]);
    const nowhere = { ...planDraftOf(offPeak), siteIds: [] };
    expect(Object.keys(faultsOfPlan(nowhere))).toEqual(["siteIds"]);
    expect(planOf({ ...nowhere, isEverySite: true }).siteIds).toBeNull();
  });
});
