// What servers of one gym know of each other, and what they do once for all.
import { afterEach, describe, expect, test, vi } from "vitest";
import { createMemoryExchange } from "../../../server/bus/memory-bus.ts";
import { openHouse } from "../../../server/house.ts";
import type { House } from "../../../server/house.ts";
import { FleetPlace } from "../../../server/jobs/fleet-place.ts";
import { readServers } from "../../../server/store/servers.ts";
import { idOf } from "../../support/a-gym.ts";
import { lossyBus, openServers } from "../../support/open-servers.ts";
import type { Servers } from "../../support/open-servers.ts";
import { openTestDatabase } from "../../support/open-test-database.ts";
import type { TestDatabase } from "../../support/open-test-database.ts";
import { askAs, houseOptions, PASSWORD } from "../../support/open-test-house.ts";
import { TurnedClock } from "../../support/turned-clock.ts";

let open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.toReversed()) await close();
  open = [];
});

async function serversWith(...asked: Parameters<typeof openServers>): Promise<Servers> {
  const servers = await openServers(...asked);
  open.push(servers.close);
  return servers;
}

async function database(): Promise<TestDatabase> {
  const opened = await openTestDatabase();
  open.push(opened.close);
  return opened;
}

describe("[BUS-14] a session that ends at one server", () => {
  test("closes its sockets at the others at once, by a hint", async () => {
    // The second server never looks by itself: its clock stands still.
    const servers = await serversWith(2, (server) =>
      server === 1 ? { clock: new TurnedClock(new Date().toISOString()) } : {},
    );
    const person = await servers.first.signInAs("front_desk");
    const url = servers.houses[1]?.url ?? "";
    const screen = await servers.watch(1, person);
    await person.ask("DELETE", "/api/session");
    expect((await screen.closed()).code).toBe(4001);
    expect((await askAs(url, person.cookie, "GET", "/api/session")).status).toBe(401);
  });

  test("closes them also where the hint is lost", async () => {
    const bus = lossyBus(createMemoryExchange(), () => true);
    const servers = await serversWith(2, () => ({ openBus: bus }));
    const person = await servers.first.signInAs("front_desk");
    const screen = await servers.watch(1, person);
    await servers.ask(0, servers.first.owner, "PATCH", `/api/staff/${person.account.id}`, {
      isActive: false,
    });
    expect((await screen.closed()).code).toBe(4001);
  });
});

test("[BUS-15] every server is in the list with its name and address, and leaves it when it closes or is silent", async () => {
  const servers = await serversWith(2, (server) => ({ serverName: `desk-${server}` }));
  const { pool } = servers.first.database;
  const listed = await readServers(pool);
  expect(listed.map(({ name, address, draining }) => ({ name, address, draining }))).toEqual(
    servers.houses.map(({ url }, index) => ({
      ...{ name: `desk-${index}`, address: url, draining: false },
    })),
  );
  await servers.houses[1]?.close();
  expect((await readServers(pool)).map(({ name }) => name)).toEqual(["desk-0"]);
  await pool.query(
    "insert into server (id, name, address, version, seen_at) values ($1, 'dead', '', '', now() - interval '1 minute')",
    [idOf(1)],
  );
  expect((await readServers(pool)).map(({ name }) => name)).toEqual(["desk-0"]);
  await vi.waitFor(
    async () => {
      const rows = await pool.query("select name from server");
      expect(rows.rows).toEqual([{ name: "desk-0" }]);
    },
    { timeout: 5_000 },
  );
});

describe("[BUS-16] the caretaker", () => {
  const presenceOn = async ({ pool }: TestDatabase, number: number) => {
    const clock = new TurnedClock();
    const faults: unknown[] = [];
    const fleet = new FleetPlace({
      ...{ pool, clock, onFault: (error) => faults.push(error) },
      self: { id: idOf(number), name: `server ${number}`, version: "test" },
    });
    await fleet.open("http://127.0.0.1");
    return { fleet, clock, faults };
  };

  test("is one of all, and another at once when it goes", async () => {
    const gym = await database();
    const three = await Promise.all([1, 2, 3].map((number) => presenceOn(gym, number)));
    const caretakers = three.filter(({ fleet }) => fleet.isCaretaker());
    expect(caretakers).toHaveLength(1);
    await caretakers[0]?.fleet.drain();
    const rest = three.filter((each) => each !== caretakers[0]);
    await vi.waitFor(() => {
      for (const { clock } of rest) clock.turn(2_000);
      expect(rest.filter(({ fleet }) => fleet.isCaretaker())).toHaveLength(1);
    });
    expect(caretakers[0]?.fleet.isCaretaker()).toBe(false);
    for (const { fleet } of three) await fleet.close();
    expect(three.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test("that is silent stops by itself before another may begin", async () => {
    const gym = await database();
    const [first, second] = [await presenceOn(gym, 1), await presenceOn(gym, 2)];
    // Its signs do not arrive any more.
    await gym.pool.query("alter table server rename to gone");
    first.clock.turn(4_500);
    await vi.waitFor(() => expect(first.faults).not.toEqual([]));
    expect(first.fleet.isCaretaker()).toBe(true);
    expect(second.fleet.isCaretaker()).toBe(false);
    first.clock.turn(1_000);
    expect(first.fleet.isCaretaker()).toBe(false);
    await gym.pool.query("alter table gone rename to server");
    await gym.pool.query("update caretaker set held_until = now() - interval '1 second'");
    await vi.waitFor(() => {
      second.clock.turn(2_000);
      expect(second.fleet.isCaretaker()).toBe(true);
    });
    for (const { fleet } of [first, second]) await fleet.close();
  });
});

describe("[BUS-18] before the first run", () => {
  test("all servers have the same set-up code, and a gym made at one is there at all", async () => {
    const gym = await database();
    const houses = await Promise.all(
      [1, 2].map(() => openHouse({ ...houseOptions(gym), serverName: "twin" })),
    );
    open.push(async () => {
      await Promise.all(houses.map((house) => house.close()));
    });
    const [here, there] = houses as [House, House];
    expect(here.setUpCode).toMatch(/^[0-9A-Z-]{14}$/);
    expect(there.setUpCode).toBe(here.setUpCode);
    const made = await askAs(there.url, null, "POST", "/api/first-run", {
      code: here.setUpCode,
      account: { fullName: "Olga Owner", email: "owner@gym.example", password: PASSWORD },
      gym: { name: "Test Gym", timeZone: "Europe/Berlin" },
    });
    expect(made.status).toBe(200);
    const signIn = { email: "owner@gym.example", password: PASSWORD };
    await vi.waitFor(
      async () => {
        expect((await askAs(here.url, null, "POST", "/api/session", signIn)).status).toBe(200);
      },
      { timeout: 5_000, interval: 250 },
    );
    const kept = await gym.pool.query("select 1 from setting where key = 'set-up-code'");
    expect(kept.rows).toEqual([]);
  });
});
