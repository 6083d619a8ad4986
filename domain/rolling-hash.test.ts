import fc from "fast-check";
import { expect, test } from "vitest";
import { idOf } from "../test/support/a-gym.ts";
import { EMPTY_HASH, nextHash } from "./rolling-hash.ts";

/** FNV-1a as its draft writes it, with whole numbers of any size. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5n;
  for (const byte of Buffer.from(text, "utf8")) {
    hash = ((hash ^ BigInt(byte)) * 0x01000193n) & 0xffffffffn;
  }
  return hash.toString(16).padStart(8, "0");
}

test("[LOG-10] the reference itself gives the published values", () => {
  expect([fnv1a(""), fnv1a("a"), fnv1a("foobar")]).toEqual(["811c9dc5", "e40c292c", "bf9cf968"]);
  expect(EMPTY_HASH).toBe(fnv1a(""));
});

test("[LOG-10] it is FNV-1a over previous, number, type and id", () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[0-9a-f]{8}$/),
      fc.integer({ min: 1 }),
      fc.constantFrom("member_checked_in", "gym_day_began"),
      fc.uuid(),
      (previous, seq, type, id) => {
        expect(nextHash(previous, { seq, type, payload: { id } })).toBe(
          fnv1a(`${previous}|${seq}|${type}|${id}`),
        );
      },
    ),
  );
});

test("[LOG-10] values that a client in another language can check itself by", () => {
  const first = nextHash(EMPTY_HASH, { seq: 1, type: "gym_day_began", payload: { id: idOf(1) } });
  const second = nextHash(first, { seq: 2, type: "member_checked_in", payload: { id: idOf(2) } });
  expect([first, second]).toEqual(["42d1be47", "db24dc02"]);
});

test("[LOG-10] always eight digits", () => {
  fc.assert(
    fc.property(fc.nat(), (seq) => {
      const hash = nextHash(EMPTY_HASH, { seq, type: "x", payload: { id: "y" } });
      expect(hash).toMatch(/^[0-9a-f]{8}$/);
    }),
  );
});
