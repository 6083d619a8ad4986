import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HoursWindow } from "../../domain/week-hours.ts";
import { draftOf, faultOf, isSound, weekHoursOf, withRow, writeHours } from "./hours-draft.ts";

const workdays: HoursWindow = { days: [1, 2, 3, 4, 5], from: "06:00", to: "22:00" };
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const windows = fc.record({
  days: fc
    .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
    .map((days) => days.toSorted((a, b) => a - b)),
  from: clock,
  // A time field has no 00:00 that is not the end of the day.
  to: clock.map((time) => (time === "00:00" ? "24:00" : time)),
});

describe("opening hours", () => {
  it("[SCREEN-57] are the same after they were shown in the form", () => {
    fc.assert(
      fc.property(fc.option(fc.array(windows, { minLength: 1 })), (hours) => {
        expect(weekHoursOf(draftOf(hours))).toEqual(hours);
      }),
    );
  });

  it("[SCREEN-57] without a day, without a time or without length are told where they stand", () => {
    const row = { key: 1, ...workdays };
    expect(faultOf(row)).toBeNull();
    expect(faultOf({ ...row, days: [] })).toBe("Choose at least one day.");
    expect(faultOf({ ...row, to: "" })).toContain("Both times");
    expect(faultOf({ ...row, to: row.from })).toBe("From and to are the same.");
    expect(isSound({ isAlways: false, rows: [{ ...row, days: [] }] })).toBe(false);
    expect(isSound({ isAlways: true, rows: [{ ...row, days: [] }] })).toBe(true);
  });

  it("[SCREEN-57] begin a new row with the days that are still free", () => {
    const draft = withRow(draftOf([workdays]));
    expect(draft.rows[1]).toMatchObject({ days: [6, 7], key: 2 });
  });

  it("[SCREEN-57] are written as a person would", () => {
    const weekend: HoursWindow = { days: [6, 7], from: "08:00", to: "24:00" };
    expect(writeHours([workdays, weekend])).toBe("Mon–Fri 06:00–22:00 · Sat, Sun 08:00–24:00");
    expect(writeHours([{ ...workdays, days: [1, 2, 3, 4, 5, 6, 7] }])).toContain("every day");
    expect(writeHours(null)).toBe("Open around the clock");
  });
});
