// The epoch is the name of a history. It changes when history is not the same any more: after a restore,
// by us or by the database's own means; then no screen goes on from a number that meant something else.
import { v7 as newId } from "uuid";
import type pg from "pg";

const KEY = "database-history";

/** In the transaction that changed the history. */
export async function renewEpochs(client: pg.ClientBase): Promise<void> {
  const streams = await client.query<{ id: string }>(
    "select id from stream order by id for update",
  );
  for (const { id } of streams.rows) {
    await client.query("update stream set epoch = $2 where id = $1", [id, newId()]);
  }
  await note(client, await readHistory(client));
}

/**
 * Compares the database's own name for its history with the one noted, and renews every epoch where it
 * is another: a copy brought back by PostgreSQL's means to a point in time, a stand-in that took over,
 * rows loaded into a new database. True where it was.
 */
export async function checkHistory(pool: pg.Pool): Promise<boolean> {
  const client = await pool.connect();
  try {
    const history = await readHistory(client);
    if (history === null || history === (await noted(client))) return false;
    await client.query("begin");
    // Several servers see it at once; one of them renews.
    await client.query("lock table stream in access exclusive mode");
    const before = await noted(client);
    const isOther = before !== null && before !== history;
    if (isOther) await renewEpochs(client);
    else await note(client, history);
    await client.query("commit");
    return isOther;
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** Which cluster this is, and which of its timelines; null where the database does not tell. */
async function readHistory(client: pg.ClientBase): Promise<string | null> {
  try {
    await client.query("savepoint history").catch(() => undefined);
    const found = await client.query<{ history: string }>(`
      select system_identifier || ':' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) ||
        ':' || current_database() as history from pg_control_system()`);
    return found.rows[0]?.history ?? null;
  } catch {
    // A hosted database may keep this to itself: then only our own restores change the epoch.
    await client.query("rollback to savepoint history").catch(() => undefined);
    return null;
  }
}

async function noted(client: pg.ClientBase): Promise<string | null> {
  const found = await client.query<{ value: string }>("select value from setting where key = $1", [
    KEY,
  ]);
  return found.rows[0]?.value ?? null;
}

async function note(client: pg.ClientBase, history: string | null): Promise<void> {
  await client.query(
    `insert into setting (key, value, changed_at) values ($1, $2, now())
     on conflict (key) do update set value = excluded.value, changed_at = now()`,
    [KEY, JSON.stringify(history)],
  );
}
