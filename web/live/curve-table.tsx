// The day's curve as a table, hour by hour.
import type { UsualDay } from "../../protocol/http/gym.ts";
import { EN } from "../words/en.ts";
import { busySteps } from "./curve-shape.ts";
import css from "./day-curve.module.css";

const STEPS_AN_HOUR = 4;

export function CurveTable({ day }: { readonly day: UsualDay }) {
  const words = EN.live.curve;
  const { from, to } = busySteps(day.steps);
  const hours = day.steps
    .map((step, index) => ({ ...step, index }))
    .filter(({ index }) => index >= from && index <= to && index % STEPS_AN_HOUR === 0);
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
          {hours.map(({ index, at, inside, usualInside }) => (
            <tr key={index}>
              <th scope="row">{at}</th>
              <td>{inside ?? "–"}</td>
              <td>{day.days < 2 ? "–" : Math.round(usualInside)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
