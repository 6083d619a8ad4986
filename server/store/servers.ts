// The servers of one database as they have written themselves down, by the database's own clock.
import type pg from "pg";
import type { Instant } from "../../domain/instant.ts";

/** Not seen for so long, a server is taken for gone; later its row is taken away. */
const GONE_AFTER = "6 seconds";
const FORGOTTEN_AFTER = "30 seconds";
/** The caretaker is another one when the last was silent for so long. */
export const CARETAKER_MS = 6_000;

export interface ServerSelf {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly version: string;
}

export interface ServerRow extends ServerSelf {
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  readonly draining: boolean;
  /** What it says of itself, as it likes. */
  readonly figures: unknown;
}

/** Those that are there, the longest running first. */
export async function readServers(pool: pg.Pool): Promise<readonly ServerRow[]> {
  const found = await pool.query<ServerRow>(
    `select id, name, address, version, started_at as "startedAt", seen_at as "seenAt", draining,
       figures from server where seen_at > now() - interval '${GONE_AFTER}' order by started_at, id`,
  );
  return found.rows;
}

export interface Sign {
  readonly draining: boolean;
  readonly figures: unknown;
}

/** One statement: this server is here, those long silent are not, and who is the caretaker. */
export async function giveSign(pool: pg.Pool, self: ServerSelf, sign: Sign): Promise<boolean> {
  const { id, name, address, version } = self;
  const found = await pool.query(
    `with seen as (
       insert into server (id, name, address, version, draining, figures)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update
         set seen_at = now(), draining = excluded.draining, figures = excluded.figures
     ), forgotten as (
       delete from server where seen_at < now() - interval '${FORGOTTEN_AFTER}' and id <> $1
     )
     insert into caretaker (server_id, held_until)
     select $1::uuid, now() + $7::integer * interval '1 millisecond' where not $5::boolean
     on conflict (only_one) do update
       set server_id = excluded.server_id, held_until = excluded.held_until
       where caretaker.server_id = excluded.server_id or caretaker.held_until < now()
     returning server_id`,
    [id, name, address, version, sign.draining, JSON.stringify(sign.figures), CARETAKER_MS],
  );
  return found.rows.length > 0;
}

export async function leaveCaretaking(
  pool: pg.Pool,
  { id }: Pick<ServerSelf, "id">,
): Promise<void> {
  await pool.query("delete from caretaker where server_id = $1", [id]);
}

export async function forgetServer(pool: pg.Pool, { id }: Pick<ServerSelf, "id">): Promise<void> {
  await pool.query("delete from server where id = $1", [id]);
}
