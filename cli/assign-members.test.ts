import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gymDayAt } from "../domain/gym-day.ts";
import { instantAt } from "../domain/instant.ts";
import type { Assigned } from "./assign-members.ts";
import { assignPeople, peopleNeeded } from "./assign-members.ts";
import type { Pass } from "./recording.ts";

const CLOCK = { timeZone: "America/Toronto", gymDayStartsAt: "04:00" };
const START = Date.parse("2015-03-06T12:00:00.000Z");

const recordings = fc
  .array(fc.record({ in: fc.boolean(), afterMinutes: fc.nat(400) }), { maxLength: 80 })
  .map((steps) => {
    let ms = START;
    return steps.map((step, index): Pass => {
      ms += step.afterMinutes * 60_000;
      const at = instantAt(ms);
      const direction = step.in ? "in" : "out";
      return { line: index + 2, device: "D", direction, at, date: at.slice(0, 10) };
    });
  });

function passAt(direction: "in" | "out", time: string, line: number): Pass {
  return { line, device: "D", direction, at: `2015-03-06T${time}:00.000Z`, date: "2015-03-06" };
}

describe("[CLI-2] a recording without identities is given some", () => {
  test("whoever leaves is the one who has been inside longest; nobody inside, nobody leaves", () => {
    const passes = [
      passAt("out", "11:00", 2),
      passAt("in", "12:00", 3),
      passAt("in", "12:05", 4),
      passAt("out", "13:00", 5),
      passAt("out", "13:05", 6),
      passAt("out", "13:10", 7),
    ];
    const people = assignPeople(passes, 9, CLOCK, 1).map(({ person }) => person);
    const [, first, second] = people;
    expect(people).toEqual([null, first, second, first, second, null]);
    expect(first).not.toBe(second);
  });

  test("always the same for the same recording and seed, others for another", () => {
    const passes = Array.from({ length: 40 }, (_, index) =>
      passAt("in", `12:${10 + index}`, index),
    );
    const first = assignPeople(passes, 150, CLOCK, 1);
    expect(assignPeople(passes, 150, CLOCK, 1)).toEqual(first);
    expect(assignPeople(passes, 150, CLOCK, 2)).not.toEqual(first);
  });

  test("nobody comes in who is inside, nobody leaves who is not, whatever was recorded", () => {
    fc.assert(
      fc.property(recordings, fc.nat(), (passes, seed) => {
        const people = peopleNeeded(passes, CLOCK);
        expect(impossible(assignPeople(passes, people, CLOCK, seed), people)).toEqual([]);
      }),
    );
  });
});

/** The passes that nobody could have made. */
function impossible(assigned: readonly Assigned[], people: number): readonly Assigned[] {
  let day = "";
  const inside = new Set<number>();
  return assigned.filter(({ pass, person }) => {
    const today = gymDayAt(pass.at, CLOCK).day;
    if (today !== day) inside.clear();
    day = today;
    if (pass.direction === "out") return person === null ? inside.size > 0 : !inside.delete(person);
    if (person === null || person >= people || inside.has(person)) return true;
    inside.add(person);
    return false;
  });
}
