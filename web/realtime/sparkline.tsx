// A figure's day as one small line, beside the figure.
import type { RealtimeHistory } from "../../protocol/http/realtime.ts";
import { millis } from "../../domain/instant.ts";
import { linePath } from "../parts/line-path.ts";
import type { Line } from "./chart-lines.ts";
import { piecesOf } from "./chart-lines.ts";
import css from "./realtime.module.css";

const WIDTH = 160;
const HEIGHT = 44;
const EDGE = 3;

interface SparklineProps {
  readonly history: RealtimeHistory | undefined;
  readonly line: Line;
  readonly label: string;
}

export function Sparkline({ history, line, label }: SparklineProps) {
  if (history === undefined || history.points.length < 2) return <span className={css.spark} />;
  const [from, to] = [millis(history.from), millis(history.to)];
  const pieces = piecesOf(history, line);
  const most = Math.max(...pieces.flat().map(({ value }) => value), Number.MIN_VALUE);
  const x = (at: number) => EDGE + ((at - from) / (to - from)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => HEIGHT - EDGE - (value / most) * (HEIGHT - 2 * EDGE);
  const drawn = pieces.map((piece) => piece.map(({ at, value }) => ({ x: x(at), y: y(value) })));
  return (
    <svg
      className={css.spark}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {drawn.map((points, index) =>
        points.length === 1 ? (
          <path
            key={index}
            className={css.sparkDot}
            d={`M${points[0]?.x ?? 0},${points[0]?.y ?? 0}h0.01`}
          />
        ) : (
          <path key={index} className={css.sparkLine} d={linePath(points)} />
        ),
      )}
    </svg>
  );
}
