// Holds a site's log against the tables: the numbers without gap, the hashes in a chain, and the fold
// of all events equal to what the tables say and to what counting them anew says. Answers with what is
// not so, in words; read page by page, so that a long log fits.
import { isDeepStrictEqual } from "node:util";
import type pg from "pg";
import { must } from "../../domain/assert.ts";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { applyEvent, openView, snapshotOf } from "../../domain/live-view.ts";
import type { LiveViewSnapshot } from "../../domain/live-view.ts";
import { EMPTY_HASH, nextHash } from "../../domain/rolling-hash.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import { createHubStore } from "../../server/store/hub-store.ts";

interface EventRow {
  readonly seq: number;
  readonly hash: string;
  readonly body: string;
}

const PAGE = 5_000;
const MOST_FAULTS = 10;

export async function faultsOfLog(
  pool: pg.Pool,
  siteId: string,
  hear: (event: Numbered<SiteEvent>) => void = () => undefined,
): Promise<readonly string[]> {
  const faults: string[] = [];
  const read = must(await createHubStore(pool).readView(siteId), "view");
  const { site } = read.view;
  const view = openView({ site, statistics: EMPTY_STATISTICS, inside: [], activities: [] }, 0);
  let hash = EMPTY_HASH;
  for (;;) {
    const { rows } = await pool.query<EventRow>(
      "select seq, hash, body from event where stream_id = $1 and seq > $2 order by seq limit $3",
      [siteId, view.seq, PAGE],
    );
    for (const row of rows) {
      const event = JSON.parse(row.body) as Numbered<SiteEvent>;
      const place = `event ${view.seq + 1}`;
      if (event.seq !== row.seq || event.stream !== siteId)
        faults.push(`${place} names another place`);
      if (row.seq !== view.seq + 1) return [...faults, `${place} is missing: next is ${row.seq}`];
      hash = nextHash(hash, event);
      if (row.hash !== hash) faults.push(`${place} breaks the chain of hashes`);
      applyEvent(view, event);
      hear(event);
      if (faults.length >= MOST_FAULTS) return faults;
    }
    if (rows.length < PAGE) break;
  }
  if (read.head.seq !== view.seq)
    faults.push(`the head says ${read.head.seq}, the log ${view.seq}`);
  if (read.head.hash !== hash) faults.push("the head has another hash than the log");
  const difference = differenceOf(inOrder(snapshotOf(view)), inOrder(read.view));
  if (difference !== null) faults.push(`the log folded is not what the tables say: ${difference}`);
  return [...faults, ...(await faultsOfFigures(pool, siteId, read.view))];
}

/** Who came first is of no matter to a screen. */
function inOrder(view: LiveViewSnapshot): LiveViewSnapshot {
  return { ...view, inside: view.inside.toSorted((a, b) => a.id.localeCompare(b.id)) };
}

/** The first part in which they differ, with both; null where they are equal. */
export function differenceOf(folded: LiveViewSnapshot, stored: LiveViewSnapshot): string | null {
  for (const part of ["statistics", "inside", "activities", "site"] as const) {
    const [one, other] = [folded[part], stored[part]];
    if (isDeepStrictEqual(one, other)) continue;
    const both = [one, other].map((each) => JSON.stringify(each).slice(0, 400));
    return `${part}: ${both.join(" against ")}`;
  }
  return null;
}

async function faultsOfFigures(
  pool: pg.Pool,
  siteId: string,
  { statistics, inside }: LiveViewSnapshot,
): Promise<readonly string[]> {
  const counted = await pool.query<Record<string, number>>(
    `select count(*)::integer as "todayTotal",
       count(distinct member_id)::integer as "uniqueToday",
       count(check_out_at)::integer as "checkOutsToday",
       count(*) filter (where how in ('scanned', 'staff'))::integer as count,
       coalesce(sum(duration_minutes) filter (where how in ('scanned', 'staff')), 0)::integer as minutes
     from visit where site_id = $1 and gym_day = $2 and undone_at is null`,
    [siteId, statistics.gymDay],
  );
  const { count, minutes, ...day } = must(counted.rows[0], "row");
  const { todayTotal, uniqueToday, checkOutsToday, stays } = statistics;
  const faults: string[] = [];
  if (
    !isDeepStrictEqual(
      { ...day, stays: { count, minutes } },
      { todayTotal, uniqueToday, checkOutsToday, stays },
    )
  )
    faults.push(`the day's figures are not what counting says: ${JSON.stringify(statistics)}`);
  if (inside.length !== statistics.currentlyIn)
    faults.push(`${inside.length} are inside, the figures say ${statistics.currentlyIn}`);
  return faults;
}
