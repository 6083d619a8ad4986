// The scale of a chart: a line and a figure at nothing, at the half and at the top.
import chart from "./chart.module.css";

interface ChartGridProps {
  readonly top: number;
  readonly left: number;
  readonly right: number;
  /** Where a value lies. */
  readonly y: (value: number) => number;
  readonly write: (value: number) => string;
}

export function ChartGrid({ top, left, right, y, write }: ChartGridProps) {
  return [0, top / 2, top].map((value) => (
    <g key={value}>
      <line className={chart.grid} x1={left} x2={right} y1={y(value)} y2={y(value)} />
      <text className={chart.label} x={left - 8} y={y(value) + 4} textAnchor="end">
        {write(value)}
      </text>
    </g>
  ));
}
