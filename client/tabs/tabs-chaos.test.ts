import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snapshotOf } from "../../domain/live-view.ts";
import { memoryStorage } from "../outbox-storage.ts";
import type { SharedTab } from "../../test/support/shared-house.ts";
import { SharedHouse } from "../../test/support/shared-house.ts";

interface Deed {
  readonly do: (typeof DEEDS)[number];
  readonly which: number;
}

const DEEDS = [
  ...["open", "close", "kill", "freeze", "thaw", "hide", "show", "cut", "deliver", "time"],
  ...["work", "work", "work", "command", "command", "pass", "pass", "deliver"],
] as const;

const anyDeed: fc.Arbitrary<Deed> = fc.record({
  do: fc.constantFrom(...DEEDS),
  which: fc.nat(30),
});

const someDeeds = fc.array(anyDeed, { maxLength: 150, size: "max" });

class World {
  readonly house: SharedHouse;
  /** Commands in the order in which they were made, with the tab that made each. */
  readonly made: { readonly commandId: string; readonly by: SharedTab }[] = [];
  readonly answered: string[] = [];

  constructor(isKeeping: boolean) {
    const denied = () => Promise.reject(new Error("denied"));
    const nowhere = { load: denied, put: denied, remove: denied };
    this.house = new SharedHouse(isKeeping ? memoryStorage() : nowhere);
  }

  async perform({ do: what, which }: Deed): Promise<void> {
    const { house } = this;
    const tab = house.tabs[which % Math.max(1, house.tabs.length)];
    if (what === "open" || tab === undefined)
      return house.tabs.length < 6 ? this.#open() : undefined;
    switch (what) {
      case "close":
        tab.client.close();
        return house.remove(tab);
      case "kill":
        return house.kill(tab);
      case "freeze":
      case "thaw":
        tab.tab.isFrozen = what === "freeze";
        return;
      case "hide":
      case "show":
        return tab.tab.show(what === "show");
      case "cut": {
        const socket = house.openSockets()[0];
        return socket === undefined ? undefined : house.cut(socket);
      }
      case "deliver":
        return house.deliver();
      case "time":
        return house.browser.advance(which * 400);
      case "work":
        for (let task = 0; task <= which % 5; task += 1) tab.tab.work(which % 2 === 0);
        return;
      case "command":
        return this.#command(tab);
      case "pass":
        return house.pass(which % 7);
    }
  }

  leftInStorage(): Promise<readonly object[]> {
    return this.house.storage.load().catch(() => []);
  }

  /** From here on every tab works and the wire is a good one. */
  async heal(): Promise<void> {
    if (this.house.tabs.length === 0) this.#open();
    for (const { tab } of this.house.tabs) tab.isFrozen = false;
    await this.house.passTime(60_000);
  }

  #open(): void {
    this.house.open();
  }

  #command(by: SharedTab): void {
    if (by.tab.isFrozen) return;
    const commandId = `made-${this.made.length}`;
    this.made.push({ commandId, by });
    const request = { memberId: "m", doorId: "d", commandId };
    by.client.checkIn(request).then(
      () => this.answered.push(commandId),
      () => undefined,
    );
  }
}

const numbersOf = ({ heard }: SharedTab) => heard.map((line) => Number(line.split(" ")[0]));

describe("[CLIENT-26] [CLIENT-27] [CLIENT-28] whatever tabs do, and in whatever order they do it", () => {
  test("one socket in the end, all views equal, no event told twice, every command done once", async () => {
    await fc.assert(
      fc.asyncProperty(someDeeds, fc.boolean(), async (deeds, isKeeping) => {
        const world = new World(isKeeping);
        for (const deed of deeds) await world.perform(deed);
        await world.heal();
        const { house } = world;
        expect(house.openSockets()).toHaveLength(1);
        for (const tab of house.tabs) {
          const { view, connection, waiting, resets } = tab.client.getState();
          expect(connection.kind).toBe("live");
          expect(waiting).toBe(0);
          expect(resets.count).toBe(0);
          expect(view && snapshotOf(view)).toEqual(snapshotOf(house.site.view));
          const numbers = numbersOf(tab);
          expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        }
        const here = world.made.filter(({ by }) => house.tabs.includes(by));
        for (const { commandId, by } of here) {
          expect(world.answered.filter((id) => id === commandId)).toHaveLength(1);
          const told = by.settled.filter(({ message }) => message.payload.commandId === commandId);
          expect(told).toHaveLength(1);
        }
        // Without a storage a command is lost with its tab; none is done twice.
        const made = world.made.filter(({ by }) => isKeeping || house.tabs.includes(by));
        expect(house.site.answers).toEqual(
          expect.arrayContaining(made.map(({ commandId }) => commandId)),
        );
        expect(await world.leftInStorage()).toEqual([]);
        for (const tab of [...house.tabs]) {
          tab.client.close();
          expect(tab.tab.clock.timers).toBe(0);
        }
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});
