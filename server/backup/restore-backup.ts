// Brings a backup back: in one transaction, all of it or nothing. The history is another one from then
// on, so every stream gets a new epoch and every screen resets itself.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrationNames, migrationText } from "../store/migrate.ts";
import type { BackupHeader } from "./backup-format.ts";
import { BackupProblem } from "./backup-format.ts";
import type { KeptTable } from "./kept-tables.ts";
import { columnList, quoted, readKeptTables } from "./kept-tables.ts";
import { BackupReader } from "./read-backup.ts";
import { renewEpochs } from "./renew-epochs.ts";
import type { Progress } from "./write-backup.ts";

/** Where a backup of an older form is brought up to date before it becomes the truth. */
const SIDE = "avgym_restoring";

export interface Restored {
  readonly takenAt: string;
  readonly organisation: string | null;
}

export async function restoreBackup(
  client: pg.ClientBase,
  file: string,
  progress: Progress,
): Promise<Restored> {
  const reader = new BackupReader(file);
  try {
    const header = await reader.header();
    const later = await laterMigrations(header, file);
    await client.query("begin");
    // Every change begins at a stream: whoever holds them all is alone.
    await client.query("lock table stream in access exclusive mode");
    await keepSessions(client);
    if (later.length === 0) {
      await empty(client);
      await copyAll(client, reader, progress);
    } else {
      await restoreOlder(client, reader, { header, later, progress });
    }
    await setCounters(client);
    await bringSessionsBack(client);
    await renewEpochs(client);
    await client.query("commit");
    return { takenAt: header.takenAt, organisation: header.organisation };
  } catch (error) {
    await client.query("rollback").catch(() => undefined);
    throw error;
  } finally {
    await reader.close();
  }
}

/** Those that this version knows and the backup had not seen; throws where it has seen others. */
async function laterMigrations(header: BackupHeader, file: string): Promise<readonly string[]> {
  const known = await migrationNames();
  const isOlder = header.migrations.every((name, index) => name === known[index]);
  if (!isOlder) {
    throw new BackupProblem(
      `${file} was made by a newer AV Gym (${header.version}): restore it with that one.`,
    );
  }
  return known.slice(header.migrations.length);
}

async function empty(client: pg.ClientBase): Promise<void> {
  const names = (await readKeptTables(client)).map(({ name }) => quoted(name));
  await client.query(`truncate ${["session", ...names].join(", ")}`);
}

async function copyAll(
  client: pg.ClientBase,
  reader: BackupReader,
  progress: Progress,
): Promise<void> {
  const known = new Map((await readKeptTables(client)).map((table) => [table.name, table]));
  for (let table = await reader.nextTable(); table !== null; table = await reader.nextTable()) {
    mustFit(table, known.get(table.name));
    known.delete(table.name);
    const target = client.query(
      copyFrom(`copy ${quoted(table.name)} (${columnList(table)}) from stdin`),
    );
    await pipeline(Readable.from(reader.rows(), { objectMode: false }), target);
    progress(`${table.name}: ${target.rowCount} rows`);
  }
  const [missing] = known.keys();
  if (missing !== undefined) throw new BackupProblem(`The table ${missing} is not in this backup.`);
}

function mustFit(table: KeptTable, known: KeptTable | undefined): void {
  const isKnown =
    known !== undefined && table.columns.every((each) => known.columns.includes(each));
  if (!isKnown)
    throw new BackupProblem(`The table ${table.name} of this backup is not known here.`);
}

/** Beside the tables that are in use, at the form it was made with; then up to date; then in their place. */
async function restoreOlder(
  client: pg.ClientBase,
  reader: BackupReader,
  what: {
    readonly header: BackupHeader;
    readonly later: readonly string[];
    readonly progress: Progress;
  },
): Promise<void> {
  const found = await client.query<{ schema: string }>("select current_schema() as schema");
  const schema = quoted(found.rows[0]?.schema ?? "public");
  await client.query(`create schema ${SIDE}`);
  await client.query(`set local search_path = ${SIDE}`);
  for (const name of what.header.migrations) await client.query(await migrationText(name));
  await copyAll(client, reader, what.progress);
  for (const name of what.later) await client.query(await migrationText(name));
  await client.query(`set local search_path = ${schema}`);
  await empty(client);
  for (const table of await readKeptTables(client)) {
    const columns = columnList(table);
    await client.query(
      `insert into ${quoted(table.name)} (${columns}) overriding system value
       select ${columns} from ${SIDE}.${quoted(table.name)}`,
    );
  }
  await client.query(`drop schema ${SIDE} cascade`);
}

/** Numbers that the database counts by itself go on where the rows end. */
async function setCounters(client: pg.ClientBase): Promise<void> {
  const found = await client.query<{ table: string; column: string }>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = current_schema() and is_identity = 'YES'`);
  for (const { table, column } of found.rows) {
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest(1, coalesce(max(${quoted(column)}), 1)))
       from ${quoted(table)}`,
      [quoted(table), column],
    );
  }
}

/** Who is signed in now stays so, where the account is the same in the backup. */
async function keepSessions(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create temporary table kept_session on commit drop as
    select session.*, staff.password_hash from session join staff on staff.id = staff_id`);
}

async function bringSessionsBack(client: pg.ClientBase): Promise<void> {
  await client.query(`
    insert into session (token_hash, staff_id, created_at, last_seen_at, expires_at)
    select token_hash, staff_id, kept.created_at, kept.last_seen_at, expires_at
    from kept_session kept join staff on staff.id = staff_id and staff.is_active
      and staff.password_hash = kept.password_hash`);
}
