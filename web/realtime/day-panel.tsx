// The day of one figure at a time, as a chart and as a table.
import { Button, NativeSelect } from "@mantine/core";
import { IconChartLine } from "@tabler/icons-react";
import { useState } from "react";
import type { RealtimeHistory } from "../../protocol/http/realtime.ts";
import { EmptyNote } from "../parts/empty-note.tsx";
import { Panel } from "../parts/panel.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { CHARTS, FIGURES } from "./chart-lines.ts";
import type { Figure } from "./chart-lines.ts";
import { DayChart } from "./day-chart.tsx";
import { DayTable } from "./day-table.tsx";
import chartCss from "../parts/chart.module.css";
import css from "./realtime.module.css";

const words = EN_REALTIME.day;

interface DayPanelProps {
  readonly history: RealtimeHistory | undefined;
  readonly error: Error | null;
  readonly onRetry: () => void;
}

export function DayPanel({ history, error, onRetry }: DayPanelProps) {
  const [figure, setFigure] = useState<Figure>("scanToDecision");
  const [isTable, setIsTable] = useState(false);
  return (
    <Panel
      title={words.title}
      tools={
        <>
          <NativeSelect
            aria-label={words.choose}
            data={FIGURES.map((value) => ({ value, label: words.figures[value] }))}
            value={figure}
            onChange={(event) => setFigure(event.currentTarget.value as Figure)}
          />
          <Button variant="default" onClick={() => setIsTable(!isTable)}>
            {isTable ? words.curve : words.table}
          </Button>
        </>
      }
    >
      <ProblemNote error={error} onRetry={onRetry} />
      <Content history={history} figure={figure} isTable={isTable} />
    </Panel>
  );
}

interface ContentProps {
  readonly history: RealtimeHistory | undefined;
  readonly figure: Figure;
  readonly isTable: boolean;
}

function Content({ history, figure, isTable }: ContentProps) {
  if (history === undefined) return <div className={css.chartSpace} aria-busy />;
  if (history.points.length === 0) {
    return (
      <EmptyNote icon={<IconChartLine size={26} />} title={words.empty} text={words.emptyHelp} />
    );
  }
  const { lines } = CHARTS[figure];
  return (
    <>
      {isTable ? (
        <DayTable history={history} figure={figure} />
      ) : (
        <DayChart history={history} figure={figure} />
      )}
      <p className={chartCss.legend}>
        {lines.map(({ name }, index) => (
          <span key={name} className={css.key} data-line={index}>
            {words.lines[name]}
          </span>
        ))}
        <span>{words.step(history.stepMinutes)}</span>
      </p>
    </>
  );
}
