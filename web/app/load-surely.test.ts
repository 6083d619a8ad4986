import { describe, expect, it } from "vitest";
import { loadSurely } from "./load-surely.ts";

function ground(said: string[]) {
  return {
    untilReachable: async () => void said.push("reachable"),
    mendStyles: async () => void said.push("styles"),
  };
}

describe("what is loaded when it is needed", () => {
  it("[SCREEN-125] waits for the connection and comes then, its styles first", async () => {
    const said: string[] = [];
    let isAway = true;
    const load = loadSurely(async () => {
      said.push("load");
      if (!isAway) return "screen";
      isAway = false;
      throw new Error("Unable to preload CSS");
    }, ground(said));
    expect(await load()).toBe("screen");
    expect(await load()).toBe("screen");
    expect(said).toEqual(["load", "reachable", "styles", "load"]);
  });

  it("[SCREEN-125] fails where the server is there and has it no more", async () => {
    const said: string[] = [];
    const load = loadSurely(() => Promise.reject(new Error("gone")), ground(said));
    await expect(load()).rejects.toThrow("gone");
    expect(said).toEqual(["reachable", "styles", "reachable", "styles"]);
  });
});
