// How the house is doing, each second: times, connections, servers, devices, and the day so far. It asks
// over HTTP, so that it also says something where the socket of this page is what has failed.
import { Skeleton } from "@mantine/core";
import { useRealtime, useRealtimeHistory } from "../api/realtime.ts";
import { useNow } from "../connection/use-now.ts";
import { ProblemNote } from "../parts/problem-note.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { EN } from "../words/en.ts";
import { EN_REALTIME } from "../words/en-realtime.ts";
import { DayPanel } from "./day-panel.tsx";
import { FigureCards } from "./figure-cards.tsx";
import { ScanPanel } from "./scan-panel.tsx";
import { ScreensPanel } from "./screens-panel.tsx";
import { DevicesPanel, ServersPanel } from "./servers-panel.tsx";
import css from "./realtime.module.css";

const DAY_MINUTES = 24 * 60;
/** Answers come each second; later than this they are no longer live. */
const FRESH_MS = 4_000;

export default function RealtimeScreen() {
  const now = useRealtime();
  const history = useRealtimeHistory(DAY_MINUTES);
  const isFresh = useNow(1_000) - now.dataUpdatedAt < FRESH_MS;
  return (
    <ScreenFrame title={EN_REALTIME.title} lead={EN_REALTIME.lead}>
      <div className={css.sections}>
        <ProblemNote error={now.error} onRetry={() => void now.refetch()} />
        {now.data === undefined ? (
          now.error === null && <RealtimeSkeleton />
        ) : (
          <>
            <FigureCards now={now.data} isFresh={isFresh} history={history.data} />
            <div className={css.pair}>
              <DayPanel
                history={history.data}
                error={history.error}
                onRetry={() => void history.refetch()}
              />
              <ScanPanel />
            </div>
            <ScreensPanel now={now.data} />
            <ServersPanel now={now.data} />
            <DevicesPanel now={now.data} />
          </>
        )}
      </div>
    </ScreenFrame>
  );
}

function RealtimeSkeleton() {
  return (
    <div className={css.sections} aria-busy aria-label={EN.shell.loading} role="status">
      <div className={css.cards}>
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <Skeleton key={key} height={150} radius="lg" />
        ))}
      </div>
      <Skeleton height={300} radius="lg" />
    </div>
  );
}
