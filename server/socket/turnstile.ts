// Lets through what comes in a rush one after the other, so many in a turn of the loop: whoever is
// already inside waits for a few of them at most, never for all.
import type { Clock } from "../clock.ts";

export interface TurnstileParts {
  readonly clock: Clock;
  readonly perTurn: number;
  readonly maxWaiting: number;
}

export class Turnstile {
  readonly #parts: TurnstileParts;
  #waiting: (() => void)[] = [];
  #passed = 0;
  #isTurning = false;

  constructor(parts: TurnstileParts) {
    this.#parts = parts;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Calls back in the order of asking, at once where there is room; false: too many wait already. */
  enter(pass: () => void): boolean {
    const { perTurn, maxWaiting } = this.#parts;
    if (this.#waiting.length >= maxWaiting) return false;
    this.#turnLater();
    if (this.#waiting.length > 0 || this.#passed >= perTurn) this.#waiting.push(pass);
    else {
      this.#passed += 1;
      pass();
    }
    return true;
  }

  #turnLater(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    this.#parts.clock.after(0, () => this.#turn());
  }

  #turn(): void {
    this.#isTurning = false;
    const passing = this.#waiting.splice(0, this.#parts.perTurn);
    this.#passed = passing.length;
    if (passing.length > 0) this.#turnLater();
    for (const pass of passing) pass();
  }
}
