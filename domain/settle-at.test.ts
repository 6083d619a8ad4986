import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NOW } from "../test/support/a-gym.ts";
import { instantAt, millis } from "./instant.ts";
import { MAX_AHEAD_MS, MAX_LATE_MS, settleAt } from "./settle-at.ts";

const off = (ms: number) => instantAt(millis(NOW) + ms);
const OUT = { problem: "at-out-of-range" };

describe("a live site", () => {
  test.each([
    ["nothing is said", null, { at: NOW }],
    ["it is now", NOW, { at: NOW }],
    ["it was a second ago", off(-1_000), { at: off(-1_000) }],
    ["it was a week ago", off(-MAX_LATE_MS), { at: off(-MAX_LATE_MS) }],
    ["it was longer ago", off(-MAX_LATE_MS - 1), OUT],
    ["the sender's clock is a millisecond ahead", off(1), { at: NOW }],
    ["the sender's clock is a year ahead", off(365 * 86_400_000), { at: NOW }],
  ])("[DAY-6] when %s", (_when, claimed, settled) => {
    expect(settleAt(claimed, NOW, false)).toEqual(settled);
  });

  test("[DAY-6] whatever is claimed, nothing happened later than the server learned of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: -2 * MAX_LATE_MS, max: 2 * MAX_LATE_MS }), (ms) => {
        const settled = settleAt(off(ms), NOW, false);
        expect("at" in settled ? settled.at <= NOW : -ms > MAX_LATE_MS).toBe(true);
      }),
    );
  });
});

describe("a site that plays recorded moments", () => {
  test.each([
    ["2015-02-02T07:11:00.000Z", { at: "2015-02-02T07:11:00.000Z" }],
    [off(MAX_AHEAD_MS), { at: off(MAX_AHEAD_MS) }],
    [off(MAX_AHEAD_MS + 1), OUT],
  ])("[DAY-7] %s", (claimed, settled) => {
    expect(settleAt(claimed, NOW, true)).toEqual(settled);
  });
});
