import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encodeTextFrame } from "../../server/socket/frame.ts";
import { FrameReader } from "./frame-reader.ts";

describe("a reader that only counts", () => {
  test("[BENCH-5] frames of every length are counted, however the bytes arrive", () => {
    const lengths = fc.array(fc.constantFrom(0, 1, 125, 126, 300, 65_535, 65_536), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 70_000 }), (sizes, step) => {
        const bytes = Buffer.concat(sizes.map((size) => encodeTextFrame("x".repeat(size))));
        const reader = new FrameReader();
        for (let at = 0; at < bytes.length; at += step) {
          reader.take(bytes, at, Math.min(bytes.length, at + step));
        }
        expect(reader.frames).toBe(sizes.length);
        expect(reader.bytes).toBe(bytes.length);
      }),
    );
  });

  test("[BENCH-5] how each frame begins is seen once, whole", () => {
    const begun: string[] = [];
    const reader = new FrameReader((beginning) => begun.push(beginning));
    const bytes = Buffer.concat([encodeTextFrame("first"), encodeTextFrame("second")]);
    for (let at = 0; at < bytes.length; at += 1) reader.take(bytes, at, at + 1);
    expect(begun).toEqual(["first", "second"]);
  });
});
