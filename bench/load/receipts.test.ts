import { describe, expect, test } from "vitest";
import { numbersIn, Receipts } from "./receipts.ts";

describe("when a number has arrived", () => {
  test.each([
    ['{"type":"member_checked_in","stream":"s","seq":7,"payload":{', { from: 6, to: 7 }],
    ['{"type":"batch","stream":"s","from":7,"to":9,"payload":[{', { from: 7, to: 9 }],
    ['{"type":"stats_update","payload":{"seq":3', null],
    ['{"type":"snapshot","stream":"s","seq":3', null],
  ])("[BENCH-6] %s", (beginning, expected) => {
    expect(numbersIn(beginning)).toEqual(expected);
  });

  test("[BENCH-6] each number is counted, its first and last arrival kept, until they are taken", () => {
    const receipts = new Receipts();
    receipts.note('{"type":"member_checked_in","stream":"s","seq":1,');
    receipts.note('{"type":"batch","stream":"s","from":0,"to":2,"payload":[');
    const [first, second] = receipts.take();
    expect(first).toMatchObject({ seq: 1, count: 2 });
    expect(second).toMatchObject({ seq: 2, count: 1 });
    expect(first?.lastAt).toBe(second?.lastAt);
    expect(first?.firstAt).toBeLessThan(first?.lastAt ?? 0);
    expect(receipts.take()).toEqual([]);
  });
});
