// Somebody at a desk: what they ask next, out of what they see. Some of it is asked twice, some late,
// some by mistake.
import { must } from "../../domain/assert.ts";
import { instantAt, plusMinutes } from "../../domain/instant.ts";
import type { DoorMessage } from "../../client/outbox-storage.ts";
import type { Chance } from "./chance.ts";
import type { Page } from "./page.ts";
import { cardOf, memberId } from "./tables.ts";

export interface ClerkParts {
  readonly chance: Chance;
  readonly members: number;
  readonly doorOf: (siteId: string) => string;
  /** What anybody asked at a site so far. */
  readonly asked: ReadonlyMap<string, readonly DoorMessage[]>;
  /** An id that will be used for two different things. */
  readonly reuse: (commandId: string) => void;
}

export class Clerk {
  readonly #parts: ClerkParts;

  constructor(parts: ClerkParts) {
    this.#parts = parts;
  }

  act(page: Page): void {
    const { chance } = this.#parts;
    const lot = chance.below(100);
    if (lot < 46) this.#checkIn(page);
    else if (lot < 72) this.#checkOut(page);
    else if (lot < 84) this.#undo(page);
    else if (lot < 92) this.#again(page, false);
    else if (lot < 95) this.#again(page, true);
    else if (lot < 97) this.#checkIn(page);
    else for (let times = 3 + chance.below(8); times > 0; times -= 1) this.#checkIn(page);
  }

  #checkIn(page: Page, commandId?: string): void {
    const { chance, doorOf } = this.#parts;
    const at = chance.is(0.05) ? { at: this.#earlier(page) } : {};
    const id = commandId === undefined ? {} : { commandId };
    const common = { doorId: doorOf(page.siteId), ...at, ...id };
    ask(page.client.checkIn({ ...this.#somebody(), ...common }));
  }

  #checkOut(page: Page): void {
    const { chance } = this.#parts;
    const inside = [...(page.state.view?.inside.keys() ?? [])];
    if (inside.length > 0 && chance.is(0.6))
      return ask(page.client.checkOut({ checkInId: chance.pick(inside) }));
    return ask(page.client.checkOut(this.#somebody()));
  }

  #undo(page: Page): void {
    const lines = (page.state.view?.activities ?? []).slice(0, 8);
    const line = lines.length === 0 ? null : this.#parts.chance.pick(lines);
    if (line === null || line.visitId === null) return;
    const what = line.activity === "check_out" ? "check_out" : "check_in";
    ask(page.client.undo({ visitId: line.visitId, what }));
  }

  /** What was asked before, by whomever: the same again, or the same id for something else. */
  #again(page: Page, isOther: boolean): void {
    const { chance, asked, reuse } = this.#parts;
    const before = (asked.get(page.siteId) ?? []).slice(-20);
    if (before.length === 0) return;
    const { type, payload } = chance.pick(before);
    if (isOther) {
      reuse(payload.commandId);
      return this.#checkIn(page, payload.commandId);
    }
    if (type !== "check_in") return;
    const { location, memberId: member, credential, ...rest } = payload;
    const subject =
      member === undefined ? { credential: must(credential, "card") } : { memberId: member };
    const { commandId, at = instantAt(0) } = rest;
    ask(page.client.checkIn({ ...subject, commandId, at, doorId: location.doorId }));
  }

  #somebody() {
    const { chance, members } = this.#parts;
    const number = 1 + chance.below(members);
    if (chance.is(0.03)) return { credential: "unknown card" };
    return chance.is(0.5) ? { credential: cardOf(number) } : { memberId: memberId(number) };
  }

  #earlier(page: Page): string {
    const now = instantAt(page.machine.clientClock.now());
    return plusMinutes(now, -this.#parts.chance.pick([2, 30, 200, 1_300, 2_000]));
  }
}

/** How it ends is heard by whoever looks at the page. */
function ask(asked: Promise<unknown>): void {
  asked.catch(() => undefined);
}
