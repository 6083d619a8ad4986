import { describe, expect, it } from "vitest";
import type { ShownConnection } from "../../protocol/http/realtime.ts";
import { FIRST_ORDER, gradeOf, heldOrder, nextOrder, ordered } from "./quality-grade.ts";

function screen(id: string, more: Partial<ShownConnection> = {}): ShownConnection {
  return {
    ...{ id, serverId: "s", account: id, role: "owner", isOperator: false, siteId: null },
    ...{ screen: "live", since: "2026-11-24T12:00:00.000Z", latencyMs: 10, lag: 0, quality: 90 },
    ...{ tabs: 1, resumed: 0, reset: 0, behind: 0, lost: 0, bytesSent: 0, place: "p" },
    ...more,
  };
}

const nameOf = (id: string | null) => id ?? "";
const idsOf = (all: readonly ShownConnection[]) => all.map(({ id }) => id).join("");

describe("connections in order", () => {
  it("[SCREEN-211] a quality is a word; one that was not told is said to be so", () => {
    expect([100, 90, 89.9, 70, 40, 39, 0, null].map(gradeOf)).toEqual([
      ...["excellent", "excellent", "good", "good", "fair", "poor", "poor", "unknown"],
    ]);
  });

  it("[SCREEN-211] the worst come first as the server sends them, and the same column again turns it round", () => {
    const sent = [screen("b", { quality: 10 }), screen("c", { quality: 50 }), screen("a")];
    expect(idsOf(ordered(sent, FIRST_ORDER, nameOf))).toBe("bca");
    const reversed = nextOrder(FIRST_ORDER, "quality");
    expect(idsOf(ordered(sent, reversed, nameOf))).toBe("acb");
    expect(nextOrder(reversed, "quality")).toEqual(FIRST_ORDER);
    expect(nextOrder(reversed, "lag")).toEqual({ column: "lag", isReversed: false });
  });

  it("[SCREEN-211] by any other column: what is more first, names from A", () => {
    const sent = [
      screen("a", { latencyMs: null, lag: 3, tabs: 1, reset: 2, screen: "wall" }),
      screen("b", { latencyMs: 90, lag: 0, tabs: 5, reset: 0, screen: "desk" }),
      screen("c", { latencyMs: 20, lag: 9, tabs: 2, reset: 1, screen: "live" }),
    ];
    const by = (column: "account" | "latency" | "lag" | "tabs" | "trouble" | "screen") =>
      idsOf(ordered(sent, { column, isReversed: false }, nameOf));
    expect(by("latency")).toBe("bca");
    expect(by("lag")).toBe("cab");
    expect(by("tabs")).toBe("bca");
    expect(by("trouble")).toBe("acb");
    expect(by("account")).toBe("abc");
    expect(by("screen")).toBe("bca");
  });

  it("[SCREEN-211] under the pointer nobody moves: new ones come below, those who are gone are gone", () => {
    const held = ["c", "a", "b"];
    const now = [screen("n"), screen("b"), screen("c")];
    expect(idsOf(heldOrder(now, held))).toBe("cbn");
    expect(idsOf(heldOrder(now, null))).toBe("nbc");
  });
});
