// Turns steps of a day into a drawing: which hours are worth showing, how high, along which path.
import type { UsualDay } from "../../protocol/http/gym.ts";

type Step = UsualDay["steps"][number];

/** The hours in which something happens, today or usually, with an hour of quiet at each side. */
export function busySteps(
  steps: readonly Step[],
  /** The step that is now, where somebody is in. */
  present: number | null = null,
): { readonly from: number; readonly to: number } {
  const isBusy = ({ usualInside, inside }: Step, index: number) =>
    usualInside >= 0.5 || (inside ?? 0) > 0 || index === present;
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

/** A present that is nearer than this to the last full step takes its place: else the line has a kink. */
const NEAREST = 0.5;

/** Where today's line goes: from the ground just before the first came, up to the present. */
export function todayLine(
  steps: readonly Pick<Step, "inside">[],
  present: number,
  inside: number,
): readonly { readonly step: number; readonly inside: number }[] {
  const full = steps
    .slice(0, Math.floor(present))
    .flatMap((step, index) =>
      step.inside === null ? [] : [{ step: index + 1, inside: step.inside }],
    );
  const first = full.findIndex((one) => one.inside > 0);
  const begun = first === -1 ? full.slice(-1) : full.slice(Math.max(0, first - 1));
  const last = begun.at(-1);
  const isNear = begun.length > 1 && last !== undefined && present - last.step < NEAREST;
  return [...(isNear ? begun.slice(0, -1) : begun), { step: present, inside }];
}

/** A smooth line through the points that never swings beyond them. */
export function linePath(points: readonly Point[]): string {
  const slopes = points.map((_, index) => slopeAt(points, index));
  return points
    .map((point, index) => {
      const before = points[index - 1];
      if (before === undefined) return `M${round(point.x)},${round(point.y)}`;
      const third = (point.x - before.x) / 3;
      const leave = before.y + (slopes[index - 1] ?? 0) * third;
      const arrive = point.y - (slopes[index] ?? 0) * third;
      const [x1, x2] = [before.x + third, point.x - third];
      return `C${round(x1)},${round(leave)} ${round(x2)},${round(arrive)} ${round(point.x)},${round(point.y)}`;
    })
    .join("");
}

/** Level where the line turns; between, a mean that is nearer to the flatter side. */
function slopeAt(points: readonly Point[], index: number): number {
  const before = riseTo(points, index);
  const after = riseTo(points, index + 1);
  if (before === null || after === null) return before ?? after ?? 0;
  return before * after <= 0 ? 0 : (2 * before * after) / (before + after);
}

function riseTo(points: readonly Point[], index: number): number | null {
  const [from, to] = [points[index - 1], points[index]];
  return from === undefined || to === undefined || to.x === from.x
    ? null
    : (to.y - from.y) / (to.x - from.x);
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
