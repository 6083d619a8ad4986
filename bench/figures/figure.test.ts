import { describe, expect, test } from "vitest";
import type { Figure } from "./figure.ts";
import { quantity, targetText, verdictOf } from "./figure.ts";

const figure: Figure = { what: "answer, p99", value: 9.4, unit: "ms", target: { atMost: 10 } };

describe("a figure beside its target", () => {
  test.each([
    ["reached", figure],
    ["reached", { ...figure, value: 10 }],
    ["not reached", { ...figure, value: 10.1 }],
    ["not reached", { ...figure, target: { atLeast: 5_000 } }],
    ["not measured", { ...figure, value: null }],
    ["", { what: "for the record", value: 3, unit: "ms" } satisfies Figure],
  ] as const)("[BENCH-3] says “%s”", (expected, given) => {
    expect(verdictOf(given)).toBe(expected);
  });

  test.each([
    [1234.5, "/s", "1,235 /s"],
    [12.34, "ms", "12.3 ms"],
    [1.234, "×", "1.23 ×"],
    [0.0514, "×", "0.051 ×"],
    [null, "µs", "–"],
  ] as const)("[BENCH-3] %d is written with its unit", (value, unit, expected) => {
    expect(quantity(value, unit)).toBe(expected);
  });

  test("[BENCH-3] a target says which side of it is good", () => {
    expect(targetText(figure)).toBe("≤ 10 ms");
    expect(targetText({ ...figure, unit: "/s", target: { atLeast: 5_000 } })).toBe("≥ 5,000 /s");
  });
});
