// How often something may be tried: at most so many times in a window, for each key. Kept in memory
// and bounded; who comes too often is told how long to wait.
import { millis } from "../../domain/instant.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Clock } from "../clock.ts";

const MAX_KEYS = 10_000;

interface Window {
  tries: number;
  readonly endsAt: number;
}

export class TryLimit {
  readonly #clock: Clock;
  readonly #tries: number;
  readonly #windowMs: number;
  readonly #windows = new Map<string, Window>();

  constructor(clock: Clock, limit: { readonly tries: number; readonly windowMs: number }) {
    this.#clock = clock;
    this.#tries = limit.tries;
    this.#windowMs = limit.windowMs;
  }

  /** Counts a try; throws `too-fast` with the seconds to wait once there were too many. */
  take(key: string): void {
    const now = millis(this.#clock.now());
    let window = this.#windows.get(key);
    if (window === undefined || window.endsAt <= now) {
      window = { tries: 0, endsAt: now + this.#windowMs };
      this.#windows.delete(key);
      this.#windows.set(key, window);
      this.#forgetOldest();
    }
    if (window.tries >= this.#tries) {
      throw new ProblemError("too-fast", { retryAfter: Math.ceil((window.endsAt - now) / 1_000) });
    }
    window.tries += 1;
  }

  /** The try was a good one: it does not count. */
  giveBack(key: string): void {
    const window = this.#windows.get(key);
    if (window !== undefined && window.tries > 0) window.tries -= 1;
  }

  #forgetOldest(): void {
    if (this.#windows.size <= MAX_KEYS) return;
    const oldest = this.#windows.keys().next();
    if (oldest.done !== true) this.#windows.delete(oldest.value);
  }
}
