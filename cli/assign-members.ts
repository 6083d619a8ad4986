// A recording without identities is given some, always the same for the same recording: whoever comes in
// is the next of a rotation who is not inside, whoever leaves is the one who has been inside longest.
import { assert } from "../domain/assert.ts";
import type { SiteClock } from "../domain/gym-day.ts";
import { gymDayAt } from "../domain/gym-day.ts";
import type { Pass } from "./recording.ts";

/** A pass and the number of the person who makes it; null for an exit with nobody inside. */
export interface Assigned {
  readonly pass: Pass;
  readonly person: number | null;
}

const FEWEST_PEOPLE = 80;
/** More people than are ever inside at once, by this, so that the rotation goes on. */
const SPARE = 1.25;

/** How many people it takes. */
export function peopleNeeded(passes: readonly Pass[], clock: SiteClock): number {
  const most = mostInside(passes, clock);
  return Math.max(FEWEST_PEOPLE, Math.ceil(most * SPARE));
}

export function assignPeople(
  passes: readonly Pass[],
  people: number,
  clock: SiteClock,
  seed: number,
): readonly Assigned[] {
  const rotation = shuffled(people, seed);
  // In the order in which they came in.
  const inside = new Set<number>();
  let next = 0;
  const enter = (): number => {
    assert(inside.size < people, "more people inside than there are");
    for (;;) {
      const person = rotation[next % people] ?? 0;
      next += 1;
      if (!inside.has(person)) return person;
    }
  };
  return [...withTurns(passes, clock)].map(({ pass, isNewDay }) => {
    if (isNewDay) inside.clear();
    if (pass.direction === "out") {
      const [person = null] = inside;
      if (person !== null) inside.delete(person);
      return { pass, person };
    }
    const person = enter();
    inside.add(person);
    return { pass, person };
  });
}

function mostInside(passes: readonly Pass[], clock: SiteClock): number {
  let [now, most] = [0, 0];
  for (const { pass, isNewDay } of withTurns(passes, clock)) {
    if (isNewDay) now = 0;
    now = Math.max(0, now + (pass.direction === "in" ? 1 : -1));
    most = Math.max(most, now);
  }
  return most;
}

/** When the day turns, whoever is inside is checked out: here as at the desk. */
function* withTurns(passes: readonly Pass[], clock: SiteClock) {
  let endsAt = "";
  for (const pass of passes) {
    const isNewDay = pass.at >= endsAt;
    if (isNewDay) ({ endsAt } = gymDayAt(pass.at, clock));
    yield { pass, isNewDay };
  }
}

/** Fisher and Yates, with the 32-bit generator mulberry32. */
function shuffled(length: number, seed: number): readonly number[] {
  const numbers = Array.from({ length }, (_, index) => index);
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  for (let last = length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const kept = numbers[last] ?? 0;
    numbers[last] = numbers[other] ?? 0;
    numbers[other] = kept;
  }
  return numbers;
}
