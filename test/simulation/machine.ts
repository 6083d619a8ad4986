// A computer, or a page in a browser: what runs on it ends with it, and waits while it sleeps.
import type { ClientClock } from "../../client/clock.ts";
import type { Instant } from "../../domain/instant.ts";
import { instantAt } from "../../domain/instant.ts";
import type { Clock } from "../../server/clock.ts";
import type { Scheduler } from "./scheduler.ts";

export class Machine {
  readonly name: string;
  readonly #scheduler: Scheduler;
  readonly #wallMs: number;
  #late: (() => void)[] = [];
  #isDead = false;
  #isAsleep = false;
  #isCatchingUp = false;

  /** `wallMs`: what its own clock shows when the world begins, right or wrong. */
  constructor(name: string, scheduler: Scheduler, wallMs: number) {
    this.name = name;
    this.#scheduler = scheduler;
    this.#wallMs = wallMs;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  get isAsleep(): boolean {
    return this.#isAsleep;
  }

  /** Everything in memory is gone; nothing that was to happen here happens. */
  kill(): void {
    this.#isDead = true;
    this.#late = [];
  }

  sleep(): void {
    this.#isAsleep = true;
  }

  /** What fell due meanwhile happens late, in its order, and before anything new. */
  wake(): void {
    this.#isAsleep = false;
    if (!this.#isCatchingUp) this.#catchUp();
  }

  /** Something reaches the machine, or falls due there. */
  run(callback: () => void): void {
    if (this.#isDead) return;
    if (this.#isAsleep || this.#isCatchingUp) this.#late.push(callback);
    else callback();
  }

  #catchUp(): void {
    this.#isCatchingUp = this.#late.length > 0;
    if (!this.#isCatchingUp) return;
    this.#scheduler.after(0, () => {
      if (this.#isAsleep || this.#isDead) this.#isCatchingUp = false;
      else {
        this.#late.shift()?.();
        this.#catchUp();
      }
    });
  }

  /** No timer of Node or a browser is faster than a millisecond. */
  after(ms: number, callback: () => void): () => void {
    let isOff = false;
    const cancel = this.#scheduler.after(Math.max(1, ms), () =>
      this.run(() => !isOff && callback()),
    );
    return () => {
      isOff = true;
      cancel();
    };
  }

  every(ms: number, callback: () => void): () => void {
    let cancel = (): void => undefined;
    const again = (): void => {
      cancel = this.after(ms, () => {
        again();
        callback();
      });
    };
    again();
    return () => cancel();
  }

  get serverClock(): Clock {
    return {
      now: (): Instant => instantAt(this.#wall()),
      elapsed: () => this.#scheduler.now,
      after: (ms, callback) => this.after(ms, callback),
      every: (ms, callback) => this.every(ms, callback),
    };
  }

  get clientClock(): ClientClock {
    return {
      now: () => this.#wall(),
      elapsed: () => this.#scheduler.now,
      after: (ms, callback) => this.after(ms, callback),
    };
  }

  #wall(): number {
    return Math.floor(this.#wallMs + this.#scheduler.now);
  }
}
