// Sessions on a real database, with a clock that the test turns.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { instantAt, millis } from "../../domain/instant.ts";
import { openTestDatabase } from "../../test/support/open-test-database.ts";
import type { TestDatabase } from "../../test/support/open-test-database.ts";
import { WALL_CLOCK } from "../clock.ts";
import { ABSOLUTE_MS, IDLE_MS, openSessions } from "./sessions.ts";
import type { Sessions } from "./sessions.ts";
import { TryLimit } from "./try-limit.ts";

const STAFF = "018f0000-0000-7000-8000-000000000001";
const HOUR_MS = 60 * 60_000;

let opened: TestDatabase;
let sessions: Sessions;
let now = Date.parse("2026-11-24T10:00:00.000Z");
const clock = { ...WALL_CLOCK, now: () => instantAt(now) };

beforeAll(async () => {
  opened = await openTestDatabase();
  await opened.database
    .insertInto("staff")
    .values({
      id: STAFF,
      full_name: "A",
      email: "a@b.c",
      password_hash: "x",
      role: "owner",
      site_ids: null,
    })
    .execute();
});

beforeEach(() => {
  sessions = openSessions(opened.database, clock);
});

afterAll(() => opened.close());

const open = async () => must(await sessions.open(STAFF, null), "session");

test("[PEOPLE-60] a sign-in that checked the password of before opens nothing, even where the two meet", async () => {
  expect(await sessions.open(STAFF, "another hash")).toBeNull();
  const { password_hash: before } = await opened.database
    .selectFrom("staff")
    .select("password_hash")
    .where("id", "=", STAFF)
    .executeTakeFirstOrThrow();
  const late: ReturnType<typeof sessions.open>[] = [];
  await opened.database.transaction().execute(async (rows) => {
    const change = rows.updateTable("staff").set({ password_hash: "a new one" });
    await change.where("id", "=", STAFF).execute();
    // Sent while the change is under way; it waits for the account.
    late.push(sessions.open(STAFF, before));
    await expect
      .poll(async () => {
        const found = await opened.pool.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        );
        return found.rowCount;
      })
      .toBe(1);
  });
  expect(await Promise.all(late)).toEqual([null]);
  expect(await sessions.open(STAFF, "a new one")).not.toBeNull();
});

test("[PEOPLE-4] a session that is used lives on, and ends twelve hours after its last use", async () => {
  const { token, sessionId } = await open();
  for (let hour = 0; hour < 24; hour += 6) {
    now += 6 * HOUR_MS;
    expect(await sessions.find(token)).toMatchObject({ staffId: STAFF, sessionId });
  }
  now += IDLE_MS;
  expect(await sessions.find(token)).toBeNull();
  expect(await sessions.stillOpen([sessionId])).toEqual(new Set());
});

test("[PEOPLE-4] however much it is used, a session ends after thirty days", async () => {
  const { token, sessionId } = await open();
  const since = now;
  while (now - since < ABSOLUTE_MS - 11 * HOUR_MS) {
    now += 11 * HOUR_MS;
    expect(await sessions.stillOpen([sessionId])).toContain(sessionId);
  }
  now = since + ABSOLUTE_MS;
  expect(await sessions.find(token)).toBeNull();
});

test("[PEOPLE-5] whoever holds sockets hears which sessions ended, one or all of an account but one", async () => {
  const heard: string[] = [];
  const stop = sessions.onRevoked((ids) => heard.push(...ids));
  const many = await Promise.all([1, 2, 3].map(() => open()));
  const [one, two, three] = many.map(({ sessionId }) => sessionId);
  await sessions.end(one ?? "");
  expect(heard).toEqual([one]);
  await sessions.endAllOf(STAFF, three);
  expect(heard).toContain(two);
  expect(heard).not.toContain(three);
  now += ABSOLUTE_MS;
  await sessions.sweep();
  expect(heard).toContain(three);
  stop();
  const silent = await open();
  await sessions.end(silent.sessionId);
  expect(heard).not.toContain(silent.sessionId);
});

test("[PEOPLE-2] tries count for each key, a good one does not, and a new window begins afterwards", () => {
  const limit = new TryLimit(clock, { tries: 2, windowMs: HOUR_MS });
  limit.take("a");
  limit.take("a");
  limit.take("b");
  expect(() => limit.take("a")).toThrow("too-fast");
  limit.giveBack("a");
  limit.take("a");
  now += HOUR_MS;
  limit.take("a");
  expect(millis(clock.now())).toBe(now);
});
