import { describe, expect, test } from "vitest";
import type { Measured } from "./figure.ts";
import { renderForRecord, renderForTerminal } from "./render-results.ts";

const measured: Measured = {
  id: "P4",
  title: "Check-in to durable answer",
  how: "Over one socket.",
  figures: [
    { what: "one at a time, p99", value: 4.2, unit: "ms", target: { atMost: 10 } },
    { what: "one at a time, p50", value: 2.1, unit: "ms", note: "1.9 ms of it in the database" },
  ],
};

describe("what a run found", () => {
  test("[BENCH-4] the terminal shows every figure in columns", () => {
    expect(renderForTerminal(measured).split("\n")).toEqual([
      "P4  Check-in to durable answer",
      "Over one socket.",
      "",
      "what                figure   target            note",
      "──────────────────  ───────  ───────  ───────  ────────────────────────────",
      "one at a time, p99  4.20 ms  ≤ 10 ms  reached",
      "one at a time, p50  2.10 ms                    1.9 ms of it in the database",
      "",
    ]);
  });

  test("[BENCH-4] the record names the machine, the day and the commit", () => {
    const setting = { date: "2026-11-24", commit: "abc1234", machine: { node: "v20.20.2" } };
    const text = renderForRecord({ setting, measured: [measured] });
    expect(text).toContain("| node | v20.20.2 |");
    expect(text).toContain("| date | 2026-11-24 |");
    expect(text).toContain("| commit | abc1234 |");
  });

  test("[BENCH-4] the record begins with what has a target", () => {
    const setting = { date: "2026-11-24", commit: "abc1234", machine: {} };
    const [summary = ""] = renderForRecord({ setting, measured: [measured] }).split("## P4");
    expect(summary).toContain("| P4 | one at a time, p99 | 4.20 ms | ≤ 10 ms | reached |");
    expect(summary).not.toContain("p50");
  });
});
