import { randomInt } from "node:crypto";
import { expect, test } from "vitest";
import { fuzz } from "./fuzz.ts";

const seed = Number(process.env["SEED"] ?? randomInt(1, 1_000_000));
const COUNT = 3_000;

test(`[CHAOS-5] malformed requests, upgrades, frames and messages cause no fault of the server's own, and the desk beside them loses nothing, seed ${seed}`, async () => {
  const { faults, sent, answers } = await fuzz({
    ...{ count: COUNT, perSecond: 4_000, seed, quietMs: 100 },
    say: () => undefined,
  });
  expect(faults).toEqual([]);
  expect(sent).toBeGreaterThanOrEqual(COUNT);
  // It came as far as the parts that judge requests, messages and commands.
  expect(Object.keys(answers)).toEqual(
    expect.arrayContaining(["400", "101", "not-json", "invalid-message", "invalid-request"]),
  );
});
