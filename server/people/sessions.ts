// Sessions of staff accounts. A browser holds a random token; the table knows its hash alone. Every
// request reads the table, so that a revoked session or a changed role counts at once.
import { sql } from "kysely";
import { instantAt, millis } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../store/database.ts";
import type { Caller } from "./caller.ts";
import { drawToken, hashOfToken } from "./passwords.ts";

/** A session ends when it was not used for this long, and in any case after the second. */
export const IDLE_MS = 12 * 60 * 60_000;
export const ABSOLUTE_MS = 30 * 24 * 60 * 60_000;
/** How exactly the last use is remembered. */
const TOUCH_MS = 60_000;

export interface OpenedSession {
  readonly token: string;
  readonly sessionId: string;
}

export interface Sessions {
  /**
   * Opens a session; the token is for the browser's cookie. Null where the account is inactive, or its
   * password is not any more the one whose hash was checked (null: none was).
   */
  open(staffId: string, checkedHash: string | null): Promise<OpenedSession | null>;
  /** Who holds this token; null where the session has ended or the account is inactive. */
  find(token: string): Promise<Caller | null>;
  /** Of these sessions, those that still hold; a socket that is open keeps its session in use. */
  stillOpen(sessionIds: readonly string[]): Promise<ReadonlySet<string>>;
  end(sessionId: string): Promise<void>;
  /** Ends every session of an account, or all but one. */
  endAllOf(staffId: string, except?: string | null): Promise<void>;
  /** Forgets sessions that have run out. */
  sweep(): Promise<void>;
  /** Calls back with the ids of sessions at the moment they are ended; returns how to stop that. */
  onRevoked(callback: (sessionIds: readonly string[]) => void): () => void;
}

export function openSessions(database: Database, clock: Clock): Sessions {
  const callbacks = new Set<(sessionIds: readonly string[]) => void>();
  const tell = (rows: readonly { readonly token_hash: Buffer }[]): void => {
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.token_hash.toString("hex"));
    for (const callback of callbacks) callback(ids);
  };

  return {
    open: (staffId, checkedHash) => openSession(database, { staffId, checkedHash }, clock.now()),
    find: (token) => findCaller(database, hashOfToken(token), clock.now()),
    stillOpen: (sessionIds) => findOpen(database, sessionIds, clock.now()),
    end: async (sessionId) => {
      const ended = await database
        .deleteFrom("session")
        .where("token_hash", "=", Buffer.from(sessionId, "hex"))
        .returning("token_hash")
        .execute();
      tell(ended);
    },
    endAllOf: async (staffId, except = null) => {
      let query = database.deleteFrom("session").where("staff_id", "=", staffId);
      if (except !== null) query = query.where("token_hash", "<>", Buffer.from(except, "hex"));
      tell(await query.returning("token_hash").execute());
    },
    sweep: async () => {
      const now = clock.now();
      const ended = await database
        .deleteFrom("session")
        .where((where) =>
          where.or([where("expires_at", "<=", now), where("last_seen_at", "<=", idleSince(now))]),
        )
        .returning("token_hash")
        .execute();
      tell(ended);
    },
    onRevoked: (callback) => {
      callbacks.add(callback);
      return () => callbacks.delete(callback);
    },
  };
}

// Holds the account while it looks: a password that is being changed is waited for, and a change that
// comes later finds the session and ends it.
async function openSession(
  database: Database,
  { staffId, checkedHash }: { readonly staffId: string; readonly checkedHash: string | null },
  now: Instant,
): Promise<OpenedSession | null> {
  const token = drawToken();
  const tokenHash = hashOfToken(token);
  const expiresAt = instantAt(millis(now) + ABSOLUTE_MS);
  const opened = await sql`
    insert into session (token_hash, staff_id, created_at, last_seen_at, expires_at)
    select ${tokenHash}::bytea, id, ${now}::timestamptz, ${now}::timestamptz, ${expiresAt}::timestamptz
    from staff where id = ${staffId} and is_active
      and (${checkedHash}::text is null or password_hash = ${checkedHash}) for share
    returning token_hash`.execute(database);
  return opened.rows.length === 0 ? null : { token, sessionId: tokenHash.toString("hex") };
}

function idleSince(now: Instant): Instant {
  return instantAt(millis(now) - IDLE_MS);
}

async function findCaller(database: Database, tokenHash: Buffer, now: Instant) {
  const row = await database
    .selectFrom("session")
    .innerJoin("staff", "staff.id", "session.staff_id")
    .select(["staff.id", "full_name", "role", "site_ids", "session.last_seen_at"])
    .where("token_hash", "=", tokenHash)
    .where("is_active", "=", true)
    .where("expires_at", ">", now)
    .where("session.last_seen_at", ">", idleSince(now))
    .executeTakeFirst();
  if (row === undefined) return null;
  if (millis(now) - millis(row.last_seen_at) >= TOUCH_MS) await touch(database, [tokenHash], now);
  const caller: Caller = {
    staffId: row.id,
    fullName: row.full_name,
    role: row.role,
    siteIds: row.site_ids,
    sessionId: tokenHash.toString("hex"),
  };
  return caller;
}

async function findOpen(database: Database, sessionIds: readonly string[], now: Instant) {
  if (sessionIds.length === 0) return new Set<string>();
  const rows = await database
    .selectFrom("session")
    .innerJoin("staff", "staff.id", "session.staff_id")
    .select(["token_hash", "session.last_seen_at"])
    .where(
      "token_hash",
      "in",
      sessionIds.map((id) => Buffer.from(id, "hex")),
    )
    .where("is_active", "=", true)
    .where("expires_at", ">", now)
    .where("session.last_seen_at", ">", idleSince(now))
    .execute();
  const stale = rows.filter((row) => millis(now) - millis(row.last_seen_at) >= TOUCH_MS);
  if (stale.length > 0)
    await touch(
      database,
      stale.map((row) => row.token_hash),
      now,
    );
  return new Set(rows.map((row) => row.token_hash.toString("hex")));
}

async function touch(database: Database, hashes: readonly Buffer[], now: Instant): Promise<void> {
  await sql`
    with used as (
      update session set last_seen_at = greatest(last_seen_at, ${now}::timestamptz)
      where token_hash = any(${hashes}::bytea[]) returning staff_id
    )
    update staff set last_seen_at = greatest(last_seen_at, ${now}::timestamptz)
    where id in (select staff_id from used)`.execute(database);
}
