import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase } from "../../test/support/open-test-database.ts";
import type { TestDatabase } from "../../test/support/open-test-database.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { openDatabase, openPool } from "./database.ts";
import { watchPool } from "./watch-pool.ts";

let gym: TestDatabase;
let faults: unknown[];
beforeEach(async () => {
  gym = await openTestDatabase();
  faults = [];
});
afterEach(() => gym.close());

function openWatched(maxWaiting: number, waits: number[] = []) {
  const pool = openPool(gym.connection, { size: 2, onFault: (error) => faults.push(error) });
  let now = 0;
  const elapsed = () => (now += 5);
  watchPool(pool, { maxWaiting, elapsed, observeWait: (ms) => waits.push(ms) });
  return pool;
}

const codeOf = (error: unknown) => (error instanceof ProblemError ? error.problem.code : error);

test("[START-21] every wait for a connection is measured, by whichever way it is asked for", async () => {
  const waits: number[] = [];
  const pool = openWatched(10, waits);
  const client = await pool.connect();
  client.release();
  await pool.query("select 1");
  await openDatabase(pool).selectFrom("setting").select("key").execute();
  expect(waits).toHaveLength(3);
  await pool.end();
});

test("[START-21] who comes when too many wait hears overloaded at once, and the others have their turn", async () => {
  const pool = openWatched(2);
  const held = [await pool.connect(), await pool.connect()];
  const asked = [1, 2, 3, 4].map((number) => pool.query("select $1::integer as n", [number]));
  const refused = await Promise.allSettled(asked.slice(2));
  expect(refused.map((each) => each.status === "rejected" && codeOf(each.reason))).toEqual([
    "overloaded",
    "overloaded",
  ]);
  for (const client of held) client.release();
  const served = await Promise.all(asked.slice(0, 2));
  expect(served.map(({ rows }) => rows[0]?.n)).toEqual([1, 2]);
  await pool.end();
});

test("[START-21] who waits too long while every connection is in use hears overloaded", async () => {
  const pool = openWatched(10);
  pool.options.connectionTimeoutMillis = 50;
  const held = [await pool.connect(), await pool.connect()];
  await expect(pool.query("select 1").catch(codeOf)).resolves.toBe("overloaded");
  for (const client of held) client.release();
  await pool.end();
});
