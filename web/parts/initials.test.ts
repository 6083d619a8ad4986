import { describe, expect, it } from "vitest";
import { hueOf, initialsOf } from "./initials.ts";

describe("what stands in for a photo", () => {
  it.each([
    ["Ada Lovelace", "AL"],
    ["Łukasz van den Berg", "ŁB"],
    ["  Zoë  ", "Z"],
    ["山田 太郎", "山太"],
    ["👩🏽‍🚀 Astro", "👩🏽‍🚀A"],
    ["", ""],
  ])("[SCREEN-60] %s is %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it("[SCREEN-60] the colour is always the same for the same name", () => {
    expect(hueOf("Ada Lovelace")).toBe(hueOf("Ada Lovelace"));
    expect(hueOf("Ada Lovelace")).not.toBe(hueOf("Grace Hopper"));
    expect(hueOf("山田 太郎")).toBeLessThan(360);
  });
});
