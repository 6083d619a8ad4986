// The one pool of connections, and Kysely over it. Values come out of PostgreSQL in the form the rest
// of the house uses: instants as ISO text, days as `YYYY-MM-DD`, bigints as numbers.
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { instantAt } from "../../domain/instant.ts";
import type { Tables } from "./schema.ts";

export type Database = Kysely<Tables>;

export interface Connection {
  readonly connectionString?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly database?: string | undefined;
}

/** A connection, as far as statements go. */
export interface Queries {
  query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
}

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

const PARSERS = new Map<number, (text: string) => unknown>([
  [INT8, Number],
  [DATE, (text) => text],
  [TIMESTAMPTZ, (text) => instantAt(Date.parse(text))],
]);

/** Whoever waits longer for a connection is told that there is none. */
const CONNECTION_WAIT_MS = 5_000;

/** Opens a bounded pool; `onFault` hears of connections that broke while idle. */
export function openPool(
  connection: Connection,
  options: { readonly size: number; readonly onFault: (error: Error) => void },
): pg.Pool {
  const pool = new pg.Pool({
    ...definedOnly(connection),
    max: options.size,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    idleTimeoutMillis: 60_000,
    application_name: "av-gym",
    // Statements given without waiting travel together; each is still answered on its own, in order.
    pipeline: true,
    types: {
      getTypeParser: ((oid: number, format?: "text" | "binary") =>
        PARSERS.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
  // A database that is stopped right after the pool may say so on connections that are closing.
  const onError = (error: Error) => {
    if (!pool.ending) options.onFault(error);
  };
  pool.on("connect", (client) => {
    client.on("error", onError);
  });
  pool.on("error", onError);
  return pool;
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

function definedOnly(connection: Connection): Record<string, string | number> {
  const entries = Object.entries(connection).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Record<string, string | number>;
}
