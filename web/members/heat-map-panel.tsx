// When the member came, a square a day, over the last twelve months.
import type { MemberProfile } from "../../protocol/http/members.ts";
import { useYearOfVisits } from "../api/members.ts";
import { useSite } from "../connection/site-connection.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { gymToday } from "../parts/gym-today.ts";
import { writeCount, writeDay, writeMonth } from "../words/wording.ts";
import { Panel } from "./panel.tsx";
import css from "./heat-map.module.css";
import { firstDayOfYear, yearOfDays } from "./year-of-days.ts";

const words = EN_MEMBERS.profile;
const CELL = 14;
const TOP = 18;
const STEPS = [0, 1, 2, 3];

export function HeatMapPanel({ member }: { readonly member: MemberProfile }) {
  const today = gymToday(useSite());
  const { data } = useYearOfVisits(member.id, firstDayOfYear(today));
  const year = yearOfDays(today, data ?? []);
  const sum = words.yearSum(writeCount(year.visits), writeCount(year.daysWithVisit));
  return (
    <Panel
      title={words.year}
      aside={<span className={css.sum}>{data === undefined ? "" : sum}</span>}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className={css.scroll} role="group" aria-label={words.year} tabIndex={0}>
        <svg
          className={css.map}
          viewBox={`0 0 ${year.weeks.length * CELL} ${TOP + 7 * CELL}`}
          role="img"
          aria-label={sum}
        >
          {year.months.map(([week, month]) => (
            <text key={`${week}`} x={week * CELL} y={11}>
              {writeMonth(month)}
            </text>
          ))}
          {year.weeks.map((week, x) =>
            week.map(({ day, count }, y) => (
              <rect
                key={day}
                x={x * CELL}
                y={TOP + y * CELL}
                width={CELL - 3}
                height={CELL - 3}
                rx={3}
                data-step={Math.min(count, 3)}
              >
                <title>{words.visitsOn(count, writeDay(day))}</title>
              </rect>
            )),
          )}
        </svg>
      </div>
      <p className={css.legend} aria-hidden>
        {words.less}
        <svg viewBox={`0 0 ${STEPS.length * CELL} ${CELL}`} width={STEPS.length * CELL}>
          {STEPS.map((step) => (
            <rect
              key={step}
              x={step * CELL}
              y={1}
              width={CELL - 3}
              height={CELL - 3}
              rx={3}
              data-step={step}
            />
          ))}
        </svg>
        {words.moreVisits}
      </p>
    </Panel>
  );
}
