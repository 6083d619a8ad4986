// The server's clock as a test turns it: time stands still until then.
import type { Instant } from "../../domain/instant.ts";
import { instantAt, millis } from "../../domain/instant.ts";
import type { Clock } from "../../server/clock.ts";
import { NOW } from "./a-gym.ts";

interface Timer {
  at: number;
  readonly every: number | null;
  readonly callback: () => void;
}

export class TurnedClock implements Clock {
  readonly #timers = new Set<Timer>();
  #elapsed = 0;
  #startedAt: number;

  constructor(startsAt: Instant = NOW) {
    this.#startedAt = millis(startsAt);
  }

  now(): Instant {
    return instantAt(this.#startedAt + this.#elapsed);
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, callback: () => void): () => void {
    return this.#set({ at: this.#elapsed + ms, every: null, callback });
  }

  every(ms: number, callback: () => void): () => void {
    return this.#set({ at: this.#elapsed + ms, every: ms, callback });
  }

  /** Turns on; whatever falls due on the way is called at its own time. */
  turn(ms: number): void {
    const end = this.#elapsed + ms;
    for (;;) {
      const [next] = [...this.#timers]
        .filter(({ at }) => at <= end)
        .toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      this.#elapsed = Math.max(this.#elapsed, next.at);
      if (next.every === null) this.#timers.delete(next);
      else next.at += next.every;
      next.callback();
    }
    this.#elapsed = end;
  }

  /** Sets the hands to another moment, as when days pass; nothing falls due. */
  setTo(instant: Instant): void {
    this.#startedAt = millis(instant) - this.#elapsed;
  }

  #set(timer: Timer): () => void {
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
}
