// The drawing of the day: the usual as ground, today as a line, the present as its point.
import { useElementSize } from "@mantine/hooks";
import { useState } from "react";
import type { UsualDay } from "../../protocol/http/gym.ts";
import { ChartGrid } from "../parts/chart-grid.tsx";
import { areaPath, linePath, roundTop } from "../parts/line-path.ts";
import type { Point } from "../parts/line-path.ts";
import { EN } from "../words/en.ts";
import { writeCount } from "../words/wording.ts";
import { busySteps, todayLine } from "./curve-shape.ts";
import { writeHour, writeLocalTime } from "./local-time.ts";
import chartCss from "../parts/chart.module.css";
import css from "./day-curve.module.css";

const words = EN.live.curve;
const HEIGHT = 232;
const PAD = { top: 18, right: 14, bottom: 26, left: 34 };
const STEP_MINUTES = 15;
const STEPS_AN_HOUR = 4;

interface CurveDrawingProps {
  readonly day: UsualDay;
  /** How many are in right now. */
  readonly inside: number;
  /** Minutes since the gym-day began. */
  readonly minute: number;
}

export function CurveDrawing({ day, inside, minute }: CurveDrawingProps) {
  const { ref, width } = useElementSize();
  const [pointed, setPointed] = useState<number | null>(null);
  const present = minute / STEP_MINUTES;
  const { from, to } = busySteps(day.steps, inside > 0 ? Math.floor(present) : null);
  const past = todayLine(day.steps, present, inside);
  const most = Math.max(...past.map((one) => one.inside));
  const top = roundTop(Math.max(most, ...day.steps.map(({ usualInside }) => usualInside)));
  const ground = HEIGHT - PAD.bottom;
  const scaleX = (width - PAD.left - PAD.right) / (to - from);
  /** Figures of a step hold at its end. */
  const x = (step: number) => PAD.left + (step - from) * scaleX;
  const y = (count: number) => ground - (count / top) * (ground - PAD.top);
  const usual = day.steps
    .map((step, index): Point => ({ x: x(index + 1), y: y(step.usualInside) }))
    .slice(from, to);
  const today = past
    .filter(({ step }) => step >= from && step <= to)
    .map((one): Point => ({ x: x(one.step), y: y(one.inside) }));
  const last = today.at(-1);
  return (
    <div
      ref={ref}
      className={css.drawing}
      onPointerMove={(event) => {
        const left = event.currentTarget.getBoundingClientRect().left;
        const step = Math.floor((event.clientX - left - PAD.left) / scaleX + from);
        setPointed(step >= from && step < to ? step : null);
      }}
      onPointerLeave={() => setPointed(null)}
    >
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={words.label(most)}>
          <ChartGrid top={top} left={PAD.left} right={width - PAD.right} y={y} write={writeCount} />
          {hourMarks(day, from, to, width).map(({ step, label }) => (
            <text
              key={step}
              className={chartCss.label}
              x={x(step)}
              y={HEIGHT - 6}
              textAnchor="middle"
            >
              {label}
            </text>
          ))}
          <path className={css.usualArea} d={areaPath(usual, ground)} />
          <path className={css.usualLine} d={linePath(usual)} />
          <path className={css.todayArea} d={areaPath(today, ground)} />
          <path className={css.todayLine} d={linePath(today)} />
          {last !== undefined && <circle className={css.present} cx={last.x} cy={last.y} r={5.5} />}
          {pointed !== null && (
            <line
              className={chartCss.pointed}
              x1={x(pointed + 1)}
              x2={x(pointed + 1)}
              y1={PAD.top}
              y2={ground}
            />
          )}
        </svg>
      )}
      {pointed !== null && (
        <Pointed day={day} step={pointed} isPast={pointed < Math.floor(present)} />
      )}
    </div>
  );
}

interface PointedProps {
  readonly day: UsualDay;
  readonly step: number;
  readonly isPast: boolean;
}

function Pointed({ day, step, isPast }: PointedProps) {
  const found = day.steps[step];
  if (found === undefined) return null;
  const end = day.steps[(step + 1) % day.steps.length]?.at ?? "";
  return (
    <p className={chartCss.tip} aria-hidden>
      <b>{writeLocalTime(end)}</b>
      {isPast && found.inside !== null && (
        <span>
          {words.today} {found.inside}
        </span>
      )}
      {day.days >= 2 && (
        <span>
          {words.usual} {Math.round(found.usualInside)}
        </span>
      )}
    </p>
  );
}

/** Full hours, as many as there is room for. */
function hourMarks(day: UsualDay, from: number, to: number, width: number) {
  const hours = (to - from) / STEPS_AN_HOUR;
  const every = Math.ceil((hours * 52) / Math.max(width, 1));
  return day.steps
    .map(({ at }, step) => ({ step, at, label: writeHour(at) }))
    .filter(({ step, at }) => {
      const isHour = at.endsWith(":00");
      return isHour && step > from && step < to && Number(at.slice(0, 2)) % every === 0;
    });
}
