// A clock that the test turns.
import type { ClientClock } from "../../client/clock.ts";

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

export class FakeClock implements ClientClock {
  #elapsed = 0;
  #wallMs: number;
  #timers: Timer[] = [];

  constructor(wallMs = Date.parse("2026-11-24T10:00:00.000Z")) {
    this.#wallMs = wallMs;
  }

  now(): number {
    return this.#wallMs;
  }

  elapsed(): number {
    return this.#elapsed;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#elapsed + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Turns on, and calls what falls due on the way, each at its own time. */
  advance(ms: number): void {
    const end = this.#elapsed + ms;
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#turnTo(Math.max(next.at, this.#elapsed));
      next.callback();
    }
    this.#turnTo(end);
  }

  /** Turns on while nobody looks: what fell due meanwhile is called late, as after a machine slept. */
  sleep(ms: number): void {
    this.#turnTo(this.#elapsed + ms);
    this.advance(0);
  }

  get timers(): number {
    return this.#timers.length;
  }

  #turnTo(elapsed: number): void {
    this.#wallMs += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}
