import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Reason, ReasonCode, Wording } from "./reason.ts";
import { bySeverity, effectOf, REASON_CODES, sentenceOf, verdictOf } from "./reason.ts";

const wording: Wording = {
  day: (day) => `<${day}>`,
  time: (instant) => `<${instant}>`,
  money: (cents) => `<${cents}>`,
};

/** One of each, so that the compiler knows when one is missing. */
const EXAMPLES: { readonly [Code in ReasonCode]: Extract<Reason, { readonly code: Code }> } = {
  "unknown-credential": { code: "unknown-credential" },
  "unknown-member": { code: "unknown-member" },
  "unknown-visit": { code: "unknown-visit" },
  "credential-replaced": { code: "credential-replaced", since: "2026-03-01T10:00:00.000Z" },
  "no-membership": { code: "no-membership" },
  "membership-ended": { code: "membership-ended", on: "2026-10-31" },
  "membership-not-started": { code: "membership-not-started", startsOn: "2026-12-01" },
  "membership-frozen": { code: "membership-frozen", until: "2026-12-01" },
  "plan-does-not-cover-hour": { code: "plan-does-not-cover-hour", plan: "Off-peak" },
  "plan-does-not-cover-site": { code: "plan-does-not-cover-site", plan: "Pool only" },
  "no-visits-left": { code: "no-visits-left", plan: "Ten visits" },
  "house-full": { code: "house-full", capacity: 80 },
  barred: { code: "barred", note: "See the owner." },
  "payment-due": { code: "payment-due", amountCents: 4_990, since: "2026-11-01" },
  "already-inside": { code: "already-inside", since: "2026-11-24T16:03:00.000Z" },
  "not-inside": { code: "not-inside" },
  "visit-already-closed": { code: "visit-already-closed", at: "2026-11-24T16:03:00.000Z" },
  "visit-already-undone": { code: "visit-already-undone" },
  "checked-out-since": { code: "checked-out-since" },
  "inside-again": { code: "inside-again" },
  "too-late-to-undo": { code: "too-late-to-undo", minutes: 2 },
  "not-offline": { code: "not-offline", why: "nobody" },
};

describe("every reason", () => {
  test("[DOOR-18] has an effect", () => {
    expect(REASON_CODES.toSorted()).toEqual(Object.keys(EXAMPLES).toSorted());
    const warnings = REASON_CODES.filter((code) => effectOf(code) === "warn");
    expect(warnings).toEqual(["payment-due", "already-inside"]);
  });

  test("[DOOR-18] has one plain sentence of its own that says what it knows", () => {
    const sentences = Object.values(EXAMPLES).map((reason) => sentenceOf(reason, wording));
    expect(new Set(sentences).size).toBe(REASON_CODES.length);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z<].+\.$/);
    const said = sentences.join("\n");
    for (const { code: _code, ...facts } of Object.values(EXAMPLES)) {
      for (const fact of Object.values(facts)) expect(said).toContain(String(fact));
    }
  });

  test("[DOOR-18] the sentence is the plainer one where a fact is missing", () => {
    expect(sentenceOf({ code: "membership-frozen", until: null }, wording)).toBe(
      "Membership is frozen until further notice.",
    );
    expect(sentenceOf({ code: "barred", note: "" }, wording)).toBe("Barred.");
  });

  test("[DOOR-18] a desk without the server says what keeps it from letting in", () => {
    const sentences = (["nobody", "pack", "book-too-old"] as const).map((why) =>
      sentenceOf({ code: "not-offline", why }, wording),
    );
    expect(sentences).toEqual([
      "Without the server this door lets nobody in.",
      "Without the server this door counts no visits of a pack.",
      "Without the server, and what this desk knows is too old.",
    ]);
  });

  test("[DOOR-18] stands in docs/words.md with its effect and its sentence", () => {
    const words = readFileSync(new URL("../docs/words.md", import.meta.url), "utf8");
    const rows = [...words.matchAll(/^\| `([a-z-]+)` +\| (warn|refuse) +\| (.+?) +\|$/gm)];
    const written = Object.fromEntries(
      rows.map(([, code, effect, sentence]) => [code, { effect, sentence }]),
    );
    const plain: Wording = { day: () => "…", time: () => "…", money: () => "…" };
    const isFact = ({ code: _code, ...facts }: Reason) => Object.values(facts).map(String);
    const expected = Object.entries(EXAMPLES).map(([code, reason]) => {
      let sentence = sentenceOf(reason, plain);
      for (const fact of isFact(reason)) sentence = sentence.replace(fact, "…");
      return [code, { effect: effectOf(reason.code), sentence }];
    });
    expect(written).toEqual(Object.fromEntries(expected));
  });
});

describe("a verdict", () => {
  test("[DOOR-9] nothing admits, a warning warns, one refusal refuses", () => {
    expect(verdictOf([])).toBe("admit");
    expect(verdictOf([EXAMPLES["payment-due"]])).toBe("warn");
    expect(verdictOf([EXAMPLES["payment-due"], EXAMPLES.barred])).toBe("refuse");
  });

  test("[DOOR-9] refusals stand before warnings, each in the order they were found", () => {
    const found = ["payment-due", "house-full", "already-inside", "barred"] as const;
    expect(bySeverity(found.map((code) => EXAMPLES[code])).map(({ code }) => code)).toEqual([
      "house-full",
      "barred",
      "payment-due",
      "already-inside",
    ]);
  });
});
