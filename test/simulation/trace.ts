// What happened, line by line: a hash over all of it, and the last lines for whoever looks for a fault.
import { createHash } from "node:crypto";

const KEPT = 40;

export class Trace {
  readonly #hash = createHash("sha256");
  readonly #clock: { readonly now: number };
  readonly #keepsAll: boolean;
  #lines: (() => string)[] = [];

  constructor(clock: { readonly now: number }, keepsAll = false) {
    this.#clock = clock;
    this.#keepsAll = keepsAll;
  }

  say(who: string, what: string): void {
    this.note(who, what, () => what);
  }

  /** `brief` tells it from everything else; in words it is put only where somebody reads it. */
  note(who: string, brief: string, inWords: () => string): void {
    const moment = this.#clock.now;
    this.#hash.update(`${moment} ${who} ${brief}\n`);
    this.#lines.push(() => `${moment.toFixed(2).padStart(10)} ${who.padEnd(10)} ${inWords()}`);
    if (!this.#keepsAll && this.#lines.length > KEPT * 4) this.#lines = this.#lines.slice(-KEPT);
  }

  get lines(): readonly string[] {
    const kept = this.#keepsAll ? this.#lines : this.#lines.slice(-KEPT);
    return kept.map((inWords) => inWords());
  }

  digest(): string {
    return this.#hash.copy().digest("hex").slice(0, 16);
  }
}
