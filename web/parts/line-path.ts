// Turns points into the path of a line or an area, and heights into a scale.
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
