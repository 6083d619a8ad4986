import fc from "fast-check";
import { expect, test } from "vitest";
import type { LocalMoment } from "./gym-day.ts";
import type { HoursWindow } from "./week-hours.ts";
import { covers, minuteOf } from "./week-hours.ts";

const moment = (weekday: number, time: string): LocalMoment => ({
  weekday,
  minuteOfDay: minuteOf(time),
  date: "2026-11-24",
});

const clockTime = fc
  .nat(24 * 60 - 1)
  .map((minute) =>
    [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":"),
  );
const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
const windows: fc.Arbitrary<HoursWindow> = fc.record({
  days,
  from: clockTime,
  to: fc.oneof(clockTime, fc.constant("24:00")),
});
const moments: fc.Arbitrary<LocalMoment> = fc
  .tuple(fc.integer({ min: 1, max: 7 }), clockTime)
  .map(([weekday, time]) => moment(weekday, time));

/** The week written out: every minute of it that a window holds, counted from Monday 00:00. */
function minutesOf({ days: weekdays, from, to }: HoursWindow): Set<number> {
  const length = (minuteOf(to) - minuteOf(from) + 1_440) % 1_440 || 1_440;
  const held = new Set<number>();
  for (const day of weekdays) {
    const start = (day - 1) * 1_440 + minuteOf(from);
    for (let minute = 0; minute < length; minute += 1) held.add((start + minute) % (7 * 1_440));
  }
  return held;
}

test("[DOOR-20] no list of hours means always", () => {
  fc.assert(fc.property(moments, (at) => covers(null, at)));
});

test("[DOOR-20] an empty list means never", () => {
  fc.assert(fc.property(moments, (at) => !covers([], at)));
});

test.each([
  ["08:59", false],
  ["09:00", true],
  ["16:59", true],
  ["17:00", false],
])("[DOOR-20] Tuesday 09:00 to 17:00 at %s: %s", (time, isHeld) => {
  expect(covers([{ days: [2], from: "09:00", to: "17:00" }], moment(2, time))).toBe(isHeld);
});

test("[DOOR-20] Sunday night runs into Monday, and a window may end at 24:00", () => {
  const night = [{ days: [7], from: "22:00", to: "02:00" }];
  expect(covers(night, moment(1, "01:59"))).toBe(true);
  expect(covers(night, moment(7, "01:59"))).toBe(false);
  const evening = [{ days: [7], from: "22:00", to: "24:00" }];
  expect(covers(evening, moment(7, "23:59"))).toBe(true);
  expect(covers(evening, moment(1, "00:00"))).toBe(false);
});

test("[DOOR-20] any window holds exactly the minutes of the week written out", () => {
  fc.assert(
    fc.property(windows, moments, (window, at) => {
      const minute = (at.weekday - 1) * 1_440 + at.minuteOfDay;
      expect(covers([window], at)).toBe(minutesOf(window).has(minute));
    }),
    { numRuns: 300 },
  );
});

test("[DOOR-20] several windows hold what any of them holds", () => {
  fc.assert(
    fc.property(fc.array(windows, { maxLength: 4 }), moments, (list, at) => {
      expect(covers(list, at)).toBe(list.some((window) => covers([window], at)));
    }),
  );
});
