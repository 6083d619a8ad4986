import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SITE } from "../../test/support/a-gym.ts";
import { MOMENTS, openCutPool } from "../../test/support/cut-pool.ts";
import type { Moment } from "../../test/support/cut-pool.ts";
import { Ear } from "../../test/support/ear.ts";
import {
  askCheckIn,
  askCheckOut,
  memberId,
  openStoredGym,
  openTestDesk,
} from "../../test/support/stored-gym.ts";
import type { StoredGym, TestDesk } from "../../test/support/stored-gym.ts";
import { expectLogToEqualTables } from "../../test/support/stored-log.ts";
import type { Clock } from "../clock.ts";
import { WALL_CLOCK } from "../clock.ts";
import { Hub } from "../hub/hub.ts";
import { createHubStore } from "../store/hub-store.ts";
import { openPool } from "../store/database.ts";
import type { AskedCommand, Desk } from "./desk.ts";

let gym: StoredGym;
let desk: TestDesk;

beforeEach(async () => {
  gym = await openStoredGym({ members: 60 });
  desk = openTestDesk(gym);
});

afterEach(async () => {
  await desk.close();
  await gym.close();
});

const submitAll = (commands: readonly AskedCommand[], to: Desk = desk) =>
  Promise.allSettled(commands.map((command) => to.submit(SITE.id, command)));

describe("one command that cannot be decided", () => {
  test("[LOG-5] text that no table takes costs its sender an error, the others nothing", async () => {
    const poison = askCheckIn(2, { notes: "\ud83d" });
    const settled = await submitAll([askCheckIn(1), poison, askCheckIn(3)]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(settled[1]).toMatchObject({
      reason: { problem: { code: "internal", commandId: poison.commandId } },
    });
    expect(desk.faults).toHaveLength(1);
    expect(await gym.count("visit")).toBe(2);
    await expectLogToEqualTables(gym.pool, SITE.id);
  });

  test("[LOG-5] a member whose row is broken harms no other member, and at once", async () => {
    // Something is due, but nobody knows since when: no way to tell the desk.
    await gym.run("update member set due_cents = 100, due_since = null where id = $1", [
      memberId(2),
    ]);
    const started = performance.now();
    const settled = await submitAll([askCheckIn(1), askCheckIn(2), askCheckIn(3)]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(settled[1]).toMatchObject({ reason: { problem: { code: "internal" } } });
    // Not the five seconds for which a database that is away is waited for.
    expect(performance.now() - started).toBeLessThan(4_000);
  });
});

describe("batches", () => {
  test("[LOG-6] what arrives while a transaction is on its way shares the next one", async () => {
    const first = desk.submit(SITE.id, askCheckIn(1));
    // The first one alone has begun; the rest arrives while it is on its way.
    await Promise.resolve();
    await Promise.resolve();
    const rest = submitAll(Array.from({ length: 50 }, (_each, index) => askCheckIn(index + 2)));
    await Promise.all([first, rest]);
    expect(desk.batches).toEqual([1, 50]);
  });

  test("[LOG-6] the second command of a batch sees what the first one did", async () => {
    const [, out, again] = await submitAll([askCheckIn(1), askCheckOut(1), askCheckIn(1)]);
    expect(out).toMatchObject({ value: { decision: { verdict: "admit" } } });
    expect(again).toMatchObject({ value: { visit: { firstToday: false } } });
    expect(desk.batches).toEqual([3]);
  });

  test("[LOG-11] events are announced when they are on disk and before the answer", async () => {
    const order: string[] = [];
    const visits: Promise<number>[] = [];
    const told = openTestDesk(gym, {
      announce: () => {
        order.push("announced");
        visits.push(gym.count("visit"));
      },
    });
    await told.submit(SITE.id, askCheckIn(1)).then(() => order.push("answered"));
    expect(order).toEqual(["announced", "answered"]);
    expect(await Promise.all(visits)).toEqual([1]);
  });

  test("[LOG-11] whoever fails to hear of it does not undo it", async () => {
    const broken = openTestDesk(gym, {
      announce: () => {
        throw new Error("deaf");
      },
      observe: () => {
        throw new Error("blind");
      },
    });
    const settled = await submitAll([askCheckIn(1), askCheckIn(2)], broken);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled"]);
    await broken.turnDay(SITE.id);
    expect(broken.faults.map(String)).toContain("Error: deaf");
    expect(await gym.count("decision")).toBe(2);
  });
});

describe("the database goes away", () => {
  const openHub = () =>
    new Hub({
      store: createHubStore(gym.pool),
      clock: WALL_CLOCK,
      encode: (text) => Buffer.from(text),
      onFault: (error) => {
        throw error;
      },
    });

  test("[LOG-7][HUB-4] cut at every moment of a transaction: nothing lost, doubled or unheard", async () => {
    let transactions = 0;
    const whereNext = (): Moment | null => {
      transactions += 1;
      return transactions % 2 === 0 ? null : (MOMENTS[((transactions - 1) / 2) % 3] ?? null);
    };
    const { pool, cuts } = openCutPool(gym.database.connection, whereNext);
    const hub = openHub();
    const hit = openTestDesk(
      { pool, clock: gym.clock },
      {
        announce: (events) => hub.announce(events),
        lookAgain: (siteId) => hub.readOn(siteId),
      },
    );
    const ear = new Ear("events");
    await hub.attach(SITE.id, ear, null, () => true);
    const members = Array.from({ length: 60 }, (_each, index) => index + 1);
    const verdicts = new Set<string>();
    for (let round = 0; round < 4; round += 1) {
      const ask = round % 2 === 0 ? askCheckIn : askCheckOut;
      for (const some of [members.slice(0, 20), members.slice(20, 40), members.slice(40)]) {
        const answers = await Promise.all(some.map((each) => hit.submit(SITE.id, ask(each))));
        for (const { decision } of answers) verdicts.add(decision.verdict);
      }
    }
    expect(Math.min(...Object.values(cuts))).toBeGreaterThanOrEqual(4);
    // Had one been lost or doubled, somebody would be inside already, or not inside.
    expect(verdicts).toEqual(new Set(["admit"]));
    expect(await gym.count("visit")).toBe(120);
    expect(await gym.count("decision")).toBe(240);
    expect(hit.faults).toEqual([]);
    await expectLogToEqualTables(gym.pool, SITE.id);
    // What committed unheard was read from the log: 240 commands and the beginning of the day.
    await expect.poll(() => ear.view?.seq).toBe(241);
    hub.close();
    await hit.close();
    await pool.end();
  });

  test("[LOG-7] away for longer than the desk waits: the sender hears it, and may send again", async () => {
    const pool = openPool(gym.database.connection, { size: 1, onFault: () => undefined });
    await pool.end();
    let elapsed = 0;
    const hasty: Clock = {
      now: () => gym.clock.now(),
      elapsed: () => (elapsed += 1_000),
      after: (_ms, callback) => {
        callback();
        return () => undefined;
      },
      every: () => () => undefined,
    };
    const away = openTestDesk({ pool, clock: hasty }, { clock: hasty });
    const asked = askCheckIn(1);
    await expect(away.submit(SITE.id, asked)).rejects.toMatchObject({
      problem: { code: "database-away", retry: "later", retryAfter: 2 },
    });
    expect((await desk.submit(SITE.id, asked)).decision.verdict).toBe("admit");
  });
});
