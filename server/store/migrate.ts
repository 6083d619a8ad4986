// Brings a database to the form this version needs. Plain SQL files, forward only, each in one
// transaction; a database made by a newer version is left alone.
import { readdir, readFile } from "node:fs/promises";
import type pg from "pg";

const FOLDER = new URL("./migrations/", import.meta.url);
/** Any number, the same for all servers: only one of them migrates at a time. */
const LOCK = 7_221_904;

export class MigrationProblem extends Error {}

export async function migrate(pool: pg.Pool): Promise<void> {
  const names = await migrationNames();
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await client.query(
      "create table if not exists migration (name text primary key, at timestamptz not null default now())",
    );
    const done = await client.query<{ name: string }>("select name from migration order by name");
    const applied = new Set(done.rows.map((row) => row.name));
    refuseNewer(applied, names);
    for (const name of names.filter((each) => !applied.has(each))) await apply(client, name);
  } finally {
    await client.query("select pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
    client.release();
  }
}

/** Those that this version knows, in their order. */
export async function migrationNames(): Promise<readonly string[]> {
  return (await readdir(FOLDER)).filter((name) => name.endsWith(".sql")).toSorted();
}

export function migrationText(name: string): Promise<string> {
  return readFile(new URL(name, FOLDER), "utf8");
}

function refuseNewer(applied: ReadonlySet<string>, known: readonly string[]): void {
  const newer = [...applied].filter((name) => !known.includes(name));
  if (newer.length === 0) return;
  throw new MigrationProblem(
    `This database was made by a newer version of AV Gym (it has ${newer.join(", ")}): start that version, or restore a backup made by this one.`,
  );
}

async function apply(client: pg.PoolClient, name: string): Promise<void> {
  const sql = await migrationText(name);
  try {
    await client.query("begin");
    await client.query(sql);
    await client.query("insert into migration (name) values ($1)", [name]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`migration ${name} failed`, { cause: error });
  }
}
