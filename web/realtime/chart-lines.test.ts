import { describe, expect, it } from "vitest";
import type { HistoryPoint, RealtimeHistory } from "../../protocol/http/realtime.ts";
import { CHARTS, FIGURES, mostOf, piecesOf } from "./chart-lines.ts";
import type { Line } from "./chart-lines.ts";
import { writeBytes, writeMs, writeRate } from "./write-figures.ts";

const NONE = { count: 0, p50: null, p95: null, p99: null };

function point(minute: number, p95: number | null): HistoryPoint {
  const times = p95 === null ? NONE : { count: 1, p50: p95 / 2, p95, p99: p95 * 2 };
  return {
    at: new Date(Date.UTC(2026, 10, 24, 12, minute)).toISOString(),
    ...{ clients: 3, commands: 1, events: 1, resumed: 0, reset: 0, behind: 0, hintsLost: 0 },
    ...{ bytes: 10, savedBytes: -2, loopDelayMs: 1, memoryBytes: 1, commitToScreen: NONE },
    scanToDecision: times,
  };
}

function history(...points: readonly HistoryPoint[]): RealtimeHistory {
  const times = { scanToDecision: NONE, commitToScreen: NONE, sendToVerdict: NONE };
  return {
    ...{ from: "2026-11-24T12:00:00.000Z", to: "2026-11-24T13:00:00.000Z", stepMinutes: 1 },
    ...{ points: [...points], times },
  };
}

const P95: Line = { name: "p95", read: ({ scanToDecision }) => scanToDecision.p95 };

describe("the chart of the day", () => {
  it("[SCREEN-212] a line breaks off where nothing was measured, and where the server was away", () => {
    const day = history(point(0, 5), point(1, 6), point(2, null), point(3, 7), point(9, 8));
    const values = piecesOf(day, P95).map((piece) => piece.map(({ value }) => value));
    expect(values).toEqual([[5, 6], [7], [8]]);
  });

  it("[SCREEN-212] the scale holds the highest line", () => {
    expect(mostOf(history(point(0, 5), point(1, 6)), CHARTS.scanToDecision)).toBe(12);
    expect(mostOf(history(point(0, null)), CHARTS.scanToDecision)).toBe(0);
  });

  it("[SCREEN-212] every figure can be drawn and written, whatever was measured", () => {
    for (const figure of FIGURES) {
      const { lines, write } = CHARTS[figure];
      const values = lines.map(({ read }) => read(point(0, null)));
      expect(values.filter((value) => value !== null && value < 0)).toEqual([]);
      expect(values.map(write).every((text) => text.length > 0)).toBe(true);
    }
  });
});

describe("how figures are written", () => {
  it("[SCREEN-213] times, amounts and rates have as few digits as mean something", () => {
    expect([null, 0.01, 0.44, 9.94, 9.96, 120.6, 1_240].map(writeMs)).toEqual([
      ...["–", "0 ms", "0.4 ms", "9.9 ms", "10 ms", "121 ms", "1.2 s"],
    ]);
    expect([0, 999, 1_000, 12_340, 5_600_000, -2_000].map(writeBytes)).toEqual([
      ...["0 B", "999 B", "1.0 kB", "12 kB", "5.6 MB", "−2.0 kB"],
    ]);
    expect([0, 0.34, 12.4].map(writeRate)).toEqual(["0", "0.3", "12"]);
  });
});
