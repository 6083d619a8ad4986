import { describe, expect, it } from "vitest";
import { weekdayOf } from "../parts/calendar.ts";
import { firstDayOfYear, yearOfDays } from "./year-of-days.ts";

const today = "2026-11-24";

describe("the last twelve months", () => {
  it("[SCREEN-66] begin on a Monday and end today, every day once", () => {
    const { weeks } = yearOfDays(today, []);
    const days = weeks.flat().map(({ day }) => day);
    expect(weekdayOf(days[0] ?? "")).toBe(1);
    expect(days[0]).toBe(firstDayOfYear(today));
    expect(days.at(-1)).toBe(today);
    expect(new Set(days).size).toBe(days.length);
    expect(weeks).toHaveLength(53);
  });

  it("[SCREEN-66] count visits and the days they fell on, none from before", () => {
    const year = yearOfDays(today, [today, today, "2026-03-01", "2024-01-01"]);
    expect(year).toMatchObject({ visits: 3, daysWithVisit: 2 });
  });

  it("[SCREEN-66] name each month where it begins", () => {
    const { months } = yearOfDays(today, []);
    expect(months.map(([, month]) => month)).toEqual([12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });
});
