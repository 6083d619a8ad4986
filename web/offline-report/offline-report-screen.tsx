// After a time without the network: what desks decided by themselves, and what somebody should look at.
import { IconCircleCheck } from "@tabler/icons-react";
import { useOfflineReport } from "../api/offline-report.ts";
import { useSite } from "../connection/site-connection.tsx";
import { EmptyNote } from "../parts/empty-note.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { ScreenFrame } from "../parts/screen-frame.tsx";
import { EN_OFFLINE } from "../words/en-offline.ts";
import { ClashLine } from "./clash-line.tsx";
import { DecisionTable } from "./decision-table.tsx";
import css from "./offline-report.module.css";

const words = EN_OFFLINE.report;

export default function OfflineReportScreen() {
  const site = useSite();
  const { data, error, refetch } = useOfflineReport(site.id, true, "looked-at");
  const open = data?.clashes.filter(({ settledAt }) => settledAt === null) ?? [];
  const settled = data?.clashes.filter(({ settledAt }) => settledAt !== null) ?? [];
  return (
    <ScreenFrame title={words.title}>
      <p className={css.lead}>{words.lead}</p>
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <>
          <section className={css.card} aria-labelledby="clashes">
            <h2 id="clashes">{words.clashes}</h2>
            {open.length === 0 ? (
              <EmptyNote
                icon={<IconCircleCheck size={28} />}
                title={words.noClashes}
                text={words.noClashesHelp}
              />
            ) : (
              <ul className={css.rows}>
                {open.map((clash) => (
                  <ClashLine key={clash.id} clash={clash} />
                ))}
              </ul>
            )}
          </section>
          {settled.length > 0 && (
            <section className={css.card} aria-labelledby="settled">
              <h2 id="settled">{words.settled}</h2>
              <ul className={css.rows}>
                {settled.map((clash) => (
                  <ClashLine key={clash.id} clash={clash} />
                ))}
              </ul>
            </section>
          )}
          <section className={css.card} aria-labelledby="decisions">
            <h2 id="decisions">{words.decisions}</h2>
            <DecisionTable decisions={data.decisions} />
            {data.hasMore && <p className={css.soft}>{words.more}</p>}
          </section>
        </>
      )}
    </ScreenFrame>
  );
}
