import { describe, expect, it } from "vitest";
import type { OpenVisit } from "../../domain/visit.ts";
import { insideFound, looksLikeCode } from "./typed-search.ts";

function visitOf(fullName: string, membershipNumber: string): OpenVisit {
  return {
    id: fullName,
    member: { id: fullName, fullName, membershipNumber, photoUrl: null },
    checkInTime: "2026-11-24T17:03:00.000Z",
    gymDay: "2026-11-24",
    location: { doorId: "d", door: "Front desk", zone: null },
    channel: "desk",
    alerts: [],
    by: null,
    firstToday: true,
    madeOffline: false,
  };
}

const inside = [visitOf("Ute Jäger", "10482"), visitOf("Jan Jagermann", "20001")];
const names = (search: string) => insideFound(inside, search).map(({ id }) => id);

describe("the desk's search without the server", () => {
  it("[SCREEN-122] finds who is in by the beginnings of names, and by number", () => {
    expect(names("JÄGER U")).toEqual(["Ute Jäger"]);
    expect(names("ja")).toEqual(["Jan Jagermann", "Ute Jäger"]);
    expect(names("104")).toEqual(["Ute Jäger"]);
    expect(names("ger")).toEqual([]);
    expect(names("  ")).toEqual([]);
  });

  it("[SCREEN-122] a card's number typed by hand is told from a name", () => {
    expect(looksLikeCode("K50140")).toBe(true);
    expect(looksLikeCode("Jäger")).toBe(false);
    expect(looksLikeCode("Ute 50140")).toBe(false);
  });
});
