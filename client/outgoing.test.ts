import fc from "fast-check";
import { expect, test } from "vitest";
import { MAX_BATCH_MESSAGES, MAX_FRAME_BYTES } from "../protocol/limits.ts";
import { bytesOf, framesOf } from "./outgoing.ts";

const utf8 = new TextEncoder();

test("[CLIENT-8] one message goes as it is, several share a frame, in order", () => {
  const [one, two] = [{ type: "ping" }, { type: "check_in" }];
  expect(framesOf([])).toEqual([]);
  expect(framesOf([one])).toEqual([JSON.stringify(one)]);
  expect(framesOf([one, two])).toEqual([JSON.stringify({ type: "batch", payload: [one, two] })]);
});

test("[CLIENT-8] no frame is larger, or holds more, than the wire allows", () => {
  const letter = fc.constantFrom("a", '"', "é", "中", "😀", "\u0007");
  const notes = fc.tuple(letter, fc.nat(1_000)).map(([unit, times]) => unit.repeat(times));
  fc.assert(
    fc.property(fc.array(notes, { maxLength: 120 }), (texts) => {
      const frames = framesOf(texts.map((text) => ({ type: "note", text })));
      const parts = frames.flatMap((frame) => {
        expect(utf8.encode(frame).length).toBeLessThanOrEqual(MAX_FRAME_BYTES);
        const read = JSON.parse(frame) as { type: string; payload: { text: string }[] };
        return read.type === "batch" ? [read.payload] : [[read as unknown as { text: string }]];
      });
      for (const part of parts) expect(part.length).toBeLessThanOrEqual(MAX_BATCH_MESSAGES);
      const readBack = parts.flat().map(({ text }) => text);
      expect(readBack).toEqual(texts.map((text) => JSON.parse(JSON.stringify(text)) as string));
    }),
    { numRuns: 20 },
  );
});

test("[CLIENT-8] bytes are counted as UTF-8 has them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(bytesOf(text)).toBe(utf8.encode(text).length);
    }),
  );
});
