import { expect, onTestFinished, test } from "vitest";
import { openTestDatabase } from "../../test/support/open-test-database.ts";
import type { TestDatabase } from "../../test/support/open-test-database.ts";
import { migrate, MigrationProblem } from "./migrate.ts";

async function open(): Promise<TestDatabase> {
  const opened = await openTestDatabase();
  onTestFinished(() => opened.close());
  return opened;
}

const APPLIED = "select name, at from migration order by name";

test("[DB-23] migrating again changes nothing", async () => {
  const { pool } = await open();
  const before = await pool.query(APPLIED);
  await migrate(pool);
  expect(before.rowCount).toBeGreaterThan(0);
  expect((await pool.query(APPLIED)).rows).toEqual(before.rows);
});

test("[DB-24] servers that start at once on an empty database migrate it once", async () => {
  const { pool } = await open();
  const { rows } = await pool.query<{ name: string }>(APPLIED);
  await pool.query("drop schema public cascade; create schema public");
  await Promise.all([migrate(pool), migrate(pool), migrate(pool)]);
  const again = await pool.query<{ name: string }>(APPLIED);
  expect(again.rows.map((row) => row.name)).toEqual(rows.map((row) => row.name));
});

test("[DB-25] a database of a newer version is refused and left as it is", async () => {
  const { pool } = await open();
  await pool.query("insert into migration (name) values ('9999-from-the-future.sql')");
  const before = await pool.query(APPLIED);
  const start = migrate(pool);
  await expect(start).rejects.toBeInstanceOf(MigrationProblem);
  await expect(start).rejects.toThrow(/made by a newer version of AV Gym.*9999-from-the-future/);
  expect((await pool.query(APPLIED)).rows).toEqual(before.rows);
});
