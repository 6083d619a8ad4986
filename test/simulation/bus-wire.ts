// The wire between servers: notifications arrive late, or are lost, and never come back to their sender.
import type { Bus } from "../../server/bus/bus.ts";
import type { BusParts } from "../../server/bus/bus.ts";
import { CoalescedSender } from "../../server/bus/coalesced-sender.ts";
import { hearText } from "../../server/bus/hint-text.ts";
import type { Chance } from "./chance.ts";
import type { Machine } from "./machine.ts";
import type { Scheduler } from "./scheduler.ts";

export class BusWire {
  /** The likelihood that a notification reaches nobody. */
  lost = 0;
  lateMs = 0;
  readonly #scheduler: Scheduler;
  readonly #chance: Chance;
  readonly #members = new Map<Machine, (text: string) => void>();

  constructor(scheduler: Scheduler, chance: Chance) {
    this.#scheduler = scheduler;
    this.#chance = chance;
  }

  join(machine: Machine, parts: BusParts): Bus {
    this.#members.set(machine, (text) => hearText(parts, text));
    const sender = new CoalescedSender({
      ...parts,
      send: (text) =>
        new Promise<void>((resolve) => {
          this.#broadcast(text);
          machine.after(this.#chance.between(0.2, 1), resolve);
        }),
    });
    return {
      tell: (hints) => sender.add(hints),
      close: async () => {
        this.#members.delete(machine);
        await sender.finish();
      },
    };
  }

  #broadcast(text: string): void {
    for (const [machine, hear] of this.#members) {
      if (machine.isDead) this.#members.delete(machine);
      else if (!this.#chance.is(this.lost)) {
        const ms = this.#chance.between(0.2, 2) + this.#chance.unit() * this.lateMs;
        this.#scheduler.after(ms, () => machine.run(() => hear(text)));
      }
    }
  }
}
