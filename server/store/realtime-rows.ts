// The day of figures as it is kept: a row for each server and minute, swept after 25 hours.
import type pg from "pg";
import type { Instant } from "../../domain/instant.ts";
import { plusMinutes } from "../../domain/instant.ts";
import type { Counts, StoredFigures } from "../realtime/figures.ts";

const KEPT_MINUTES = 25 * 60;

export interface KeptMinute {
  readonly serverId: string;
  readonly minute: Instant;
  readonly figures: StoredFigures;
}

/** Keeps a minute that is over, and lets go of what is too old, whoever wrote it. */
export async function keepMinute(pool: pg.Pool, kept: KeptMinute): Promise<void> {
  await pool.query(
    `with swept as (delete from realtime_minute where minute < $4)
     insert into realtime_minute (server_id, minute, figures) values ($1, $2, $3)
     on conflict (server_id, minute) do update set figures = excluded.figures`,
    [
      kept.serverId,
      kept.minute,
      JSON.stringify(kept.figures),
      plusMinutes(kept.minute, -KEPT_MINUTES),
    ],
  );
}

/** All servers' minutes from a moment on, in their order. */
export async function readMinutes(pool: pg.Pool, from: Instant): Promise<readonly KeptMinute[]> {
  const found = await pool.query<KeptMinute>(
    `select server_id as "serverId", minute, figures from realtime_minute
     where minute >= $1 order by minute, server_id`,
    [from],
  );
  return found.rows;
}

/** What servers other than these counted since a moment: those that are there no more. */
export async function countOthers(
  pool: pg.Pool,
  from: Instant,
  serverIds: readonly string[],
): Promise<Counts> {
  const found = await pool.query<{ name: string; total: number }>(
    `select key as name, sum(value::numeric)::float8 as total
     from realtime_minute, jsonb_each_text(figures->'counts')
     where minute >= $1 and not server_id = any($2::uuid[]) group by key`,
    [from, serverIds],
  );
  return Object.fromEntries(found.rows.map(({ name, total }) => [name, total]));
}

/** Writes the one row that a synthetic scan takes to disk. */
export async function keepSyntheticScan(pool: pg.Pool, siteId: string, at: Instant): Promise<void> {
  await pool.query(
    `insert into synthetic_scan (site_id, at) values ($1, $2)
     on conflict (site_id) do update set at = excluded.at`,
    [siteId, at],
  );
}

/** Somebody who could come in; null where there are no members. */
export async function readAnyMember(pool: pg.Pool): Promise<string | null> {
  const found = await pool.query<{ id: string }>("select id from member limit 1");
  return found.rows[0]?.id ?? null;
}

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly siteId: string;
  readonly lastSeenAt: Instant | null;
}

/** Those that are paired, the one that was silent for longest first. */
export async function readDevices(pool: pg.Pool): Promise<readonly DeviceRow[]> {
  const found = await pool.query<DeviceRow>(
    `select id, name, site_id as "siteId", last_seen_at as "lastSeenAt" from device
     where revoked_at is null order by last_seen_at nulls first, name`,
  );
  return found.rows;
}
