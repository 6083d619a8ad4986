import { expect, test } from "vitest";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import { Turnstile } from "./turnstile.ts";

function open(perTurn: number, maxWaiting: number) {
  const clock = new TurnedClock();
  const passed: number[] = [];
  const turnstile = new Turnstile({ clock, perTurn, maxWaiting });
  const enter = (from: number, to: number) => {
    const entered: boolean[] = [];
    for (let number = from; number <= to; number += 1) {
      entered.push(turnstile.enter(() => passed.push(number)));
    }
    return entered;
  };
  return { clock, passed, turnstile, enter };
}

test("[WIRE-66] so many pass in a turn of the loop, in the order of asking", () => {
  const { clock, passed, turnstile, enter } = open(3, 100);
  enter(1, 8);
  expect(passed).toEqual([1, 2, 3]);
  expect(turnstile.waiting).toBe(5);
  enter(9, 9);
  clock.turn(0);
  expect(passed).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("[WIRE-66] one that comes alone passes at once, again and again", () => {
  const { clock, passed, enter } = open(1, 100);
  for (let number = 1; number <= 5; number += 1) {
    enter(number, number);
    expect(passed.at(-1)).toBe(number);
    clock.turn(0);
  }
});

test("[WIRE-66] those beyond the bound are not taken, and the others pass", () => {
  const { clock, passed, enter } = open(1, 2);
  expect(enter(1, 4)).toEqual([true, true, true, false]);
  clock.turn(0);
  expect(passed).toEqual([1, 2, 3]);
});
