import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BURST_GAP_MS, SILENCE, SLOW_GAP_MS, hearKey, hearPause, pauseOf } from "./rhythm.ts";
import type { KeyPlace, Rhythm } from "./rhythm.ts";

interface Played {
  readonly codes: readonly string[];
  /** What reached the page, with what was given back in its place. */
  readonly typed: string;
  /** Enter and Tab that reached the page. */
  readonly ends: number;
}

/** Plays keys, each with the milliseconds since the one before, and the silence that follows. */
function play(
  keys: readonly (readonly [key: string, gap: number])[],
  place: KeyPlace = "field",
): Played {
  let rhythm: Rhythm = SILENCE;
  let at = 0;
  let ends = 0;
  let typed = "";
  let beforeBurst = "";
  const codes: string[] = [];
  const settle = (heard: ReturnType<typeof hearKey>) => {
    if (heard.code !== null) {
      codes.push(heard.code);
      typed = beforeBurst;
    }
    typed += heard.giveBack;
    rhythm = heard.rhythm;
  };
  for (const [key, gap] of keys) {
    if (gap > pauseOf(rhythm)) settle(hearPause(rhythm, at + pauseOf(rhythm)));
    at += gap;
    const heard = hearKey(rhythm, { key, at, isRepeat: false, isShortcut: false, place });
    settle(heard);
    if (heard.isFirst) beforeBurst = typed;
    if (heard.isWithheld) continue;
    if (key.length === 1) typed += key;
    else if (key !== "Shift") ends += 1;
  }
  settle(hearPause(rhythm, at + pauseOf(rhythm)));
  return { codes, typed, ends };
}

const burst = (code: string, gap: number) => [...code].map((key) => [key, gap] as const);

/** Gaps between key presses as people type them, in ms: the fastest of 168,000 typists roll short runs. */
const FAST_TYPIST = [142, 88, 61, 24, 97, 31, 18, 74, 29, 33, 27, 112, 58, 22, 30, 91, 66, 19, 84];

/** Gaps of a wireless scanner on a busy computer, in ms. */
const SLOW_SCANNER = [200, 36, 62, 90, 48, 71, 100];

describe("the rhythm of a scanner", () => {
  it("[SCREEN-3] a burst with Enter is a code, and nothing of it stays in the field", () => {
    const played = play([...burst("4006381333931", 8), ["Enter", 8]]);
    expect(played).toEqual({ codes: ["4006381333931"], typed: "", ends: 0 });
  });

  it("[SCREEN-3] Tab and a pause end a code as well", () => {
    expect(play([...burst("AVG-00017", 12), ["Tab", 12]]).codes).toEqual(["AVG-00017"]);
    expect(play(burst("AVG-00017", 12))).toEqual({ codes: ["AVG-00017"], typed: "", ends: 0 });
  });

  it("[SCREEN-3] a slow wireless scanner is recognised too, with Shift between its keys", () => {
    const keys = burst("M1042", 29).flatMap((key) => [["Shift", 2] as const, key]);
    expect(play([...keys, ["Enter", 33]]).codes).toEqual(["M1042"]);
  });

  it("[SCREEN-3] a hiccup in the middle of a burst does not tear a code apart", () => {
    const keys = burst("2000000111544", 11);
    keys[7] = ["1", 80];
    expect(play([...keys, ["Enter", 11]])).toEqual({
      codes: ["2000000111544"],
      typed: "",
      ends: 0,
    });
  });

  it("[SCREEN-4] a rolled run in the midst of fast typing is given back with what follows", () => {
    const keys = [...burst("tion", 22), ["a", 80] as const, ["l", 85] as const, ["s", 90] as const];
    expect(play([...keys, ["Enter", 95]])).toEqual({ codes: [], typed: "tionals", ends: 1 });
    expect(play(keys)).toEqual({ codes: [], typed: "tionals", ends: 0 });
  });

  it("[SCREEN-3] two codes one right after the other are two codes", () => {
    const played = play([
      ...burst("10001", 5),
      ["Enter", 5],
      ["Tab", 4],
      ...burst("10002", 5),
      ["Enter", 5],
    ]);
    expect(played).toEqual({ codes: ["10001", "10002"], typed: "", ends: 0 });
  });

  it("[SCREEN-3] what stood in the field before the scan stays", () => {
    const played = play([
      ["J", 100],
      ["o", 120],
      ...burst("00012345", 9).map(([key, gap], index) => [key, index === 0 ? 180 : gap] as const),
      ["Enter", 9],
    ]);
    expect(played).toEqual({ codes: ["00012345"], typed: "Jo", ends: 0 });
  });

  it("[SCREEN-4] a fast typist is never taken for a scanner, and no key is lost", () => {
    const text = "Marta Nowakowska-Lindqvist was here at six";
    const keys = [...text].map(
      (key, index) => [key, FAST_TYPIST[index % FAST_TYPIST.length] ?? 0] as const,
    );
    expect(play([...keys, ["Enter", 90]])).toEqual({ codes: [], typed: text, ends: 1 });
  });

  it("[SCREEN-4] a rolled run of five keys without an end is given back to the field", () => {
    expect(play(burst("ation", 25))).toEqual({ codes: [], typed: "ation", ends: 0 });
  });

  it("[SCREEN-4] a key held down is no scanner", () => {
    let rhythm: Rhythm = SILENCE;
    for (let index = 0; index < 40; index += 1) {
      const press = { key: "a", at: index * 30, isRepeat: index > 0 };
      const heard = hearKey(rhythm, { ...press, isShortcut: false, place: "field" });
      expect(heard.isWithheld).toBe(false);
      rhythm = heard.rhythm;
    }
    expect(hearPause(rhythm, 2_000).code).toBeNull();
  });

  it("[SCREEN-4] typing at any human pace reaches the page whole", () => {
    const human = fc.array(
      fc.tuple(
        fc.constantFrom(..."abcdefgh 123/-"),
        fc.integer({ min: BURST_GAP_MS + 1, max: 900 }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(human, (keys) => {
        const text = keys.map(([key]) => key).join("");
        expect(play(keys)).toEqual({ codes: [], typed: text, ends: 0 });
      }),
    );
  });

  it("[SCREEN-3] any code at any scanner's pace is read whole, whatever was typed before", () => {
    const code = fc.stringMatching(/^[A-Z0-9/-]{4,40}$/);
    const pace = fc.integer({ min: 1, max: BURST_GAP_MS });
    fc.assert(
      fc.property(code, pace, (text, gap) => {
        const played = play([
          ["x", 300],
          ["y", 300],
          [text[0] ?? "", 200],
          ...burst(text.slice(1), gap),
          ["Enter", gap],
        ]);
        expect(played).toEqual({ codes: [text], typed: "xy", ends: 0 });
      }),
    );
  });

  it("[SCREEN-120] where nothing can be typed, a slow scan is one whole code, and its Enter presses nothing", () => {
    const keys = SLOW_SCANNER.map((gap, index) => ["K501402"[index] ?? "", gap] as const);
    expect(play([...keys, ["Enter", 97]], "open")).toMatchObject({ codes: ["K501402"], ends: 0 });
    expect(play([...burst("ABC", 60), ["Enter", 60]], "open")).toMatchObject({
      codes: [],
      ends: 0,
    });
  });

  it("[SCREEN-120] any pace of a slow scanner is read whole where nothing can be typed", () => {
    const gaps = fc.array(fc.integer({ min: 1, max: SLOW_GAP_MS }), {
      minLength: 5,
      maxLength: 30,
    });
    fc.assert(
      fc.property(gaps, (paces) => {
        const code = paces.map((_, index) => String(index % 10)).join("");
        const keys = paces.map((gap, index) => [code[index] ?? "", gap] as const);
        expect(play([...keys, ["Enter", 40]], "open").codes).toEqual([code]);
      }),
    );
  });

  it("[SCREEN-121] in the desk's own search a slow scan is a code and leaves the field as it was", () => {
    const keys = SLOW_SCANNER.map((gap, index) => ["K501402"[index] ?? "", gap] as const);
    const played = play([...keys, ["Enter", 97]], "home");
    expect(played).toEqual({ codes: ["K501402"], typed: "", ends: 0 });
  });

  it("[SCREEN-121] what a person types into the desk's own search stays there, fast or slow", () => {
    const name = [...burst("lov", 20), ...burst("elace", 70), ["Enter", 90] as const];
    expect(play(name, "home")).toEqual({ codes: [], typed: "lovelace", ends: 1 });
    const rolled = [...burst("nowak", 22), ...burst("owska", 75), ["Enter", 90] as const];
    expect(play(rolled, "home")).toEqual({ codes: [], typed: "nowakowska", ends: 1 });
    const byHand = [...burst("10482", 95), ["Enter", 120] as const];
    expect(play(byHand, "home")).toEqual({ codes: [], typed: "10482", ends: 1 });
  });
});
