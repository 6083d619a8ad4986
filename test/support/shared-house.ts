// A site in memory and a browser whose tabs look at it through one connection.
import type { OutboxStorage } from "../../client/outbox-storage.ts";
import { memoryStorage } from "../../client/outbox-storage.ts";
import type { SiteClient } from "../../client/site-client.ts";
import type { Settled } from "../../client/site-state.ts";
import { openTabClient } from "../../client/tabs/open-tab-client.ts";
import type { Position } from "../../protocol/up.ts";
import type { FakeTab } from "./fake-tabs.ts";
import { FakeBrowser } from "./fake-tabs.ts";
import { FakeSite, SITE_ID } from "./fake-site.ts";
import type { FakeSocket, Said } from "./fake-wire.ts";
import { FakeWire } from "./fake-wire.ts";

export interface SharedTab {
  readonly tab: FakeTab;
  readonly client: SiteClient;
  /** Numbers of the events it was told, and how. */
  readonly heard: string[];
  readonly settled: Settled[];
}

export class SharedHouse {
  readonly site = new FakeSite();
  readonly wire = new FakeWire();
  readonly browser = new FakeBrowser();
  readonly storage: OutboxStorage;
  readonly tabs: SharedTab[] = [];
  isServing = true;
  loseAnswers = false;
  readonly #opened = new Set<FakeSocket>();
  readonly #cut = new Set<FakeSocket>();
  readonly #owners = new Map<FakeSocket, FakeTab>();
  #ids = 0;
  constructor(storage: OutboxStorage = memoryStorage()) {
    this.storage = storage;
  }

  open(): SharedTab {
    const tab = this.browser.open();
    const client = openTabClient(
      {
        ...{ url: "ws://gym.test/", siteId: SITE_ID, storage: this.storage, clock: tab.clock },
        random: () => 0.5,
        newId: () => `command-${++this.#ids}`,
        socketFactory: (url) => {
          const socket = this.wire.connect(url);
          this.#owners.set(socket, tab);
          return socket;
        },
      },
      tab.ports,
    );
    const shared: SharedTab = { tab, client, heard: [], settled: [] };
    client.onEvent(({ seq }, how) => shared.heard.push(`${seq} ${how}`));
    client.onSettled((settled) => shared.settled.push(settled));
    this.tabs.push(shared);
    return shared;
  }

  /** After its client was closed. */
  remove(shared: SharedTab): void {
    this.tabs.splice(this.tabs.indexOf(shared), 1);
    this.browser.kill(shared.tab);
  }

  /** It vanishes without a word, and its socket with it. */
  kill(shared: SharedTab): void {
    shared.tab.isFrozen = true;
    this.remove(shared);
    for (const [socket, tab] of this.#owners) if (tab === shared.tab) this.#cut.add(socket);
  }

  openSockets(): readonly FakeSocket[] {
    return this.wire.sockets.filter((socket) => !socket.isClosedByClient && !this.#cut.has(socket));
  }

  cut(socket: FakeSocket): void {
    this.#cut.add(socket);
    this.#tell(socket, () => socket.cut());
  }

  /** Somebody passes the door; whoever is connected hears of it. */
  pass(member: number): void {
    this.#broadcast([this.site.pass(member)]);
  }

  /** The server reads all that it was sent; promises are given their turns. */
  async deliver(): Promise<void> {
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
    for (const socket of this.openSockets()) {
      if (!this.#opened.has(socket)) this.#tell(socket, () => socket.open());
      this.#opened.add(socket);
      if (this.isServing) for (const said of socket.take()) this.#answer(socket, said);
    }
    for (let turn = 0; turn < 6; turn += 1) await Promise.resolve();
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 12; round += 1) {
      await this.deliver();
      this.browser.settle();
    }
  }

  async passTime(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 500) {
      this.browser.advance(500);
      await this.settle();
    }
  }

  #answer(socket: FakeSocket, said: Said): void {
    if (said.type === "subscribe" || said.type === "resume") {
      const position =
        said.type === "subscribe" ? said.payload["position"] : (said.payload as unknown);
      return this.#send(socket, this.site.catchUp(position as Position | undefined));
    }
    if (said.type === "heartbeat") {
      const now = this.#owners.get(socket)?.clock.now() ?? 0;
      return this.#send(socket, [this.site.heartbeatAck(said.payload["sentAt"], now)]);
    }
    const before = this.site.log.length;
    const answer = this.site.answer(said);
    if (this.loseAnswers) return;
    this.#broadcast(this.site.log.slice(before));
    this.#send(socket, [answer]);
  }

  #broadcast(events: readonly object[]): void {
    for (const socket of this.openSockets())
      if (this.#opened.has(socket)) this.#send(socket, events);
  }

  #send(socket: FakeSocket, messages: readonly object[]): void {
    for (const message of messages) this.#tell(socket, () => socket.receive(message));
  }

  /** What a socket hears, its tab hears in its turn. */
  #tell(socket: FakeSocket, task: () => void): void {
    this.#owners.get(socket)?.tasks.push(task);
  }
}
