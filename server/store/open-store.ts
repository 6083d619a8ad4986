// The database, checked and brought to the form that this version needs.
import type pg from "pg";
import { checkDatabase, startProblemOf } from "./check-database.ts";
import { openPool } from "./database.ts";
import type { Connection } from "./database.ts";
import { migrate } from "./migrate.ts";
import { watchPool } from "./watch-pool.ts";

/** Connections to the database: one a site that commits, and some for those who read. */
export const POOL_SIZE = 16;
/** Beyond this many for each connection nobody waits: the last would give up before its turn. */
const WAITING_EACH = 64;

export interface StoreOptions {
  readonly size: number;
  readonly elapsed: () => number;
  readonly observeWait: (ms: number) => void;
  readonly onFault: (error: unknown) => void;
}

/** Throws StartProblem where the operator can mend it. */
export async function openStore(connection: Connection, options: StoreOptions): Promise<pg.Pool> {
  const pool = openPool(connection, options);
  watchPool(pool, { ...options, maxWaiting: options.size * WAITING_EACH });
  try {
    await checkDatabase(pool);
    await migrate(pool);
    return pool;
  } catch (error) {
    await pool.end();
    throw startProblemOf(error);
  }
}

export async function isThere(pool: pg.Pool): Promise<boolean> {
  try {
    await pool.query("select 1");
    return true;
  } catch {
    // Whoever asks asks again and again: the answer itself is the report.
    return false;
  }
}
