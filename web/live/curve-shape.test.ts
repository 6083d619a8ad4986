import { describe, expect, it } from "vitest";
import { areaPath, linePath, roundTop } from "../parts/line-path.ts";
import { busySteps, todayLine } from "./curve-shape.ts";

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
    expect(linePath(points)).toBe("M0,10C6.7,8.1 13.3,6.2 20,4.3");
    expect(areaPath(points, 30)).toBe("M0,10C6.7,8.1 13.3,6.2 20,4.3L20,30L0,30Z");
    expect(areaPath([], 30)).toBe("");
  });

  it("[SCREEN-19] never swings beyond a point where it turns", () => {
    const points = [0, 5, 5, 2].map((y, index) => ({ x: index * 30, y }));
    expect(linePath(points)).toBe("M0,0C10,1.7 20,5 30,5C40,5 50,5 60,5C70,5 80,3 90,2");
  });

  it("[SCREEN-126] today's line begins where the first came, and ends in the present", () => {
    const day = [0, 0, 0, 2, 5].map((inside) => ({ inside }));
    expect(todayLine([...day, { inside: null }], 5.8, 6)).toEqual([
      { step: 3, inside: 0 },
      { step: 4, inside: 2 },
      { step: 5, inside: 5 },
      { step: 5.8, inside: 6 },
    ]);
    expect(todayLine(day, 5.1, 6).map((one) => one.step)).toEqual([3, 4, 5.1]);
    expect(todayLine(day.slice(0, 3), 3.2, 1)).toEqual([
      { step: 3, inside: 0 },
      { step: 3.2, inside: 1 },
    ]);
  });
});
