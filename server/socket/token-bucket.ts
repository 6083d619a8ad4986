// A limit on a rate: so many a second on average, so many at once.
import type { Clock } from "../clock.ts";

export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

export class TokenBucket {
  /** How often there were not enough. */
  refused = 0;
  readonly #rate: Rate;
  readonly #clock: Clock;
  #tokens: number;
  #filledAt: number;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#tokens = rate.burst;
    this.#filledAt = clock.elapsed();
  }

  /** Takes tokens where there are enough; otherwise says in how many seconds there will be. */
  take(
    count: number,
  ): { readonly ok: true } | { readonly ok: false; readonly waitSeconds: number } {
    const now = this.#clock.elapsed();
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) / 1_000) * perSecond);
    this.#filledAt = now;
    if (this.#tokens >= count) {
      this.#tokens -= count;
      return { ok: true };
    }
    this.refused += 1;
    return { ok: false, waitSeconds: Math.ceil((count - this.#tokens) / perSecond) };
  }
}
