// A fresh migrated database for one test file, cloned in some milliseconds from the run's template.
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import type { Connection, Database } from "../../server/store/database.ts";
import { openDatabase, openPool } from "../../server/store/database.ts";
import { connectionTo } from "./connection-to.ts";

export interface TestDatabase {
  readonly pool: pg.Pool;
  readonly database: Database;
  readonly connection: Connection;
  close(): Promise<void>;
}

export async function openTestDatabase(): Promise<TestDatabase> {
  const { admin, template } = inject("testServer");
  const name = `avgym_test_${randomBytes(8).toString("hex")}`;
  await onServer(admin, `create database ${name} template ${template} strategy file_copy`);
  const connection = connectionTo(admin, name);
  const faults: Error[] = [];
  const pool = openPool(connection, { size: 8, onFault: (error) => faults.push(error) });
  return {
    pool,
    database: openDatabase(pool),
    connection,
    close: async () => {
      await pool.end();
      await onServer(admin, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(admin: Connection, sql: string): Promise<void> {
  const client = new pg.Client({ ...admin });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
