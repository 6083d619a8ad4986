// The hub's store on PostgreSQL: the live view at an exact number, and the log after one.
import type pg from "pg";
import type { LogEvent, Numbered, SiteEvent } from "../../domain/event.ts";
import type { FeedLine } from "../../domain/feed.ts";
import { feedLineOf } from "../../domain/feed.ts";
import { FEED_LENGTH } from "../../domain/live-view.ts";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import type { OpenVisit } from "../../domain/visit.ts";
import type { HubStore } from "../hub/hub-store.ts";
import { readHead } from "./desk-facts.ts";
import type { LoggedEvent } from "../number-events.ts";
import { IS_INSIDE, visitOf, VISIT_COLUMNS, VISIT_TABLES } from "./visit-row.ts";
import type { VisitRow } from "./visit-row.ts";

interface EventRow {
  readonly stream_id: string;
  readonly seq: number;
  readonly hash: string;
  readonly body: string;
}

const EVENT_COLUMNS = "stream_id, seq, hash, body";
const FEED = `
  select ${EVENT_COLUMNS} from event
  where stream_id = $1 and ($2::bigint is null or seq < $2)
    and type not in ('gym_day_began', 'site_changed')
  order by seq desc limit $3`;

export function createHubStore(pool: pg.Pool): HubStore {
  return {
    readView: (siteId) => readView(pool, siteId),
    readEvents: async (stream, after, limit) => {
      const found = await pool.query<EventRow>(
        `select ${EVENT_COLUMNS} from event where stream_id = $1 and seq > $2 order by seq limit $3`,
        [stream, after, limit],
      );
      return found.rows.map(loggedOf);
    },
    readHash: async (stream, seq) => {
      if (seq === 0) return EMPTY_HASH;
      const found = await pool.query<{ hash: string }>(
        "select hash from event where stream_id = $1 and seq = $2",
        [stream, seq],
      );
      return found.rows[0]?.hash ?? null;
    },
  };
}

/** Lines of the feed before a number, newest first, for scrolling back. */
export async function readFeed(
  pool: pg.Pool,
  siteId: string,
  before: number | null,
  limit: number,
): Promise<readonly FeedLine[]> {
  const found = await pool.query<EventRow>(FEED, [siteId, before, limit]);
  return linesOf(found.rows);
}

async function readView(pool: pg.Pool, siteId: string) {
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    const found = await client.query<{ epoch: string }>("select epoch from stream where id = $1", [
      siteId,
    ]);
    const head = await readHead(client, siteId);
    const epoch = found.rows[0]?.epoch;
    if (head === null || epoch === undefined) return null;
    const inside = await client.query<VisitRow>(
      `select ${VISIT_COLUMNS} from ${VISIT_TABLES}
       where v.site_id = $1 and ${IS_INSIDE} order by v.check_in_at`,
      [siteId],
    );
    const latest = await client.query<EventRow>(FEED, [siteId, null, FEED_LENGTH]);
    const { site, statistics, seq, hash } = head;
    const view = {
      site,
      statistics,
      inside: inside.rows.map((row): OpenVisit => visitOf(row)),
      activities: linesOf(latest.rows),
    };
    return { head: { stream: siteId, epoch, seq, hash }, view };
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}

function loggedOf(row: EventRow): LoggedEvent {
  const { type, payload } = JSON.parse(row.body) as LogEvent;
  const { stream_id: stream, seq, hash, body } = row;
  return { stream, seq, hash, body, event: { type, payload } as LogEvent };
}

function linesOf(rows: readonly EventRow[]): readonly FeedLine[] {
  return rows
    .map((row) => feedLineOf(JSON.parse(row.body) as Numbered<SiteEvent>))
    .filter((line) => line !== null);
}
