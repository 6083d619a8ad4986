// Whether what is decided reaches the disk: it does not while the last batch failed and none has
// committed since. Where nobody tries any more that is forgotten, so that somebody sends anew.
import type { Clock } from "../clock.ts";

export const FORGOTTEN_MS = 30_000;

export class CommitWatch<Trouble extends string> {
  readonly #clock: Pick<Clock, "elapsed">;
  readonly #troubleOf: (error: unknown) => Trouble | null;
  #last: { readonly trouble: Trouble; readonly at: number } | null = null;

  constructor(clock: Pick<Clock, "elapsed">, troubleOf: (error: unknown) => Trouble | null) {
    this.#clock = clock;
    this.#troubleOf = troubleOf;
  }

  committed(): void {
    this.#last = null;
  }

  /** What is no fault of the database says nothing about it. */
  failed(error: unknown): void {
    const trouble = this.#troubleOf(error);
    if (trouble !== null) this.#last = { trouble, at: this.#clock.elapsed() };
  }

  get trouble(): Trouble | null {
    if (this.#last === null || this.#clock.elapsed() - this.#last.at >= FORGOTTEN_MS) return null;
    return this.#last.trouble;
  }
}
