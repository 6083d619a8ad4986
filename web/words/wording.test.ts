import { describe, expect, it } from "vitest";
import {
  dayIn,
  wordingIn,
  writeMinutes,
  writeMoney,
  writeMoneyIn,
  writeWait,
  writtenLocale,
} from "./wording.ts";

describe("how things are written", () => {
  it("[SCREEN-71] times are those of the site's clock, not of the computer's", () => {
    const evening = "2026-07-01T21:30:00.000Z";
    expect(wordingIn("Europe/Berlin").clock(evening)).toBe("23:30");
    expect(wordingIn("America/New_York").clock(evening)).toBe("17:30");
    expect(dayIn("Asia/Tokyo", new Date(evening))).toBe("2026-07-02");
  });

  it("[SCREEN-71] another day than today is named", () => {
    const now = new Date().toISOString();
    const { time, when, clock, dayAndClock } = wordingIn("Europe/Berlin");
    expect(time(now)).toBe(clock(now));
    expect(when(now)).toBe(`today, ${clock(now)}`);
    const long = "2015-02-02T08:11:00.000Z";
    expect(time(long)).toBe(dayAndClock(long));
    expect(when(long)).toContain("2015");
  });

  it("[SCREEN-71] lengths are hours and minutes", () => {
    expect([0, 59, 60, 125].map(writeMinutes)).toEqual([
      "0 min",
      "59 min",
      "1 h 00 min",
      "2 h 05 min",
    ]);
  });

  it("[SCREEN-71] a wait is said in seconds while one would count them, else in minutes", () => {
    expect([0.2, 45, 90, 91, 895].map(writeWait)).toEqual([
      "1 s",
      "45 s",
      "90 s",
      "2 min",
      "15 min",
    ]);
  });

  it("[SCREEN-141] money is written in the gym's currency", () => {
    expect(writeMoney(123_450)).toContain("€");
    writeMoneyIn("PLN");
    expect(writeMoney(123_450)).toMatch(/PLN|zł/);
    writeMoneyIn("EUR");
  });

  it("[SCREEN-71] dates follow the reader's habit within the language of the words", () => {
    expect(writtenLocale(["de-DE", "en-US"])).toBe("en-US");
    expect(writtenLocale(["de-DE"])).toBe("en-GB");
  });
});
