// Chance that repeats itself: the same seed draws the same numbers on every machine. The generator
// is sfc32 (Chris Doty-Humphrey, PractRand), its state is spread from the seed by cyrb128.

const MILLIS_OF_ID = 0xffff_ffff_ffff;

export class SeededRandom {
  readonly #key: string;
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: string | number) {
    this.#key = String(seed);
    [this.#a, this.#b, this.#c, this.#counter] = spread(this.#key);
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** A generator of its own for one thing, so that drawing more for one never changes another. */
  fork(label: string | number): SeededRandom {
    return new SeededRandom(`${this.#key}/${label}`);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    return this.#bits() / 0x1_0000_0000;
  }

  /** A whole number, both ends included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** One of several, each as likely as its weight says. */
  weighted<T extends { readonly weight: number }>(list: readonly T[]): T {
    const total = list.reduce((sum, { weight }) => sum + weight, 0);
    let left = this.next() * total;
    for (const one of list) {
      left -= one.weight;
      if (left < 0) return one;
    }
    return list.at(-1) as T;
  }

  /** Around a mean, by Box and Muller. */
  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }

  /** Half of the draws lie below the median; the long tail is above it. */
  logNormal(median: number, deviation: number): number {
    return median * Math.exp(this.normal(0, deviation));
  }

  /** The wait for the next of things that come once per unit on average. */
  exponential(): number {
    return -Math.log(1 - this.next());
  }

  shuffled<T>(list: readonly T[]): T[] {
    const copy = [...list];
    for (let last = copy.length - 1; last > 0; last -= 1) {
      const other = this.whole(0, last);
      [copy[last], copy[other]] = [copy[other] as T, copy[last] as T];
    }
    return copy;
  }

  /** A UUID of version 7 (RFC 9562): ordered by the given time, the rest drawn. */
  id(ms: number): string {
    const time = Math.min(Math.max(0, Math.floor(ms)), MILLIS_OF_ID)
      .toString(16)
      .padStart(12, "0");
    const a = this.#bits().toString(16).padStart(8, "0");
    const b = this.#bits().toString(16).padStart(8, "0");
    const c = this.#bits().toString(16).padStart(8, "0");
    const variant = "89ab"[this.#bits() & 3];
    return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-${variant}${a.slice(3, 6)}-${b}${c.slice(0, 4)}`;
  }

  #bits(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return sum >>> 0;
  }
}

function spread(key: string): [number, number, number, number] {
  let a = 1_779_033_703;
  let b = 3_144_134_277;
  let c = 1_013_904_242;
  let d = 2_773_480_762;
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    a = b ^ Math.imul(a ^ code, 597_399_067);
    b = c ^ Math.imul(b ^ code, 2_869_860_233);
    c = d ^ Math.imul(c ^ code, 951_274_213);
    d = a ^ Math.imul(d ^ code, 2_716_044_179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}
