// Holds a site's log against the tables: the numbers without gap, the hashes in a chain, and the fold
// of all events equal to what the tables say and to what counting them anew says.
import { expect } from "vitest";
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

export async function expectLogToEqualTables(pool: pg.Pool, siteId: string): Promise<void> {
  const read = must(await createHubStore(pool).readView(siteId), "view");
  const { rows } = await pool.query<EventRow>(
    "select seq, hash, body from event where stream_id = $1 order by seq",
    [siteId],
  );
  const events = rows.map((row) => JSON.parse(row.body) as Numbered<SiteEvent>);
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_row, index) => index + 1));
  expect(events.map(({ seq, stream }) => [seq, stream])).toEqual(
    rows.map(({ seq }) => [seq, siteId]),
  );
  expect(rows.map(({ hash }) => hash)).toEqual(hashesOf(events));
  expect([read.head.seq, read.head.hash]).toEqual([rows.length, rows.at(-1)?.hash ?? EMPTY_HASH]);
  const view = openView(
    { site: read.view.site, statistics: EMPTY_STATISTICS, inside: [], activities: [] },
    0,
  );
  for (const event of events) applyEvent(view, event);
  expect(inOrder(snapshotOf(view))).toEqual(inOrder(read.view));
  await expectFiguresToBeCounted(pool, siteId, read.view);
}

/** Who came first is of no matter to a screen. */
function inOrder(view: LiveViewSnapshot): LiveViewSnapshot {
  return { ...view, inside: view.inside.toSorted((a, b) => a.id.localeCompare(b.id)) };
}

function hashesOf(events: readonly Numbered<SiteEvent>[]): readonly string[] {
  let hash = EMPTY_HASH;
  return events.map((event) => (hash = nextHash(hash, event)));
}

async function expectFiguresToBeCounted(
  pool: pg.Pool,
  siteId: string,
  { statistics, inside }: LiveViewSnapshot,
): Promise<void> {
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
  expect(statistics).toMatchObject({ ...day, stays: { count, minutes } });
  expect(inside).toHaveLength(statistics.currentlyIn);
}
