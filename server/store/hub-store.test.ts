import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { FEED_LENGTH } from "../../domain/live-view.ts";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import { idOf, SITE } from "../../test/support/a-gym.ts";
import {
  askCheckIn,
  askCheckOut,
  openStoredGym,
  openTestDesk,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";
import type { Queries } from "./database.ts";
import { openPool } from "./database.ts";
import { createHubStore, readFeed } from "./hub-store.ts";

let gym: StoredGym;
let desk: TestDesk;

beforeEach(async () => {
  gym = await openStoredGym({ members: 30 });
  desk = openTestDesk(gym);
});

afterEach(async () => {
  await desk.close();
  await gym.close();
});

/** A pool that lets something happen between any two statements of a transaction. */
function openInterruptedPool(between: () => Promise<unknown>) {
  const pool = openPool(gym.database.connection, { size: 1, onFault: () => undefined });
  pool.on("connect", (client) => {
    const query = client.query.bind(client) as Queries["query"];
    const interrupted = async (...statement: Parameters<Queries["query"]>) => {
      const result = await query(...statement);
      await between();
      return result;
    };
    client.query = interrupted as typeof client.query;
  });
  return pool;
}

describe("the view", () => {
  test("[HUB-1] is of one exact number, whatever commits while it is being read", async () => {
    let member = 0;
    await desk.submit(SITE.id, askCheckIn((member += 1)));
    const pool = openInterruptedPool(() => desk.submit(SITE.id, askCheckIn((member += 1))));
    const read = must(await createHubStore(pool).readView(SITE.id), "view");
    expect(member).toBeGreaterThan(5);
    const { head, view } = read;
    expect(view.statistics.currentlyIn).toBe(view.inside.length);
    expect(view.activities[0]?.seq).toBe(head.seq);
    expect(view.activities).toHaveLength(view.inside.length);
    expect(head.hash).toBe(await createHubStore(gym.pool).readHash(SITE.id, head.seq));
    await pool.end();
  });

  test("[STAT-6] holds fifty lines even where much of the log is none", async () => {
    for (let round = 0; round < 2; round += 1) {
      const members = Array.from({ length: 30 }, (_each, index) => index + 1);
      await Promise.all(members.map((member) => desk.submit(SITE.id, askCheckIn(member))));
      await Promise.all(members.map((member) => desk.submit(SITE.id, askCheckOut(member))));
    }
    // Settings that were changed again and again say nothing of members.
    await gym.run(
      `insert into event (stream_id, seq, type, body, hash, recorded_at)
       select $1, n, 'site_changed', '{}', '00000000', now() from generate_series(1000, 1200) n`,
      [SITE.id],
    );
    const read = must(await createHubStore(gym.pool).readView(SITE.id), "view");
    expect(read.view.activities).toHaveLength(FEED_LENGTH);
  });

  test("[HUB-1] there is none of a site of nowhere", async () => {
    expect(await createHubStore(gym.pool).readView(idOf(0xfff))).toBeNull();
  });
});

describe("the log", () => {
  test("[HUB-2] is read in order, after a number, some at a time, as it went over the wire", async () => {
    await Promise.all([1, 2, 3].map((member) => desk.submit(SITE.id, askCheckIn(member))));
    const store = createHubStore(gym.pool);
    expect(await store.readEvents(SITE.id, 0, 100)).toEqual(desk.announced);
    expect((await store.readEvents(SITE.id, 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
    expect(await store.readEvents(SITE.id, 4, 100)).toEqual([]);
  });

  test("[HUB-3] knows the hash at a number, the empty one before the first, none beyond", async () => {
    await desk.submit(SITE.id, askCheckIn(1));
    const store = createHubStore(gym.pool);
    expect(await store.readHash(SITE.id, 0)).toBe(EMPTY_HASH);
    expect(await store.readHash(SITE.id, 2)).toBe(desk.announced[1]?.hash);
    expect(await store.readHash(SITE.id, 3)).toBeNull();
  });

  test("[STAT-6] the feed is scrolled back line by line, newest first", async () => {
    await Promise.all([1, 2, 3].map((member) => desk.submit(SITE.id, askCheckIn(member))));
    await desk.submit(SITE.id, askCheckOut(1));
    const page = async (before: number | null, limit: number) =>
      (await readFeed(gym.pool, SITE.id, before, limit)).map(({ seq }) => seq);
    expect(await page(null, 2)).toEqual([5, 4]);
    expect(await page(4, 10)).toEqual([3, 2]);
    expect(await page(2, 10)).toEqual([]);
  });
});
