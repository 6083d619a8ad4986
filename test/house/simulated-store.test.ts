import { afterEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import type { DeskStore, DeskTransaction, Wanted } from "../../server/desk/desk-store.ts";
import type { AskedCommand } from "../../server/desk/desk.ts";
import { openDesk } from "../../server/desk/open-desk.ts";
import type { HubStore } from "../../server/hub/hub-store.ts";
import { createDeskStore } from "../../server/store/desk-store.ts";
import { createHubStore } from "../../server/store/hub-store.ts";
import { aMember, aMembership, idOf, SITE } from "../support/a-gym.ts";
import {
  askCheckIn,
  askCheckOut,
  askUndo,
  memberId,
  membershipId,
  openStoredGym,
  OTHER_DOOR,
  OTHER_SITE,
} from "../support/stored-gym.ts";
import { TurnedClock } from "../support/turned-clock.ts";
import { Chance } from "../simulation/chance.ts";
import { Database } from "../simulation/database.ts";
import { Machine } from "../simulation/machine.ts";
import { Scheduler } from "../simulation/scheduler.ts";
import { simulatedDeskStore, simulatedHubStore } from "../simulation/simulated-stores.ts";
import { openTables } from "../simulation/tables.ts";

const MEMBERS = 6;

interface Stores {
  readonly desk: DeskStore;
  readonly hub: HubStore;
  close(): Promise<void>;
}

const opened: Stores[] = [];
afterEach(async () => {
  for (const stores of opened.splice(0)) await stores.close();
});

async function openReal(): Promise<Stores> {
  const gym = await openStoredGym({ members: MEMBERS });
  const stores = {
    desk: createDeskStore(gym.pool),
    hub: createHubStore(gym.pool),
    close: () => gym.close(),
  };
  opened.push(stores);
  return stores;
}

/** The same gym in memory; its time runs as fast as it can. */
function openSimulated(): Promise<Stores> {
  const scheduler = new Scheduler();
  const tables = openTables(MEMBERS, null);
  for (let number = 1; number <= MEMBERS; number += 1) {
    const held = aMembership({ id: membershipId(number), startsOn: "2010-01-01" });
    const names = { fullName: `Member ${number}`, membershipNumber: `M-${number}` };
    const id = memberId(number);
    tables.members.set(id, aMember({ id, ...names, memberships: [held] }));
  }
  for (const [id, stream] of tables.streams) tables.streams.set(id, { ...stream, epoch: "first" });
  const parts = { scheduler, tables, chance: new Chance(1, "store"), onCommit: () => undefined };
  const database = new Database(parts);
  const machine = new Machine("server", scheduler, 0);
  let isOpen = true;
  const run = (async () => {
    while (isOpen) {
      const hadWork = await scheduler.step(Number.POSITIVE_INFINITY);
      if (!hadWork) await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const stores = {
    desk: simulatedDeskStore(database, machine),
    hub: simulatedHubStore(database, machine),
    close: () => {
      isOpen = false;
      return run;
    },
  };
  opened.push(stores);
  return Promise.resolve(stores);
}

const wanted = (more: Partial<Wanted>): Wanted => ({
  ...{ memberIds: [], credentials: [], visitIds: [], since: "2026-11-21T17:00:00.000Z" },
  ...more,
});

/** Plays the same commands with the same ids; returns all that can be read of it. */
async function play({ desk: store, hub }: Stores) {
  const clock = new TurnedClock();
  let ids = 0;
  const faults: unknown[] = [];
  const desk = openDesk({
    ...{ store, clock, announce: () => undefined, onFault: (error) => faults.push(error) },
    newId: () => idOf(0xf000 + (ids += 1)),
  });
  let commands = 0;
  const seen: unknown[] = [];
  const ask = async (command: AskedCommand, siteId = SITE.id) => {
    const commandId = idOf(0xc000 + (commands += 1));
    clock.turn(61_000);
    const answer = await desk.submit(siteId, { ...command, commandId });
    seen.push(answer);
    return answer;
  };
  const { visit } = await ask(askCheckIn(1, { notes: "a towel" }));
  await ask(askCheckIn(2, { subject: { credential: "card 2" } }));
  await ask(askCheckIn(3, { subject: { credential: "nobody's card" } }));
  await ask(askCheckOut(2));
  await ask(askUndo(must(visit, "visit").id, "check_in", { mayCorrect: true }));
  await ask(askCheckIn(4, { at: "2026-11-23T16:00:00.000Z" }));
  await ask(askCheckIn(5));
  await ask(askCheckIn(5, { doorId: OTHER_DOOR.id }), OTHER_SITE.id);
  clock.setTo("2026-11-25T04:00:00.000Z");
  await desk.turnDay(SITE.id);
  await ask(askCheckIn(1));
  await desk.close();
  expect(faults).toEqual([]);
  for (const siteId of [SITE.id, OTHER_SITE.id]) {
    const view = must(await hub.readView(siteId), "view");
    seen.push(view, await hub.readEvents(siteId, 2, 4), await hub.readHash(siteId, 3));
    seen.push(await inTransaction(store, siteId, (transaction) => transaction.loadInside()));
  }
  return seen;
}

/** Reads, and lets go without having written. */
async function inTransaction<T>(
  store: DeskStore,
  siteId: string,
  read: (transaction: DeskTransaction) => Promise<T>,
): Promise<T> {
  const found: T[] = [];
  const enough = new Error("enough");
  const going = store.transact(siteId, async (transaction) => {
    await transaction.lockHead();
    found.push(await read(transaction));
    throw enough;
  });
  await expect(going).rejects.toBe(enough);
  return found[0] as T;
}

test("[SIM-4] the same commands are answered, recorded and read alike", async () => {
  const [real, simulated] = [await play(await openReal()), await play(await openSimulated())];
  expect(simulated).toEqual(real);
});

test("[SIM-4] facts are found by id, card and visit alike", async () => {
  const [real, simulated] = await Promise.all(
    [await openReal(), await openSimulated()].map(async (stores) => {
      await play(stores);
      return inTransaction(stores.desk, SITE.id, (transaction) =>
        transaction.load(
          wanted({
            memberIds: [memberId(5), idOf(0xbad)],
            credentials: ["card 2", "no card"],
            visitIds: [idOf(0xf002)],
          }),
        ),
      );
    }),
  );
  const sorted = (facts: typeof real) => ({
    ...facts,
    visits: facts?.visits.toSorted((a, b) => a.visit.id.localeCompare(b.visit.id)),
  });
  expect(sorted(simulated)).toEqual(sorted(real));
});

describe.each([
  ["PostgreSQL", openReal],
  ["the simulated store", openSimulated],
])("[SIM-4] %s", (_name, open) => {
  test("lets one transaction after the other have a stream", async () => {
    const { desk } = await open();
    const order: string[] = [];
    const enough = new Error("enough");
    const one = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      const going = desk.transact(SITE.id, async (transaction) => {
        await transaction.lockHead();
        order.push(`${name} begins`);
        await work();
        await transaction.loadInside();
        order.push(`${name} ends`);
        throw enough;
      });
      await expect(going).rejects.toBe(enough);
    };
    let second = Promise.resolve();
    await one("first", async () => {
      second = one("second", () => Promise.resolve());
    });
    await second;
    expect(order).toEqual(["first begins", "first ends", "second begins", "second ends"]);
  });

  test("knows no site that is not there, and no answer that was not given", async () => {
    const { desk, hub } = await open();
    expect(await hub.readView(idOf(0xbad))).toBeNull();
    expect(await hub.readHash(SITE.id, 7)).toBeNull();
    const answers = await inTransaction(desk, SITE.id, (each) => each.answersOf([idOf(0xbad)]));
    expect(answers.size).toBe(0);
  });

  test("two sites that let in the same member at once: one has to begin anew", async () => {
    const { desk } = await open();
    const clock = new TurnedClock();
    const tries = { count: 0 };
    const counting: DeskStore = {
      ...desk,
      transact: (siteId, work) => {
        tries.count += 1;
        return desk.transact(siteId, work);
      },
    };
    const parts = { store: counting, clock, announce: () => undefined, onFault: () => undefined };
    const [here, there] = [openDesk(parts), openDesk(parts)];
    await Promise.all([
      here.submit(SITE.id, askCheckIn(1)),
      there.submit(OTHER_SITE.id, askCheckIn(1, { doorId: OTHER_DOOR.id })),
    ]);
    await Promise.all([here.close(), there.close()]);
    const insides = [SITE.id, OTHER_SITE.id].map((siteId) =>
      inTransaction(desk, siteId, (transaction) => transaction.loadInside()),
    );
    expect((await Promise.all(insides)).flat()).toHaveLength(1);
    expect(tries.count).toBeGreaterThan(2);
  });
});
