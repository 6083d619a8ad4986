import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snapshotOf } from "../domain/live-view.ts";
import type { Position } from "../protocol/up.ts";
import { FakeClock } from "../test/support/fake-clock.ts";
import { FakeSite, SITE_ID } from "../test/support/fake-site.ts";
import type { FakeSocket, Said } from "../test/support/fake-wire.ts";
import { FakeWire } from "../test/support/fake-wire.ts";
import type { SiteClient } from "./site-client.ts";
import { openSiteClient } from "./site-client.ts";

type Deed =
  | { readonly do: "pass"; readonly member: number }
  | { readonly do: "deliver" | "drop" | "repeat"; readonly which: number }
  | { readonly do: "cut" | "serve" | "command" | "new-epoch" | "offline" | "online" }
  | { readonly do: "wait"; readonly ms: number };

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("pass"), member: fc.nat(6) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom("deliver", "deliver", "deliver", "drop", "repeat"),
      which: fc.nat(4),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constantFrom("serve", "serve", "serve", "command", "cut") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom("new-epoch", "offline", "online") }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait"), ms: fc.nat(12_000) }) },
) as fc.Arbitrary<Deed>;

/** A site, a client and a wire between them that loses, repeats and reorders. */
class World {
  readonly site = new FakeSite();
  readonly clock = new FakeClock();
  readonly wire = new FakeWire();
  readonly client: SiteClient;
  /** The view at each number, as the site had it. */
  readonly #folds = new Map<number, string>();
  readonly #answered: string[] = [];
  #commands = 0;
  #socket: FakeSocket | null = null;
  #down: object[] = [];

  constructor() {
    this.#remember();
    this.client = openSiteClient({
      ...{ url: "ws://gym.test/", siteId: SITE_ID, socketFactory: this.wire.connect },
      ...{ clock: this.clock, random: () => 0.5, newId: () => `command-${++this.#commands}` },
    });
  }

  async perform(deed: Deed): Promise<void> {
    switch (deed.do) {
      case "pass":
        this.#send(this.site.pass(deed.member));
        return this.#remember();
      case "deliver":
        return this.#deliver(deed.which);
      case "drop":
        this.#down.splice(deed.which, 1);
        return;
      case "repeat":
        return this.#send(...this.#down.slice(deed.which, deed.which + 1));
      case "cut":
        return this.#cut();
      case "serve":
        return this.serve();
      case "command":
        void this.#command();
        await settle();
        return;
      case "new-epoch":
        this.site.epoch += "+";
        return this.#cut();
      case "offline":
      case "online":
        return this.client.setOnline(deed.do === "online");
      case "wait":
        return this.clock.advance(deed.ms);
    }
  }

  /** The server reads all that it was sent. */
  serve(): void {
    const { latest } = this.wire;
    if (latest.isClosedByClient) return;
    if (latest !== this.#socket) {
      this.#socket = latest;
      this.#down = [];
      latest.open();
    }
    for (const said of latest.take()) this.#answer(said);
  }

  /** From here on the wire is a good one. */
  async heal(): Promise<void> {
    this.client.setOnline(true);
    for (let second = 0; second < 120; second += 1) {
      this.serve();
      while (this.#down.length > 0) this.#deliver(0);
      await settle();
      this.clock.advance(1_000);
    }
  }

  /** The view as the client has it, and as the site had it at that number. */
  views(): readonly [string | undefined, string | undefined] {
    const { view } = this.client.getState();
    if (view === null) return [undefined, undefined];
    return [JSON.stringify(snapshotOf(view)), this.#folds.get(view.seq)];
  }

  /** Commands that were answered, and those that were made. */
  commands(): readonly [readonly string[], readonly string[]] {
    const made = Array.from({ length: this.#commands }, (_, index) => `command-${index + 1}`);
    return [this.#answered.toSorted(), made.toSorted()];
  }

  async #command(): Promise<void> {
    const { commandId } = await this.client.checkIn({ memberId: "m", doorId: "d" });
    this.#answered.push(commandId);
  }

  #answer(said: Said): void {
    if (said.type === "subscribe")
      return this.#send(...this.site.catchUp(said.payload["position"] as Position | undefined));
    if (said.type === "resume")
      return this.#send(...this.site.catchUp(said.payload as unknown as Position));
    if (said.type === "heartbeat")
      return this.#send(this.site.heartbeatAck(said.payload["sentAt"], this.clock.now()));
    const before = this.site.log.length;
    const answer = this.site.answer(said);
    this.#remember();
    this.#send(...this.site.log.slice(before), answer);
  }

  #send(...messages: readonly object[]): void {
    this.#down.push(...messages);
  }

  #deliver(which: number): void {
    const [message] = this.#down.splice(which, 1);
    if (message !== undefined && this.#socket !== null) this.#socket.receive(message);
  }

  #cut(): void {
    this.#down = [];
    this.#socket?.cut();
  }

  #remember(): void {
    this.#folds.set(this.site.log.length, JSON.stringify(snapshotOf(this.site.view)));
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
}

describe("[CLIENT-15] whatever is lost, repeated or out of order", () => {
  test("the view is always one the site had, and in the end the one it has", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { maxLength: 120 }), async (deeds) => {
        const world = new World();
        for (const deed of deeds) {
          await world.perform(deed);
          const [seen, had] = world.views();
          expect(seen).toBe(had);
        }
        await world.heal();
        const { connection, view, waiting } = world.client.getState();
        expect(connection.kind).toBe("live");
        expect(view && snapshotOf(view)).toEqual(snapshotOf(world.site.view));
        const [answered, made] = world.commands();
        expect(answered).toEqual(made);
        expect(waiting).toBe(0);
        world.client.close();
        expect(world.clock.timers).toBe(0);
      }),
      { numRuns: 200 },
    );
  }, 30_000);
});
