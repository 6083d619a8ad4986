// Writes a backup: everything as it stood at one moment, while the gym goes on.
import { createWriteStream } from "node:fs";
import { open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Instant } from "../../domain/instant.ts";
import type { BackupHeader } from "./backup-format.ts";
import { BackupProblem, END_OF_ROWS, FORMAT } from "./backup-format.ts";
import type { KeptTable } from "./kept-tables.ts";
import { columnList, quoted, readKeptTables } from "./kept-tables.ts";

export type Progress = (line: string) => void;

export interface BackupOptions {
  readonly file: string;
  readonly version: string;
  readonly now: Instant;
  readonly progress: Progress;
}

/** The file is whole or not there; one that is there already stays. Resolves to its size in bytes. */
export async function writeBackup(client: pg.ClientBase, options: BackupOptions): Promise<number> {
  const { file } = options;
  await mustBeNew(file);
  const unfinished = `${file}.unfinished`;
  await client.query("begin isolation level repeatable read read only");
  try {
    // What lies there already is not written into: it may be another's, or lead elsewhere.
    await rm(unfinished, { force: true });
    const gzip = createGzip({ level: 4 });
    const target = createWriteStream(unfinished, { flags: "wx", mode: 0o600 });
    await pipeline(Readable.from(textOf(client, options)), gzip, target);
    await toDisk(unfinished);
    await rename(unfinished, file);
    await toDisk(dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw problemOf(error, file);
  } finally {
    await client.query("rollback").catch(() => undefined);
  }
  return (await stat(file)).size;
}

async function* textOf(
  client: pg.ClientBase,
  { version, now, progress }: BackupOptions,
): AsyncGenerator<string | Buffer> {
  const tables = await readKeptTables(client);
  const migrations = await client.query<{ name: string }>("select name from migration order by 1");
  const found = await client.query<{ name: string }>("select name from organisation");
  const header: BackupHeader = {
    avGymBackup: FORMAT,
    version,
    takenAt: now,
    organisation: found.rows[0]?.name ?? null,
    migrations: migrations.rows.map(({ name }) => name),
  };
  yield lineOf(header);
  for (const table of tables) {
    yield lineOf({ table: table.name, columns: table.columns });
    const rows = client.query(copyTo(copyStatement(table)));
    yield* rows as AsyncIterable<Buffer>;
    yield `${END_OF_ROWS}\n`;
    progress(`${table.name}: ${rows.rowCount} rows`);
  }
  yield lineOf({ end: true, tables: tables.length });
}

function copyStatement(table: KeptTable): string {
  return `copy ${quoted(table.name)} (${columnList(table)}) to stdout`;
}

function lineOf(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

async function mustBeNew(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found !== null) throw new BackupProblem(`${file} is there already: name another file.`);
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function problemOf(error: unknown, file: string): unknown {
  const { code } = error as { readonly code?: unknown };
  const mayNot = `The server may not write ${file}: name a folder that its user may write to.`;
  const sentences: Readonly<Record<string, string>> = {
    ENOENT: `The folder of ${file} does not exist: make it first.`,
    EACCES: mayNot,
    EPERM: mayNot,
    ENOSPC: `There is no room for ${file}: nothing was kept of it. Name another disk.`,
  };
  const sentence = typeof code === "string" ? sentences[code] : undefined;
  return sentence === undefined ? error : new BackupProblem(sentence, { cause: error });
}
