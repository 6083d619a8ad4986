import { describe, expect, it } from "vitest";
import { gymDayAt } from "../../domain/gym-day.ts";
import { gymToday } from "./gym-today.ts";

const BERLIN = { timeZone: "Europe/Berlin", gymDayStartsAt: "04:00" };

describe("today at a site", () => {
  it("[SCREEN-109] past midnight it is still the evening's day, until the gym-day turns", () => {
    expect(gymToday(BERLIN, new Date("2026-11-24T22:59:00Z"))).toBe("2026-11-24");
    expect(gymToday(BERLIN, new Date("2026-11-25T02:59:00Z"))).toBe("2026-11-24");
    expect(gymToday(BERLIN, new Date("2026-11-25T03:00:00Z"))).toBe("2026-11-25");
  });

  it("[SCREEN-109] is the day that the door judges by, over changes of the clocks as well", () => {
    for (const start of ["2026-03-28T00:00:00Z", "2026-10-24T00:00:00Z", "2026-12-31T00:00:00Z"]) {
      for (let minute = 0; minute < 48 * 60; minute += 15) {
        const moment = new Date(Date.parse(start) + minute * 60_000);
        expect(gymToday(BERLIN, moment)).toBe(gymDayAt(moment.toISOString(), BERLIN).day);
      }
    }
  });
});
