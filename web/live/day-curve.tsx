// How full it is through the day, over the usual day of this weekday; with a table for those who read tables.
import { Button } from "@mantine/core";
import { useState } from "react";
import type { UsualDay } from "../../protocol/http/gym.ts";
import { useSiteNow } from "../connection/use-site-now.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN } from "../words/en.ts";
import { CurveDrawing } from "./curve-drawing.tsx";
import { CurveTable } from "./curve-table.tsx";
import { LiveBadge } from "../parts/live-badge.tsx";
import { localTimeOf } from "./local-time.ts";
import { Panel } from "../parts/panel.tsx";
import { useUsual } from "./use-usual.ts";
import { minuteOfGymDay } from "./usual-now.ts";
import chartCss from "../parts/chart.module.css";
import css from "./day-curve.module.css";

const words = EN.live.curve;

interface DayCurveProps {
  readonly inside: number;
  readonly timeZone: string;
}

export function DayCurve({ inside, timeZone }: DayCurveProps) {
  const { data, error, refetch } = useUsual();
  const [isTable, setIsTable] = useState(false);
  const localTime = localTimeOf(useSiteNow(30_000), timeZone);
  return (
    <Panel
      title={words.title}
      mark={<LiveBadge />}
      tools={
        <Button variant="subtle" color="gray" size="xs" onClick={() => setIsTable(!isTable)}>
          {isTable ? words.curve : words.table}
        </Button>
      }
    >
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data === undefined ? (
        <div className={css.space} />
      ) : (
        <>
          {isTable ? (
            <CurveTable day={data} inside={inside} localTime={localTime} />
          ) : (
            <CurveDrawing day={data} inside={inside} minute={minuteOfGymDay(data, localTime)} />
          )}
          <Legend day={data} />
        </>
      )}
    </Panel>
  );
}

function Legend({ day }: { readonly day: UsualDay }) {
  return (
    <p className={chartCss.legend}>
      <span className={css.today}>{words.today}</span>
      {day.days < 2 ? (
        <span>{words.noUsual}</span>
      ) : (
        <span className={css.usual}>{words.usualFor(weekdayName(day.weekday), day.days)}</span>
      )}
    </p>
  );
}

/** Monday is 1. */
function weekdayName(weekday: number): string {
  const format = new Intl.DateTimeFormat("en", { weekday: "long", timeZone: "UTC" });
  // The first of January 2024 was a Monday.
  return format.format(Date.UTC(2024, 0, weekday));
}
