import { describe, expect, it } from "vitest";
import { areaPath, busySteps, linePath, roundTop } from "./curve-shape.ts";

const step = (usualInside: number, inside: number | null = null) => ({
  at: "00:00",
  usualInside,
  usualCheckIns: 0,
  inside,
  checkIns: null,
});

describe("today's curve", () => {
  it("[SCREEN-19] shows the hours in which something happens, usually or today", () => {
    const steps = Array.from({ length: 96 }, () => step(0));
    steps[20] = step(3);
    steps[60] = step(0, 2);
    expect(busySteps(steps)).toEqual({ from: 16, to: 64 });
  });

  it("[SCREEN-19] shows a whole day of work where nothing happened yet", () => {
    expect(busySteps(Array.from({ length: 96 }, () => step(0)))).toEqual({ from: 8, to: 72 });
  });

  it("[SCREEN-19] has a round, even top that is never below the most", () => {
    expect([0, 3, 7, 19, 58, 101, 158].map(roundTop)).toEqual([4, 4, 8, 20, 60, 150, 200]);
  });

  it("[SCREEN-19] draws a line through every point and an area down to the ground", () => {
    const points = [
      { x: 0, y: 10 },
      { x: 20, y: 4.26 },
    ];
    expect(linePath(points)).toBe("M0,10C10,10 10,4.3 20,4.3");
    expect(areaPath(points, 30)).toBe("M0,10C10,10 10,4.3 20,4.3L20,30L0,30Z");
    expect(areaPath([], 30)).toBe("");
  });
});
