// Chance that is the same for the same seed. Each part of the world draws from a stream of its own, so
// that what is left out of one does not change another.
import { seeded } from "../support/seeded.ts";
import type { Draw } from "../support/seeded.ts";

export class Chance {
  readonly #draw: Draw;

  constructor(seed: number, part: string) {
    let mixed = seed | 0;
    for (const letter of part) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x9e3779b1);
    this.#draw = seeded(mixed ^ (mixed >>> 13));
  }

  /** A whole number below. */
  below(bound: number): number {
    return this.#draw(bound);
  }

  /** From 0 up to, not including, 1. */
  unit(): number {
    return this.#draw(0x4000_0000) / 0x4000_0000;
  }

  between(from: number, to: number): number {
    return from + this.unit() * (to - from);
  }

  is(likelihood: number): boolean {
    return this.unit() < likelihood;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)] as T;
  }
}
