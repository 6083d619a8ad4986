import type { Connection } from "../../server/store/database.ts";

/** The same server, another database. */
export function connectionTo(connection: Connection, database: string): Connection {
  if (connection.connectionString === undefined) return { ...connection, database };
  const url = new URL(connection.connectionString);
  url.pathname = `/${database}`;
  return { connectionString: url.href };
}
