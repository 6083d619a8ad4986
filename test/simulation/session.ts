// One connection to the simulated database: statements are carried out one after the other, each after
// a journey, and answered after another.
import type { Chance } from "./chance.ts";
import type { Machine } from "./machine.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Weather } from "./weather.ts";
import { Away } from "./weather.ts";

/** The database, as far as a connection knows it. */
export interface Side {
  readonly parts: { readonly scheduler: Scheduler; readonly chance: Chance };
  readonly weather: Weather;
  lock(stream: string, session: Session): void;
  close(session: Session): void;
}

type Settle = (how: () => void) => void;

export class Session {
  readonly machine: Machine;
  readonly #database: Side;
  readonly #waiting = new Set<(error: Error) => void>();
  #isBroken = false;
  /** When the statement before was carried out. */
  #freeAt = 0;
  #onGranted: (() => void) | null = null;

  constructor(database: Side, machine: Machine) {
    this.#database = database;
    this.machine = machine;
  }

  /** A statement that reads or writes at one moment. */
  run<T>(statement: () => T, ms = 0.3): Promise<T> {
    return this.#journey<T>(ms, (answer) => answer(statement));
  }

  /** Waits for a stream's turn, then reads. */
  lock<T>(stream: string, statement: () => T): Promise<T> {
    return this.#journey<T>(0.3, (answer) => {
      this.#onGranted = () => answer(statement);
      this.#database.lock(stream, this);
    });
  }

  granted(): void {
    const onGranted = this.#onGranted;
    this.#onGranted = null;
    onGranted?.();
  }

  /** Carries out the last statement and ends the transaction. */
  commit(statement: () => void): Promise<void> {
    return this.#journey<void>(1.5, (answer) => {
      const { weather, parts } = this.#database;
      if (parts.chance.is(weather.commitsLost)) return this.break("before the commit");
      answer(() => {
        if (parts.chance.is(weather.collisions)) throw new Away("two transactions met");
        statement();
      });
      this.#database.close(this);
      if (parts.chance.is(weather.answersLost)) this.break("after the commit");
      return undefined;
    });
  }

  /** Lets go of a connection that holds nothing. */
  leave(): void {
    this.#database.close(this);
  }

  /** Ends what is not committed. */
  end(): void {
    this.#database.parts.scheduler.after(0.2, () => this.#database.close(this));
  }

  break(why: string): void {
    this.#isBroken = true;
    this.#database.close(this);
    this.#onGranted = null;
    const { scheduler } = this.#database.parts;
    for (const reject of this.#waiting)
      scheduler.after(this.#ms(0.2), () => this.machine.run(() => reject(new Away(why))));
    this.#waiting.clear();
  }

  #journey<T>(ms: number, carryOut: (answer: (result: () => T) => void) => void): Promise<T> {
    const { scheduler } = this.#database.parts;
    return new Promise<T>((resolve, reject) => {
      const settle: Settle = (how) => {
        if (this.#waiting.delete(reject)) this.machine.run(how);
      };
      const answer = (result: () => T): void => {
        const how = outcomeOf(result, resolve, reject);
        scheduler.after(this.#ms(ms), () => settle(how));
      };
      this.#waiting.add(reject);
      if (this.#isBroken || this.#database.weather.isAway) {
        scheduler.after(this.#ms(1), () => settle(() => reject(new Away("no connection"))));
        return;
      }
      const at = Math.max(this.#freeAt + 0.01, scheduler.now + this.#ms(ms));
      this.#freeAt = at;
      scheduler.after(at - scheduler.now, () => !this.#isBroken && carryOut(answer));
    });
  }

  #ms(about: number): number {
    const { chance } = this.#database.parts;
    return about * chance.between(0.5, 2) * this.#database.weather.slowness;
  }
}

function outcomeOf<T>(
  result: () => T,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): () => void {
  try {
    const value = result();
    return () => resolve(value);
  } catch (error) {
    return () => reject(error);
  }
}
