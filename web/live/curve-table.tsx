// The day's curve as a table, hour by hour.
import type { UsualDay } from "../../protocol/http/gym.ts";
import { EN } from "../words/en.ts";
import { busySteps } from "./curve-shape.ts";
import { writeLocalTime } from "./local-time.ts";
import { minuteOfGymDay, usualAt } from "./usual-now.ts";
import css from "./day-curve.module.css";

const STEPS_AN_HOUR = 4;

interface CurveTableProps {
  readonly day: UsualDay;
  /** How many are in right now. */
  readonly inside: number;
  /** The site's local time, `HH:MM`. */
  readonly localTime: string;
}

export function CurveTable({ day, inside, localTime }: CurveTableProps) {
  const words = EN.live.curve;
  const minute = minuteOfGymDay(day, localTime);
  const { from, to } = busySteps(day.steps, inside > 0 ? Math.floor(minute / 15) : null);
  // Figures of a step hold at its end: those of a full hour are of the step before it.
  const hours = day.steps
    .map(({ at }, index) => ({ at, index, minute: index * 15, before: day.steps[index - 1] }))
    .filter(({ index }) => index > from && index <= to && index % STEPS_AN_HOUR === 0);
  const past = hours.filter((hour) => hour.minute <= minute);
  const ahead = hours.filter((hour) => hour.minute > minute);
  const isUsualKnown = day.days >= 2;
  const rowOf = ({ index, at, before }: (typeof hours)[number], isPast: boolean) => (
    <tr key={index}>
      <th scope="row">{writeLocalTime(at)}</th>
      <td>{(isPast ? before?.inside : null) ?? "–"}</td>
      <td>{isUsualKnown ? Math.round(before?.usualInside ?? 0) : "–"}</td>
    </tr>
  );
  return (
    // Scrolled by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.tableBox} tabIndex={0} role="region" aria-label={words.title}>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{words.time}</th>
            <th scope="col">{words.inside}</th>
            <th scope="col">{words.usually}</th>
          </tr>
        </thead>
        <tbody>
          {past.map((hour) => rowOf(hour, true))}
          <tr className={css.nowRow}>
            <th scope="row">{words.nowAt(writeLocalTime(localTime))}</th>
            <td>{inside}</td>
            <td>{usualAt(day, localTime)?.inside ?? "–"}</td>
          </tr>
          {ahead.map((hour) => rowOf(hour, false))}
        </tbody>
      </table>
    </div>
  );
}
