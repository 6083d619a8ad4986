// Turns steps of a day into a drawing: which hours are worth showing, how high, along which path.
import type { UsualDay } from "../../protocol/http/gym.ts";

type Step = UsualDay["steps"][number];

/** The hours in which something happens, today or usually, with an hour of quiet at each side. */
export function busySteps(steps: readonly Step[]): { readonly from: number; readonly to: number } {
  const isBusy = ({ usualInside, inside }: Step) => usualInside >= 0.5 || (inside ?? 0) > 0;
  const first = steps.findIndex(isBusy);
  if (first === -1) return { from: 8, to: 72 };
  const last = steps.findLastIndex(isBusy);
  return { from: Math.max(0, first - 4), to: Math.min(steps.length - 1, last + 4) };
}

/** The least round number that is not below the most. */
export function roundTop(most: number): number {
  if (most <= 4) return 4;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];
  const fit = steps.find((step) => step * magnitude >= most) ?? 10;
  return Math.ceil((fit * magnitude) / 2) * 2;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A smooth line through the points that never swings beyond them: horizontal at each. */
export function linePath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1];
      if (before === undefined) return `M${round(x)},${round(y)}`;
      const middle = round((before.x + x) / 2);
      return `C${middle},${round(before.y)} ${middle},${round(y)} ${round(x)},${round(y)}`;
    })
    .join("");
}

export function areaPath(points: readonly Point[], bottom: number): string {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return "";
  return `${linePath(points)}L${round(last.x)},${bottom}L${round(first.x)},${bottom}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
