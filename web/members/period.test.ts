import { describe, expect, it } from "vitest";
import type { MembershipRow } from "../../protocol/http/members.ts";
import { periodOf, prolongedFrom, renewalOf } from "./period.ts";

const gold = { planId: "gold", startsOn: "2026-01-01", endsOn: "2026-12-31" } as MembershipRow;

describe("a new membership", () => {
  it("[SCREEN-72] goes on from the last one, the same plan for a year", () => {
    expect(renewalOf(gold, "2026-11-24")).toEqual({
      planId: "gold",
      startsOn: "2027-01-01",
      endsOn: "2027-12-31",
    });
  });

  it("[SCREEN-72] begins today where there was none, or the last one ended or has no end", () => {
    expect(renewalOf(null, "2026-11-24")).toMatchObject({ planId: null, startsOn: "2026-11-24" });
    expect(renewalOf(gold, "2027-02-01").startsOn).toBe("2027-02-01");
    expect(renewalOf({ ...gold, endsOn: null }, "2026-11-24").startsOn).toBe("2026-11-24");
    expect(periodOf({ ...gold, endsOn: null }).endsOn).toBe("");
  });
});

describe("a membership that is changed", () => {
  it("[SCREEN-140] is prolonged from its end, and from today where it is over or has no end", () => {
    expect(prolongedFrom(gold, "2026-11-24")).toBe("2027-01-01");
    expect(prolongedFrom(gold, "2027-02-01")).toBe("2027-02-01");
    expect(prolongedFrom({ ...gold, endsOn: null }, "2026-11-24")).toBe("2026-11-24");
    expect(prolongedFrom({ ...gold, endsOn: null }, "2025-11-24")).toBe("2026-01-01");
  });
});
