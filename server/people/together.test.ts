import { expect, test } from "vitest";
import { lookUpTogether } from "./together.ts";

/** Questions that are answered when the test says so. */
function questions() {
  const asked: (readonly string[])[] = [];
  const answers: ((found: ReadonlyMap<string, number> | Error) => void)[] = [];
  const find = lookUpTogether<number>((keys) => {
    asked.push(keys);
    return new Promise((resolve, reject) => {
      answers.push((found) => (found instanceof Error ? reject(found) : resolve(found)));
    });
  });
  return {
    asked,
    find,
    answer: (at: number, found: Map<string, number> | Error) => answers[at]?.(found),
  };
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test("[WIRE-65] what arrives while questions are on their way is asked for in one, each key once", async () => {
  const { asked, find, answer } = questions();
  const first: Promise<number | null>[] = [];
  for (const key of ["a", "b", "c", "d"]) {
    first.push(find(key));
    await settle();
  }
  const others = Array.from({ length: 300 }, (_each, number) => find(`k${number % 100}`));
  expect(asked).toHaveLength(4);
  answer(1, new Map([["b", 2]]));
  expect(await first[1]).toBe(2);
  await settle();
  expect(asked).toHaveLength(5);
  expect(asked[4]).toHaveLength(100);
  answer(4, new Map([["k7", 7]]));
  const found = await Promise.all(others);
  expect(found[7]).toBe(7);
  expect(found[207]).toBe(7);
  expect(found[8]).toBeNull();
});

test("[WIRE-65] a question that was on its way before is never the answer to a later one", async () => {
  const { asked, find, answer } = questions();
  const before = find("a");
  await settle();
  const after = find("a");
  await settle();
  expect(asked).toEqual([["a"], ["a"]]);
  answer(0, new Map([["a", 1]]));
  answer(1, new Map());
  expect(await Promise.all([before, after])).toEqual([1, null]);
});

test("[WIRE-65] what fails is told to those who asked, and the next are asked for all the same", async () => {
  const { find, answer } = questions();
  const first = find("a");
  await settle();
  answer(0, new Error("away"));
  await expect(first).rejects.toThrow("away");
  const second = find("a");
  await settle();
  answer(1, new Map([["a", 1]]));
  expect(await second).toBe(1);
});
