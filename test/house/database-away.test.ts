// The database goes away under a running house and comes back: what callers hear, and what is lost (nothing).
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { addMember, checkIn, listen } from "../support/door-acts.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { askAs, openTestHouse } from "../support/open-test-house.ts";

let house: TestHouse;
let admin: pg.Client;
let name: string;

beforeAll(async () => {
  house = await openTestHouse();
  admin = new pg.Client({ ...inject("testServer").admin });
  await admin.connect();
  const found = await house.database.pool.query<{ name: string }>(
    "select current_database() as name",
  );
  name = found.rows[0]?.name ?? "";
});

afterAll(async () => {
  await admin.end();
  await house.close();
});

async function takeAway(): Promise<void> {
  await admin.query(`alter database ${name} with allow_connections false`);
  await cut();
}

async function bringBack(): Promise<void> {
  await admin.query(`alter database ${name} with allow_connections true`);
}

async function cut(): Promise<void> {
  await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    name,
  ]);
}

test("[WIRE-38] while the database is away, callers hear so and may try again; then everything goes on", async () => {
  const member = await addMember(house, "Ilse Interrupted");
  const client = await listen(house);
  await takeAway();
  const away = await house.owner.ask("GET", "/api/members");
  expect(away).toMatchObject({ status: 503, body: { code: "database-away", retry: "later" } });
  expect(away.headers.get("retry-after")).toBe("2");
  expect((await askAs(house.url, null, "GET", "/readyz")).status).toBe(503);
  expect((await askAs(house.url, null, "GET", "/healthz")).status).toBe(200);

  // A scan in this moment waits for the database, and is recorded once it is back.
  client.say(checkIn(house, member.id));
  await bringBack();
  expect((await client.wait("check_in_success")).payload).toMatchObject({
    decision: { verdict: "admit" },
  });
  expect((await house.owner.ask("GET", "/api/members")).status).toBe(200);
  expect((await askAs(house.url, null, "GET", "/readyz")).status).toBe(200);
  client.close();
});

test("[START-31] while the database answers and records nothing, the server is not ready and says why", async () => {
  const { pool } = house.database;
  const member = await addMember(house, "Fran Full");
  const client = await listen(house);
  await pool.query(`create function refuse() returns trigger language plpgsql
    as $$ begin raise exception 'no space left' using errcode = '53100'; end $$`);
  await pool.query(
    "create trigger no_room before insert on decision for each row execute function refuse()",
  );
  const readiness = async () => {
    const { status, body } = await askAs(house.url, null, "GET", "/readyz");
    return [status, (body as { readonly status: string }).status];
  };
  client.say(checkIn(house, member.id));
  await expect.poll(readiness, { timeout: 4_000 }).toEqual([503, "disk-full"]);
  await pool.query("drop trigger no_room on decision");
  await client.wait("check_in_success");
  expect(await readiness()).toEqual([200, "ok"]);
  client.close();
});

test("[WIRE-38] connections that are cut cost no command", async () => {
  const member = await addMember(house, "Curt Cut");
  const path = `/api/sites/${house.site.id}/check-ins`;
  const body = { memberId: member.id, location: { doorId: house.doorId } };
  const key = randomUUID();
  await cut();
  const answer = await house.owner.ask("POST", path, body, { "idempotency-key": key });
  // The session is read on a connection of its own: the same request is simply sent again.
  const settled =
    answer.status === 503
      ? await house.owner.ask("POST", path, body, { "idempotency-key": key })
      : answer;
  expect(settled).toMatchObject({ status: 200, body: { decision: { verdict: "admit" } } });
});
