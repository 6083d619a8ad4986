import { describe, expect, it } from "vitest";
import type { OpenVisit } from "../../domain/visit.ts";
import { findInside } from "./inside-list.ts";

function visit(fullName: string, time: string): OpenVisit {
  return {
    id: fullName,
    member: { id: fullName, fullName, membershipNumber: `N-${fullName.length}`, photoUrl: null },
    checkInTime: `2026-11-24T${time}:00.000Z`,
    gymDay: "2026-11-24",
    location: { doorId: "d", door: "Front desk", zone: null },
    channel: "desk",
    alerts: [],
    by: null,
    firstToday: true,
    madeOffline: false,
  };
}

const inside = [
  visit("Zoë Łuczak", "09:00"),
  visit("Ana Ibáñez", "10:30"),
  visit("Bo Li", "08:15"),
];
const names = (found: readonly OpenVisit[]) => found.map(({ id }) => id);

describe("who is in", () => {
  it("[SCREEN-18] is ordered by the newest, by the longest or by name", () => {
    expect(names(findInside(inside, "", "newest"))).toEqual(["Ana Ibáñez", "Zoë Łuczak", "Bo Li"]);
    expect(names(findInside(inside, "", "longest"))).toEqual(["Bo Li", "Zoë Łuczak", "Ana Ibáñez"]);
    expect(names(findInside(inside, "", "name"))).toEqual(["Ana Ibáñez", "Bo Li", "Zoë Łuczak"]);
  });

  it("[SCREEN-18] is found without accents, in any case, by number and by place too", () => {
    expect(names(findInside(inside, "ibanez", "name"))).toEqual(["Ana Ibáñez"]);
    expect(names(findInside(inside, "ZOE", "name"))).toEqual(["Zoë Łuczak"]);
    expect(names(findInside(inside, "luczak", "name"))).toEqual(["Zoë Łuczak"]);
    expect(names(findInside(inside, "n-5", "name"))).toEqual(["Bo Li"]);
    expect(findInside(inside, "front", "name")).toHaveLength(3);
    expect(findInside(inside, "nobody", "name")).toEqual([]);
  });
});
