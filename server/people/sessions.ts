// Sessions of staff accounts. A browser holds a random token; the table knows its hash alone. Every
// request reads the table, so that a revoked session or a changed role counts at once; requests of the
// same moment read it together.
import { sql } from "kysely";
import { instantAt, millis } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Clock } from "../clock.ts";
import type { Database } from "../store/database.ts";
import type { Caller } from "./caller.ts";
import { drawToken, hashOfToken } from "./passwords.ts";
import { lookUpTogether } from "./together.ts";

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

  const find = lookUpTogether((sessionIds) => findCallers(database, sessionIds, clock.now()));

  return {
    open: (staffId, checkedHash) => openSession(database, { staffId, checkedHash }, clock.now()),
    find: (token) => find(hashOfToken(token).toString("hex")),
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

/** Who holds each of these sessions, by its id; a session that has ended is left out. */
async function findCallers(
  database: Database,
  sessionIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, Caller>> {
  const rows = await database
    .selectFrom("session")
    .innerJoin("staff", "staff.id", "session.staff_id")
    .select(["token_hash", "staff.id", "full_name", "role", "site_ids", "session.last_seen_at"])
    .where(sql<boolean>`token_hash = any(${hashesOf(sessionIds)}::bytea[])`)
    .where("is_active", "=", true)
    .where("expires_at", ">", now)
    .where("session.last_seen_at", ">", idleSince(now))
    .execute();
  const stale = rows.filter((row) => millis(now) - millis(row.last_seen_at) >= TOUCH_MS);
  if (stale.length > 0) {
    const hashes = stale.map((row) => row.token_hash);
    await touch(database, hashes, now);
  }
  return new Map(
    rows.map((row): [string, Caller] => {
      const sessionId = row.token_hash.toString("hex");
      const { id: staffId, full_name: fullName, role, site_ids: siteIds } = row;
      return [sessionId, { staffId, fullName, role, siteIds, sessionId }];
    }),
  );
}

async function findOpen(database: Database, sessionIds: readonly string[], now: Instant) {
  if (sessionIds.length === 0) return new Set<string>();
  const found = await findCallers(database, sessionIds, now);
  return new Set(found.keys());
}

function hashesOf(sessionIds: readonly string[]): readonly Buffer[] {
  return sessionIds.map((id) => Buffer.from(id, "hex"));
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
