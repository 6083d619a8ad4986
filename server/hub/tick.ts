// The one timer of a room: it goes off at the earliest moment that was asked for.
import type { Clock } from "../clock.ts";

export class Tick {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  #set: { readonly at: number; readonly cancel: () => void } | null = null;

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Has it go off after so many milliseconds, unless it does so earlier anyway. */
  within(ms: number): void {
    const at = this.#clock.elapsed() + ms;
    if (this.#set !== null && this.#set.at <= at) return;
    this.cancel();
    const cancel = this.#clock.after(ms, () => {
      this.#set = null;
      this.#onDue();
    });
    this.#set = { at, cancel };
  }

  cancel(): void {
    this.#set?.cancel();
    this.#set = null;
  }
}
