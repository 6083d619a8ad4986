import { expect, test } from "vitest";
import { READING } from "./reading.ts";

const chapter = (title: string): string => {
  const found = READING.find((each) => each.title === title);
  if (found === undefined) throw new Error(`no chapter ${title}`);
  return found.lines.join("\n");
};

/** FNV-1a as somebody would write it who has nothing but the text. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  }
  return hash.toString(16).padStart(8, "0");
}

test("[WIRE-90] the hash is told so exactly that its examples can be reckoned from the text alone", () => {
  const text = chapter("The hash");
  const examples = [...text.matchAll(/over `([^`]*\|\d[^`]*)` it is `([0-9a-f]{8})`/g)];
  expect(examples).toHaveLength(2);
  for (const [, over = "", hash] of examples) expect(fnv1a(over)).toBe(hash);
  expect(text).toContain(`\`${fnv1a("")}\``);
});

test("[WIRE-90] the bounds of the wire are told in figures", () => {
  expect(chapter("Limits")).toMatch(
    /16384 bytes.*50 messages a batch[^]*50 messages a second.*200/,
  );
  expect(chapter("Signs of life, leaving")).toMatch(/20 s[^]*45 s[^]*5 s[^]*9 s/);
});
