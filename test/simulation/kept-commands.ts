// What a browser keeps of commands that wait for their answers, across pages; and whether the outbox
// forgets one that was asked and not answered.
import type { DoorMessage, OutboxStorage } from "../../client/outbox-storage.ts";
import type { Chance } from "./chance.ts";
import type { Machine } from "./machine.ts";
import type { Oracle } from "./oracle.ts";
import type { Scheduler } from "./scheduler.ts";

export interface KeptParts {
  readonly owner: string;
  readonly oracle: Oracle;
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  /** Ids that were used twice on purpose. */
  readonly reused: ReadonlySet<string>;
  readonly onAsked: (message: DoorMessage) => void;
}

export class KeptCommands {
  readonly #parts: KeptParts;
  /** On the disk. */
  readonly #kept = new Map<string, DoorMessage>();
  /** Asked and not answered; those that have not come to the disk yet end with their page. */
  readonly #asked = new Map<string, Machine | "kept">();
  #freeAt = 0;
  #isChanged = false;
  #waiting: ReadonlySet<string> | null = null;

  constructor(parts: KeptParts) {
    this.#parts = parts;
  }

  /** As one page sees it. What the page has begun is done in its order, unless the page ends first. */
  storageOf(machine: Machine): OutboxStorage {
    return {
      load: () => this.#later(machine, () => [...this.#kept.values()]),
      put: (message) => {
        const { commandId } = message.payload;
        if (!this.#asked.has(commandId)) this.#asked.set(commandId, machine);
        this.#parts.onAsked(message);
        return this.#later(machine, () => {
          this.#kept.set(commandId, message);
          if (this.#asked.has(commandId)) this.#asked.set(commandId, "kept");
        });
      },
      remove: (commandId) => this.#later(machine, () => void this.#kept.delete(commandId)),
    };
  }

  /** The first that was asked and is not answered. */
  get open(): string | null {
    for (const id of this.#asked.keys()) return id;
    return null;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** The screen was told how it ended. */
  settled(commandId: string, problem: string | null): void {
    const { oracle, reused } = this.#parts;
    const isMeant = problem === null || (problem === "command-id-reused" && reused.has(commandId));
    oracle.claim(isMeant, "asked-is-answered", () => `${commandId} came back: ${problem}`);
    this.#asked.delete(commandId);
  }

  /** What waits is on the disk, or on its way there from a page that is open. */
  check(waiting: ReadonlySet<string> | null): void {
    if (!this.#isChanged && waiting === this.#waiting) return;
    const { oracle, owner } = this.#parts;
    this.#isChanged = false;
    this.#waiting = waiting;
    for (const [id, where] of this.#asked) {
      if (where !== "kept") {
        if (where.isDead) this.#asked.delete(id);
        this.#isChanged = true;
        continue;
      }
      oracle.claim(this.#kept.has(id), "outbox-remembers", () => `${owner} keeps ${id} no more`);
      const isForgotten = waiting !== null && !waiting.has(id);
      oracle.claim(!isForgotten, "outbox-remembers", () => `${owner} does not ask for ${id}`);
    }
  }

  #later<T>(machine: Machine, deed: () => T): Promise<T> {
    const { scheduler, chance } = this.#parts;
    return new Promise((resolve) => {
      this.#freeAt = Math.max(this.#freeAt, scheduler.now + chance.between(0.2, 4));
      scheduler.after(this.#freeAt - scheduler.now, () => {
        if (machine.isDead) return;
        const done = deed();
        this.#isChanged = true;
        machine.run(() => resolve(done));
      });
    });
  }
}
