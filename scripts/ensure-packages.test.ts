import { describe, expect, test } from "vitest";
import { hasAllPackages, refuseOldNode } from "./ensure-packages.mjs";

const asked = {
  "": { version: "0.1.0" },
  "node_modules/a": { version: "1.0.0" },
  "node_modules/b-windows": { version: "2.0.0", optional: true },
};

describe("[START-2] packages are installed only when something is missing", () => {
  test("an optional package of another platform may be missing", () => {
    expect(hasAllPackages(asked, { "node_modules/a": { version: "1.0.0" } })).toBe(true);
  });

  test("a missing package or another version asks for an install", () => {
    expect(hasAllPackages(asked, {})).toBe(false);
    expect(hasAllPackages(asked, { "node_modules/a": { version: "1.0.1" } })).toBe(false);
  });
});

describe("[START-1] a Node that is too old is refused in one sentence", () => {
  test.each(["18.20.0", "20.18.9"])("Node %s is too old", (version) => {
    expect(() => refuseOldNode(version)).toThrow(/^AV Gym needs Node 20\.19 or newer/);
  });

  test.each(["20.19.0", "22.0.0"])("Node %s is good", (version) => {
    expect(() => refuseOldNode(version)).not.toThrow();
  });
});
