import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  gymDayAt,
  gymDayNamed,
  instantOfLocal,
  isTimeZone,
  isWithin,
  localMoment,
} from "./gym-day.ts";
import type { SiteClock } from "./gym-day.ts";
import { instantAt, millis, minutesBetween } from "./instant.ts";

const at4 = (timeZone: string): SiteClock => ({ timeZone, gymDayStartsAt: "04:00" });
const BERLIN = at4("Europe/Berlin");

const ZONES = [
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Pacific/Kiritimati",
  "Pacific/Apia",
  "Asia/Kathmandu",
  "America/St_Johns",
  "Africa/Casablanca",
  "UTC",
];

const clocks = fc.record({
  timeZone: fc.constantFrom(...ZONES),
  gymDayStartsAt: fc.constantFrom("00:00", "02:00", "02:30", "04:00", "05:15", "23:30"),
});
const instants = fc
  .integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2037, 0, 1) })
  .map((ms) => instantAt(ms));

const hoursOf = (day: string, clock: SiteClock) => {
  const { startsAt, endsAt } = gymDayNamed(day, clock);
  return (millis(endsAt) - millis(startsAt)) / 3_600_000;
};

describe("the turn of the day", () => {
  test.each([
    ["2026-11-24T02:59:59.999Z", "2026-11-23"],
    ["2026-11-24T03:00:00.000Z", "2026-11-24"],
    ["2026-11-25T02:59:59.999Z", "2026-11-24"],
    ["2026-11-25T03:00:00.000Z", "2026-11-25"],
  ])("[DAY-1] at 04:00 in Berlin: %s is of %s", (instant, day) => {
    expect(gymDayAt(instant, BERLIN).day).toBe(day);
  });

  test("[DAY-1] its bounds are instants, the first within and the last not", () => {
    const day = gymDayAt("2026-11-24T12:00:00.000Z", BERLIN);
    expect(day).toEqual({
      day: "2026-11-24",
      startsAt: "2026-11-24T03:00:00.000Z",
      endsAt: "2026-11-25T03:00:00.000Z",
    });
    expect(isWithin(day.startsAt, day)).toBe(true);
    expect(isWithin(day.endsAt, day)).toBe(false);
  });

  test.each([
    ["Europe/Berlin", "2026-03-28", 23, "2026-10-24", 25],
    ["America/New_York", "2026-03-07", 23, "2026-10-31", 25],
    ["Australia/Lord_Howe", "2026-10-03", 23.5, "2026-04-04", 24.5],
    ["Pacific/Kiritimati", "2026-03-28", 24, "2026-10-24", 24],
  ])(
    "[DAY-1] in %s the night of the change belongs to the day before it",
    (zone, spring, short, autumn, long) => {
      expect(hoursOf(spring, at4(zone))).toBe(short);
      expect(hoursOf(autumn, at4(zone))).toBe(long);
    },
  );

  test("[DAY-1] at UTC+14 the day begins at 14:00 UTC of the date before", () => {
    const clock = at4("Pacific/Kiritimati");
    expect(gymDayAt("2026-11-23T14:00:00.000Z", clock)).toEqual({
      day: "2026-11-24",
      startsAt: "2026-11-23T14:00:00.000Z",
      endsAt: "2026-11-24T14:00:00.000Z",
    });
    expect(gymDayAt("2026-11-23T13:59:59.999Z", clock).day).toBe("2026-11-23");
  });

  test("[DAY-1] a leap day is a day like any other", () => {
    expect(gymDayAt("2028-02-29T12:00:00.000Z", BERLIN)).toEqual({
      day: "2028-02-29",
      startsAt: "2028-02-29T03:00:00.000Z",
      endsAt: "2028-03-01T03:00:00.000Z",
    });
    expect(gymDayAt("2028-03-01T02:00:00.000Z", BERLIN).day).toBe("2028-02-29");
  });

  test("[DAY-1] a turn at an hour that the clocks skip comes when they have moved", () => {
    const clock = { timeZone: "Europe/Berlin", gymDayStartsAt: "02:30" };
    expect(gymDayNamed("2026-03-29", clock).startsAt).toBe("2026-03-29T01:30:00.000Z");
  });
});

describe("any instant in any zone", () => {
  test("[DAY-2] lies within its gym-day, which is the one of that name", () => {
    fc.assert(
      fc.property(instants, clocks, (instant, clock) => {
        const day = gymDayAt(instant, clock);
        expect(isWithin(instant, day)).toBe(true);
        expect(gymDayNamed(day.day, clock)).toEqual(day);
      }),
      { numRuns: 500 },
    );
  });

  test("[DAY-2] each day ends where the next one begins", () => {
    fc.assert(
      fc.property(instants, clocks, (instant, clock) => {
        const day = gymDayAt(instant, clock);
        const next = gymDayAt(day.endsAt, clock);
        const last = gymDayAt(instantAt(millis(day.startsAt) - 1), clock);
        expect(next.startsAt).toBe(day.endsAt);
        expect(next.day > day.day).toBe(true);
        expect(last.endsAt).toBe(day.startsAt);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the clock on the wall", () => {
  test.each([
    ["2026-11-24T17:05:00.000Z", "Europe/Berlin", 2, 18 * 60 + 5, "2026-11-24"],
    ["2026-11-29T23:30:00.000Z", "Europe/Berlin", 1, 30, "2026-11-30"],
    ["2026-11-24T23:59:00.000Z", "Asia/Kathmandu", 3, 5 * 60 + 44, "2026-11-25"],
  ])("[DAY-1] at %s in %s", (instant, zone, weekday, minuteOfDay, date) => {
    expect(localMoment(instant, zone)).toEqual({ weekday, minuteOfDay, date });
  });

  test("[DAY-7] a recorded local time is an instant of the site's zone", () => {
    expect(instantOfLocal("2015-02-02T08:11", "Europe/Berlin")).toBe("2015-02-02T07:11:00.000Z");
    expect(instantOfLocal("2015-07-02T08:11", "Europe/Berlin")).toBe("2015-07-02T06:11:00.000Z");
  });

  test("[DAY-1] a zone that does not exist is told from one that does", () => {
    expect(ZONES.filter((zone) => !isTimeZone(zone))).toEqual([]);
    expect(isTimeZone("Europe/Atlantis")).toBe(false);
  });

  test("[DAY-3] minutes are elapsed ones, full ones and never negative", () => {
    const from = "2026-11-24T17:00:00.000Z";
    expect(minutesBetween(from, "2026-11-24T17:00:59.999Z")).toBe(0);
    expect(minutesBetween(from, "2026-11-25T17:00:00.000Z")).toBe(1_440);
    expect(minutesBetween(from, "2026-11-24T16:00:00.000Z")).toBe(0);
  });
});
