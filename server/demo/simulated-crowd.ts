// The simulator's idea of the gym: who is in and when they will leave, who comes next. Pure but for
// the chance it is handed; its time is minutes of the simulated day, which pass faster than life's.
import type { LocalMoment } from "../../domain/gym-day.ts";
import type { Instant } from "../../domain/instant.ts";
import { minutesBetween } from "../../domain/instant.ts";
import { covers } from "../../domain/week-hours.ts";
import type { Inside, Person } from "./read-crowd.ts";
import { drawStay, FORGOTTEN_EXITS } from "./rhythm.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Who has been in for longer has left, most likely, and nobody saw it. */
const SURELY_GONE_MINUTES = 150;
/** A house fuller than this sees people off, however many exits go unscanned. */
const FULLEST = 0.75;

interface Guest {
  readonly code: string;
  /** Infinity: leaves without scanning. */
  readonly leavesAt: number;
}

export class SimulatedCrowd {
  readonly #random: SeededRandom;
  #people: readonly Person[] = [];
  #often = 1;
  readonly #inside = new Map<string, Guest>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  know(people: readonly Person[]): void {
    this.#people = people;
    this.#often = people.reduce((most, { recent }) => Math.max(most, recent), 1);
  }

  /** Squares its idea with who is in: people also come and go at the desk. */
  recount(inside: readonly Inside[], minute: number, now: Instant): void {
    const there = new Set(inside.map(({ memberId }) => memberId));
    for (const memberId of this.#inside.keys()) {
      if (!there.has(memberId)) this.#inside.delete(memberId);
    }
    for (const { memberId, code, since } of inside) {
      if (this.#inside.has(memberId)) continue;
      const stayed = minutesBetween(since, now);
      const rest = Math.max(drawStay(this.#random, 1) - stayed, this.#random.next() * 20);
      const isGone = stayed > SURELY_GONE_MINUTES || this.#random.chance(FORGOTTEN_EXITS);
      this.#inside.set(memberId, { code, leavesAt: isGone ? Infinity : minute + rest });
    }
  }

  enter(memberId: string, code: string, minute: number): void {
    const forgets = this.#random.chance(FORGOTTEN_EXITS);
    const leavesAt = forgets ? Infinity : minute + drawStay(this.#random, 1);
    this.#inside.set(memberId, { code, leavesAt });
  }

  /** Takes out, and names by their cards, all whose time has come. */
  leaving(minute: number, capacity: number | null): readonly string[] {
    const codes: string[] = [];
    let surplus = this.#inside.size - FULLEST * (capacity ?? Infinity);
    for (const [memberId, { code, leavesAt }] of this.#inside) {
      if (leavesAt > minute && surplus <= 0) continue;
      this.#inside.delete(memberId);
      codes.push(code);
      surplus -= 1;
    }
    return codes;
  }

  /** Somebody who is not in and whose plan covers this hour; null where nobody is found. */
  nextGuest(local: LocalMoment): Person | null {
    return this.#draw(({ isBarred, hours, recent }) => {
      if (isBarred || !hours.some((each) => covers(each, local))) return 0;
      return (recent + 0.5) / this.#often;
    });
  }

  /** Somebody whom the desk will be warned of. */
  nextDebtor(local: LocalMoment): Person | null {
    return this.#draw(({ owes, isBarred, hours }) =>
      owes && !isBarred && hours.some((each) => covers(each, local)) ? 1 : 0,
    );
  }

  /** Somebody who will not be let in: ended, frozen, not started, at a wrong hour, barred. */
  nextTurnedAway(local: LocalMoment): Person | null {
    return this.#draw(({ isBarred, hours }) =>
      isBarred || !hours.some((each) => covers(each, local)) ? 1 : 0,
    );
  }

  // Drawing until one fits is quick, since most fit; after many in vain nobody comes.
  #draw(likelihood: (person: Person) => number): Person | null {
    for (let attempt = 0; attempt < 300 && this.#people.length > 0; attempt += 1) {
      const person = this.#random.pick(this.#people);
      if (this.#inside.has(person.memberId)) continue;
      if (this.#random.chance(likelihood(person))) return person;
    }
    return null;
  }
}
