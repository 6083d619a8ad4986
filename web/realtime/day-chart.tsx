// The chart of the day: up to three lines over one scale, with what was measured under the pointer.
import { useElementSize } from "@mantine/hooks";
import { useState } from "react";
import { instantAt, millis } from "../../domain/instant.ts";
import type { RealtimeHistory } from "../../protocol/http/realtime.ts";
import { useWording } from "../connection/site-wording.ts";
import { ChartGrid } from "../parts/chart-grid.tsx";
import { linePath, roundTop } from "../parts/line-path.ts";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { CHARTS, mostOf, piecesOf } from "./chart-lines.ts";
import type { Figure } from "./chart-lines.ts";
import chartCss from "../parts/chart.module.css";
import css from "./realtime.module.css";

const words = EN_REALTIME.day;
const HEIGHT = 300;
const PAD = { top: 14, right: 12, bottom: 26, left: 62 };
const HOUR_MS = 3_600_000;
/** Room that a time of the day takes. */
const LABEL_WIDTH = 62;

interface DayChartProps {
  readonly history: RealtimeHistory;
  readonly figure: Figure;
}

export function DayChart({ history, figure }: DayChartProps) {
  const { ref, width } = useElementSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const wording = useWording();
  const chart = CHARTS[figure];
  const most = mostOf(history, chart);
  const top = most <= 1 ? 1 : roundTop(most);
  const [from, to] = [millis(history.from), millis(history.to)];
  const ground = HEIGHT - PAD.bottom;
  const x = (at: number) => PAD.left + ((at - from) / (to - from)) * (width - PAD.left - PAD.right);
  const y = (value: number) => ground - (value / top) * (ground - PAD.top);
  const found = pointed === null ? null : nearest(history, pointed);
  return (
    <div
      ref={ref}
      className={css.chart}
      onPointerMove={(event) => {
        const left = event.clientX - event.currentTarget.getBoundingClientRect().left;
        setPointed(from + ((left - PAD.left) / (width - PAD.left - PAD.right)) * (to - from));
      }}
      onPointerLeave={() => setPointed(null)}
    >
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={words.label(words.figures[figure], chart.write(most))}
        >
          <ChartGrid
            top={top}
            left={PAD.left}
            right={width - PAD.right}
            y={y}
            write={chart.write}
          />
          {hourMarks(from, to, width).map((at) => (
            <text key={at} className={chartCss.label} x={x(at)} y={HEIGHT - 6} textAnchor="middle">
              {wording.clock(instantAt(at))}
            </text>
          ))}
          {chart.lines.map((line, index) =>
            piecesOf(history, line).map((piece) => {
              const points = piece.map(({ at, value }) => ({ x: x(at), y: y(value) }));
              const [first] = points;
              return points.length === 1 ? (
                <circle
                  key={`${line.name} ${piece[0]?.at}`}
                  className={css.dot}
                  data-line={index}
                  cx={first?.x}
                  cy={first?.y}
                  r={2.5}
                />
              ) : (
                <path
                  key={`${line.name} ${piece[0]?.at}`}
                  className={css.line}
                  data-line={index}
                  d={linePath(points)}
                />
              );
            }),
          )}
          {found !== null && (
            <line
              className={chartCss.pointed}
              x1={x(millis(found.at))}
              x2={x(millis(found.at))}
              y1={PAD.top}
              y2={ground}
            />
          )}
        </svg>
      )}
      {found !== null && (
        <p className={chartCss.tip} aria-hidden>
          <b>{wording.clock(found.at)}</b>
          {chart.lines.map(({ name, read }) => (
            <span key={name}>
              {words.lines[name]} {chart.write(read(found))}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function nearest({ points }: RealtimeHistory, at: number) {
  return points.reduce<(typeof points)[number] | null>((best, point) => {
    const isNearer =
      best === null || Math.abs(millis(point.at) - at) < Math.abs(millis(best.at) - at);
    return isNearer ? point : best;
  }, null);
}

/** Full hours, as many as there is room for. */
function hourMarks(from: number, to: number, width: number): readonly number[] {
  const room = Math.max(1, Math.floor((width - PAD.left) / LABEL_WIDTH));
  const hours = (to - from) / HOUR_MS;
  const every = ([1, 2, 3, 4, 6, 12].find((step) => hours / step <= room) ?? 12) * HOUR_MS;
  const marks: number[] = [];
  for (let at = Math.ceil(from / every) * every; at < to; at += every) marks.push(at);
  return marks;
}
