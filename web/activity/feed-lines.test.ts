import { describe, expect, it } from "vitest";
import type { FeedLine } from "../../domain/feed.ts";
import { heldBack, isUndone, matches, undoneSteps, withLatest, withOlder } from "./feed-lines.ts";

function line(seq: number, more: Partial<FeedLine> = {}): FeedLine {
  return {
    seq,
    activity: "check_in",
    member: null,
    timestamp: "2026-11-24T10:00:00.000Z",
    location: { doorId: "d", door: "Front desk", zone: null },
    visitId: `v${seq}`,
    durationMinutes: null,
    how: null,
    undid: null,
    reasons: [],
    madeOffline: false,
    ...more,
  };
}

const lines = (...seqs: readonly number[]) => seqs.map((seq) => line(seq));
const seqs = (found: readonly FeedLine[]) => found.map(({ seq }) => seq);

describe("the activity feed", () => {
  it("[SCREEN-14] grows at both ends without a repeat", () => {
    const grown = withLatest(lines(5, 3), lines(9, 7, 5, 3));
    expect(seqs(grown)).toEqual([9, 7, 5, 3]);
    expect(seqs(withOlder(grown, lines(3, 2, 1)))).toEqual([9, 7, 5, 3, 2, 1]);
  });

  it("[SCREEN-14] keeps the same list where nothing is new", () => {
    const kept = lines(5, 3);
    expect(withLatest(kept, lines(5, 3))).toBe(kept);
  });

  it("[SCREEN-14] lets go of what it kept rather than show a hole after an absence", () => {
    expect(seqs(withLatest(lines(5, 3), lines(90, 80)))).toEqual([90, 80]);
  });

  it("[SCREEN-14] stays short through a long day", () => {
    expect(withLatest(lines(3, 2, 1), lines(4, 3), 3)).toHaveLength(3);
  });

  it("[SCREEN-15] holds still while somebody reads, and counts what waits", () => {
    const { shown, fresh } = heldBack(lines(9, 8, 5, 3), 5);
    expect(seqs(shown)).toEqual([5, 3]);
    expect(fresh).toBe(2);
    expect(heldBack(lines(9, 5), null).fresh).toBe(0);
  });

  it("[SCREEN-16] strikes a step that was taken back, and only that step", () => {
    const came = line(1, { visitId: "v" });
    const left = line(2, { visitId: "v", activity: "check_out" });
    const back = line(3, { visitId: "v", activity: "undone", undid: "check_out" });
    const undone = undoneSteps([back, left, came]);
    expect(isUndone(left, undone)).toBe(true);
    expect(isUndone(came, undone)).toBe(false);
    expect(isUndone(back, undone)).toBe(false);
  });

  it("[SCREEN-17] is filtered by door, zone and kind", () => {
    const pool = { doorId: "p", door: "Pool", zone: "Wet" };
    const swim = line(1, { location: pool });
    const all = { doorId: null, zone: null, activity: null };
    expect(matches(swim, all)).toBe(true);
    expect(matches(swim, { ...all, doorId: "d" })).toBe(false);
    expect(matches(swim, { ...all, zone: "Wet" })).toBe(true);
    expect(matches(swim, { ...all, activity: "refused" })).toBe(false);
  });
});
