// A pool whose connections are cut, for real, at the worst moments of a transaction: before it is
// written, before its commit arrives, and after the commit is on disk but before the answer is heard.
import type pg from "pg";
import type { Connection, Queries } from "../../server/store/database.ts";
import { openPool } from "../../server/store/database.ts";

export const MOMENTS = ["before-write", "before-commit", "after-commit"] as const;
export type Moment = (typeof MOMENTS)[number];

interface CutPool {
  readonly pool: pg.Pool;
  readonly cuts: Record<Moment, number>;
}

/** Asks before each transaction where to cut it; null lets it pass. */
export function openCutPool(connection: Connection, whereNext: () => Moment | null): CutPool {
  const pool = openPool(connection, { size: 4, onFault: () => undefined });
  const admin = openPool(connection, { size: 1, onFault: () => undefined });
  const cuts = { "before-write": 0, "before-commit": 0, "after-commit": 0 };
  const cut = async (client: pg.PoolClient, moment: Moment) => {
    cuts[moment] += 1;
    const { processID } = client as unknown as { readonly processID: number };
    await admin.query("select pg_terminate_backend($1)", [processID]);
  };
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as Queries["query"];
    let moment: Moment | null = null;
    const cutting = async (statement: pg.QueryConfig | string) => {
      if (statement === "begin") moment = whereNext();
      const isWrite = typeof statement === "object" && statement.name === "desk-write";
      if (moment === "before-write" && isWrite) await cut(client, moment);
      if (moment === "before-commit" && statement === "commit") await cut(client, moment);
      const result = await query(statement as pg.QueryConfig);
      if (moment !== "after-commit" || statement !== "commit") return result;
      await cut(client, moment);
      throw new Error("the answer was never heard");
    };
    client.query = cutting;
  });
  const end = pool.end.bind(pool);
  pool.end = async () => {
    await Promise.all([end(), admin.end()]);
  };
  return { pool, cuts };
}
