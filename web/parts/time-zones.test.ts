import { describe, expect, it } from "vitest";
import { zoneChoices } from "./time-zones.ts";

const winter = new Date("2026-01-15T12:00:00Z");

describe("time zones to choose from", () => {
  it("[SCREEN-61] say what their clock is ahead of UTC now", () => {
    const choices = zoneChoices("Europe/Berlin", winter);
    expect(choices.find(({ value }) => value === "Europe/Berlin")?.label).toBe(
      "Europe / Berlin (UTC+1)",
    );
    expect(choices.find(({ value }) => value === "America/New_York")?.label).toBe(
      "America / New York (UTC-5)",
    );
  });

  it("[SCREEN-61] hold the one of this computer even where the list lacks it", () => {
    expect(zoneChoices("UTC", winter).filter(({ value }) => value === "UTC")).toHaveLength(1);
  });
});
