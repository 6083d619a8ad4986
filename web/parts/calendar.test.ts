import { describe, expect, it } from "vitest";
import { endAfterMonths, plusDays, plusMonths, weekdayOf, yearsBetween } from "./calendar.ts";

describe("sums with calendar days", () => {
  it.each([
    ["2026-11-24", 12, "2027-11-23"],
    ["2026-01-31", 1, "2026-02-27"],
    ["2028-02-29", 12, "2029-02-27"],
    ["2026-12-01", 1, "2026-12-31"],
  ])("[SCREEN-58] a membership from %s for %i months ends on %s", (start, months, end) => {
    expect(endAfterMonths(start, months)).toBe(end);
  });

  it("[SCREEN-58] days and months run over the ends of months and years", () => {
    expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(plusDays("2028-03-01", -1)).toBe("2028-02-29");
    expect(plusMonths("2026-11-30", 3)).toBe("2027-02-28");
    expect(weekdayOf("2026-11-24")).toBe(2);
    expect(weekdayOf("2026-11-29")).toBe(7);
  });

  it("[SCREEN-58] an age grows on the birthday", () => {
    expect(yearsBetween("1990-11-25", "2026-11-24")).toBe(35);
    expect(yearsBetween("1990-11-25", "2026-11-25")).toBe(36);
  });
});
