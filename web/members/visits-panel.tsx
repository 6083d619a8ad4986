// Visits from the newest: when, how long, where, how they ended.
import { Button } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import type { VisitList } from "../../protocol/http/members.ts";
import { useVisits } from "../api/members.ts";
import { useSites } from "../api/sites.ts";
import { useSite } from "../connection/site-connection.tsx";
import { ProblemNote } from "../parts/problem-note.tsx";
import { EN_MEMBERS } from "../words/en-members.ts";
import { wordingIn, writeCount, writeDay, writeMinutes } from "../words/wording.ts";
import { Panel } from "./panel.tsx";
import css from "./profile.module.css";

const words = EN_MEMBERS.profile;

export function VisitsPanel({ id }: { readonly id: string }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useVisits(id);
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const total = data?.pages[0]?.total ?? 0;
  return (
    <Panel
      title={words.visitsTitle}
      aside={total > 0 && <span className={css.soft}>{writeCount(total)}</span>}
    >
      <ProblemNote error={error} onRetry={() => void refetch()} />
      {data !== undefined && rows.length === 0 && <p className={css.soft}>{words.visitsNone}</p>}
      {rows.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              {Object.values(words.columns).map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <VisitLine key={row.visit.id} row={row} />
            ))}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button variant="subtle" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {EN_MEMBERS.more}
        </Button>
      )}
    </Panel>
  );
}

function VisitLine({ row }: { readonly row: VisitList["rows"][number] }) {
  const { visit, siteName, undoneAt } = row;
  const site = useSite();
  const sites = useSites().data ?? [];
  const place = sites.find(({ doors }) => doors.some(({ id }) => id === visit.location.doorId));
  const wording = wordingIn((place ?? site).timeZone);
  const { door, zone } = visit.location;
  const where = [sites.length > 1 ? siteName : null, door, zone].filter((part) => part !== null);
  const closed = "checkOutTime" in visit ? visit : null;
  return (
    <tr data-undone={undoneAt !== null}>
      <td>{writeDay(visit.gymDay)}</td>
      <td>{wording.clock(visit.checkInTime)}</td>
      <td>{closed === null ? "" : wording.clock(closed.checkOutTime)}</td>
      <td>
        {closed === null ? (
          <b className={css.now}>{undoneAt === null ? words.inNow : ""}</b>
        ) : (
          writeMinutes(closed.durationMinutes)
        )}
      </td>
      <td>{where.join(" · ")}</td>
      <td>
        {undoneAt === null ? (
          closed !== null && words.how[closed.how]
        ) : (
          <span className={css.undone}>
            <IconArrowBackUp size={15} aria-hidden /> {words.undone}
          </span>
        )}
      </td>
    </tr>
  );
}
