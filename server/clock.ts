// The one clock of the server. Everything that needs the time or a timer is handed this.
import type { Instant } from "../domain/instant.ts";
import { instantAt } from "../domain/instant.ts";

export interface Clock {
  now(): Instant;
  /** Milliseconds that only grow, for measuring. */
  elapsed(): number;
  /** Calls back once, after 0 ms as soon as what is in hand is done; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
  /** Calls back again and again; returns how to call it off. */
  every(ms: number, callback: () => void): () => void;
}

export const WALL_CLOCK: Clock = {
  now: () => instantAt(Date.now()),
  elapsed: () => performance.now(),
  after: (ms, callback) => {
    if (ms <= 0) {
      const next = setImmediate(callback);
      return () => clearImmediate(next);
    }
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
  every: (ms, callback) => {
    const timer = setInterval(callback, ms);
    return () => clearInterval(timer);
  },
};
