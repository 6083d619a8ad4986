import { describe, expect, it } from "vitest";
import { SPEEDS, speedAt, stepOf } from "./simulator-steps.ts";

describe("the speed of the demo", () => {
  it("[SCREEN-70] is chosen in steps from standing still to a hundred times life", () => {
    for (const [step, speed] of SPEEDS.entries()) {
      expect(speedAt(step)).toBe(speed);
      expect(stepOf(speed)).toBe(step);
    }
    expect(stepOf(7)).toBe(stepOf(5));
    expect(speedAt(99)).toBe(0);
  });
});
