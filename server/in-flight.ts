// What is being answered just now, counted, so that whoever goes can wait for the last answer.
import type { Clock } from "./clock.ts";

export class InFlight {
  readonly #waiting = new Set<() => void>();
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Returns what to call, once, when it is answered. */
  begin(): () => void {
    this.#count += 1;
    return () => {
      this.#count -= 1;
      if (this.#count > 0) return;
      for (const resolve of this.#waiting) resolve();
      this.#waiting.clear();
    };
  }

  /** Resolves when nothing is being answered, or when the time is up. */
  none(clock: Clock, atMostMs: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#count === 0) return resolve();
      const cancel = clock.after(atMostMs, resolve);
      this.#waiting.add(() => {
        cancel();
        resolve();
      });
    });
  }
}
