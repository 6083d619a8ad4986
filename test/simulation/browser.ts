// A browser at a desk: what it keeps outlives its pages; its pages come and go.
import type { DoorMessage } from "../../client/outbox-storage.ts";
import type { Topic } from "../../protocol/up.ts";
import type { Chance } from "./chance.ts";
import { KeptCommands } from "./kept-commands.ts";
import { Machine } from "./machine.ts";
import { Page } from "./page.ts";
import type { PageParts } from "./page.ts";

export interface BrowserParts extends Omit<PageParts, "machine" | "kept" | "connect" | "topics"> {
  readonly name: string;
  readonly chance: Chance;
  readonly topics: readonly Topic[];
  /** What its clock shows when the world begins. */
  readonly wallMs: number;
  readonly reused: ReadonlySet<string>;
  readonly onAsked: (message: DoorMessage) => void;
  readonly connect: (page: Page, browser: Browser) => ReturnType<PageParts["connect"]>;
}

export class Browser {
  readonly name: string;
  readonly kept: KeptCommands;
  /** Null while no page is open. */
  page: Page | null = null;
  /** It has no network. */
  isCutOff = false;
  readonly #parts: BrowserParts;

  constructor(parts: BrowserParts) {
    this.#parts = parts;
    this.name = parts.name;
    this.kept = new KeptCommands({ ...parts, owner: parts.name });
  }

  get siteId(): string {
    return this.#parts.siteId;
  }

  get isWatchingEvents(): boolean {
    return this.#parts.topics.length === 0 || this.#parts.topics.includes("events");
  }

  open(): void {
    if (this.page !== null) return;
    const { scheduler, connect, wallMs } = this.#parts;
    const machine = new Machine(this.name, scheduler, wallMs);
    this.#parts.trace.say(this.name, "opens the page");
    this.page = new Page({
      ...this.#parts,
      ...{ machine, kept: this.kept, connect: (page: Page) => connect(page, this) },
    });
  }

  /** Whatever the page had in memory is gone; the network may or may not hear of it. */
  shut(): void {
    const { page } = this;
    const { chance } = this.#parts;
    this.page = null;
    if (page === null) return;
    this.#parts.trace.say(this.name, "shuts the page");
    // One that is closed in order takes leave; one that crashes does not.
    if (chance.is(0.5)) page.client.close();
    page.socket?.link?.leave();
    page.machine.kill();
  }

  check(): void {
    this.page?.check();
    this.kept.check(this.page?.waiting ?? null);
  }
}
