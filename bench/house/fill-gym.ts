// A gym to measure, straight into the tables: one site, its members, and as many past visits as asked,
// spread over the year that ended some days ago.
import type pg from "pg";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import { openPool } from "../../server/store/database.ts";
import type { Connection } from "../../server/store/database.ts";
import { migrate } from "../../server/store/migrate.ts";
import { DOOR, ORGANISATION, PLAN, SITE } from "./gym-ids.ts";

export interface GymSize {
  readonly members: number;
  readonly pastVisits: number;
}

const ID = (block: string, number: string): string =>
  `('00000000-0000-4000-${block}-' || lpad(to_hex(${number}), 12, '0'))::uuid`;

const MEMBERS = `
  insert into member (id, membership_number, full_name, search_text, joined_on)
  select ${ID("8005", "n")}, 'M-' || n, 'Magdalena Hoffmann ' || n, 'magdalena hoffmann ' || n, '2020-01-01'
  from generate_series(1, $1) n`;
const MEMBERSHIPS = `
  insert into membership (id, member_id, plan_id, starts_on)
  select ${ID("8006", "n")}, ${ID("8005", "n")}, '${PLAN}', '2020-01-01' from generate_series(1, $1) n`;
const CREDENTIALS = `
  insert into credential (id, member_id, kind, code)
  select ${ID("8007", "n")}, ${ID("8005", "n")}, 'card', 'CARD' || lpad(n::text, 6, '0')
  from generate_series(1, $1) n`;

// Each visit with its decision and its two events, as the desk leaves them.
const PAST = `
  create temporary table past as
  select n, ${ID("8008", "n")} as id, ${ID("8005", "(n * 7919) % $2 + 1")} as member_id,
    date_trunc('minute', now()) - interval '5 days' - (($1 - n) * interval '365 days' / $1) as at
  from generate_series(1::bigint, $1::bigint) n`;
const VISITS = `
  insert into visit (id, site_id, member_id, door_id, gym_day, check_in_at, check_in_recorded_at,
    check_out_at, check_out_recorded_at, duration_minutes, how, channel, first_today)
  select id, '${SITE}', member_id, '${DOOR}', (at - interval '4 hours')::date, at, at,
    at + interval '70 minutes', at + interval '70 minutes', 70, 'scanned', 'desk', true from past`;
const DECISIONS = `
  insert into decision (id, command_id, command, site_id, door_id, member_id, visit_id, at,
    recorded_at, verdict, reasons)
  select ${ID("8009", "n")}, ${ID("800a", "n")}, 'check_in', '${SITE}', '${DOOR}', member_id, id, at, at,
    'admit', '[]' from past`;
const VISIT_TEXT = `'{"id":"' || id || '","member":{"id":"' || member_id || '","fullName":"Magdalena Hoffmann",'
    || '"membershipNumber":"M-1","photoUrl":null},"checkInTime":"' || to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.000Z')
    || '","gymDay":"' || to_char(at, 'YYYY-MM-DD') || '","location":{"doorId":"${DOOR}","door":"Front desk",'
    || '"zone":null},"channel":"desk","alerts":[],"by":null,"firstToday":true'`;
const eventText = (type: string, seq: string, more: string): string =>
  `'{"type":"${type}","stream":"${SITE}","seq":' || ${seq} || ',"payload":' || ${VISIT_TEXT} || ${more} || '}}'`;
const OUT_TEXT = `',"checkOutTime":"' || to_char(at + interval '70 minutes', 'YYYY-MM-DD"T"HH24:MI:SS.000Z')
    || '","durationMinutes":70,"how":"scanned"'`;
const EVENTS = `
  insert into event (stream_id, seq, type, body, hash, recorded_at)
  select '${SITE}'::uuid, 2 * n - 1, 'member_checked_in',
    ${eventText("member_checked_in", "2 * n - 1", "''")}, '${EMPTY_HASH}', at from past
  union all
  select '${SITE}'::uuid, 2 * n, 'member_checked_out',
    ${eventText("member_checked_out", "2 * n", OUT_TEXT)}, '${EMPTY_HASH}', at from past`;

export async function fillGym(connection: Connection, size: GymSize): Promise<void> {
  const pool = openPool(connection, { size: 1, onFault: () => undefined });
  try {
    await migrate(pool);
    await fillHouse(pool);
    for (const sql of [MEMBERS, MEMBERSHIPS, CREDENTIALS]) await pool.query(sql, [size.members]);
    if (size.pastVisits > 0) await fillPast(pool, size);
    // Only what was filled: empty tables stay as they are in a gym that has just opened.
    await pool.query("vacuum analyze member, membership, credential");
    if (size.pastVisits > 0) await pool.query("vacuum analyze visit, decision, event");
    await pool.query("checkpoint");
  } finally {
    await pool.end();
  }
}

async function fillHouse(pool: pg.Pool): Promise<void> {
  await pool.query("insert into organisation (id, name) values ($1, 'Measured')", [ORGANISATION]);
  const streams = [
    [ORGANISATION, "organisation"],
    [SITE, "site"],
  ];
  for (const [id, kind] of streams) {
    await pool.query("insert into stream (id, kind, epoch, hash) values ($1, $2, 'first', $3)", [
      ...[id, kind, EMPTY_HASH],
    ]);
  }
  await pool.query("insert into site (id, name, time_zone) values ($1, 'Mitte', 'UTC')", [SITE]);
  await pool.query(
    "insert into door (id, site_id, name, channel) values ($1, $2, 'Front desk', 'desk')",
    [DOOR, SITE],
  );
  await pool.query("insert into plan (id, name) values ($1, 'Anytime')", [PLAN]);
}

async function fillPast(pool: pg.Pool, { members, pastVisits }: GymSize): Promise<void> {
  // The rows are right by how they are made: checking each reference would only take time.
  await pool.query("set session_replication_role = replica");
  await pool.query(PAST.replaceAll("$1", String(pastVisits)).replaceAll("$2", String(members)));
  for (const sql of [VISITS, DECISIONS, EVENTS]) await pool.query(sql);
  await pool.query("update stream set seq = $1 where id = $2", [2 * pastVisits, SITE]);
  await pool.query("drop table past");
}
