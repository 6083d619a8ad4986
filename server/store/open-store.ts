// The database, checked and brought to the form that this version needs.
import type pg from "pg";
import { checkDatabase, startProblemOf } from "./check-database.ts";
import { openPool } from "./database.ts";
import type { Connection } from "./database.ts";
import { migrate } from "./migrate.ts";

/** Throws StartProblem where the operator can mend it. */
export async function openStore(
  connection: Connection,
  size: number,
  onFault: (error: unknown) => void,
): Promise<pg.Pool> {
  const pool = openPool(connection, { size, onFault });
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
