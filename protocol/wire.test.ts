import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { z } from "zod";
import { batchDown, DOWN, downMessage } from "./down.ts";
import { batchUp, upMessage } from "./up.ts";
import { HISTORY, OLDEST_SPOKEN, PROTOCOL_VERSION } from "./version.ts";

/** The hash of each version's schemas, up and down. */
const PINNED: Readonly<Record<number, { readonly up: string; readonly down: string }>> = {
  1: { up: "8fd8da6ad22a5658", down: "5ede0567139ceb7a" },
  2: { up: "dbd51c1677e32708", down: "d462afb3326b522f" },
};

const WHAT_TO_DO = `The wire has changed. Frames that others already read must not change under them:
raise PROTOCOL_VERSION in protocol/version.ts, add its line to HISTORY, and pin the new hashes here.
Only as long as version ${PROTOCOL_VERSION} is in no release may its hashes be replaced instead.`;

function hashOf(...schemas: readonly z.ZodType[]): string {
  const texts = schemas.map((schema) => JSON.stringify(z.toJSONSchema(schema, { io: "input" })));
  return createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 16);
}

/** Says what to do where a hash is not the pinned one; nothing where it is. */
function changeOf(hash: string, pinned: string | undefined): string {
  return hash === pinned ? "" : `${WHAT_TO_DO}\nPinned: ${pinned}. Now: ${hash}.`;
}

test("[WIRE-1] what a client may say is what its version says", () => {
  expect(changeOf(hashOf(upMessage, batchUp), PINNED[PROTOCOL_VERSION]?.up)).toBe("");
});

test("[WIRE-1] what a server may say is what its version says", () => {
  expect(changeOf(hashOf(downMessage, batchDown), PINNED[PROTOCOL_VERSION]?.down)).toBe("");
});

test("[WIRE-1] every version up to this one has its line and its hashes", () => {
  const versions = Array.from({ length: PROTOCOL_VERSION }, (_each, index) => String(index + 1));
  expect(Object.keys(HISTORY)).toEqual(versions);
  expect(Object.keys(PINNED)).toEqual(versions);
  expect(OLDEST_SPOKEN).toBeLessThanOrEqual(PROTOCOL_VERSION);
});

test("[WIRE-1] a hash moves with any field", () => {
  const before = hashOf(z.object({ a: z.string() }));
  expect(hashOf(z.object({ a: z.string().optional() }))).not.toBe(before);
  expect(hashOf(z.object({ a: z.string().max(3) }))).not.toBe(before);
  expect(hashOf(z.object({ a: z.string() }))).toBe(before);
});

test("[WIRE-1] a message is known by the name it stands under", () => {
  const names = Object.entries(DOWN).map(([name, schema]) => [name, schema.shape.type.value]);
  expect(names.filter(([name, type]) => name !== type)).toEqual([]);
});
