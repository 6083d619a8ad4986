// The short run of every `npm test`: the same faults as `npm run chaos`, fewer times.
import { randomInt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { commitCut, databaseKill } from "./faults/database-faults.ts";
import type { Fault } from "./faults/fault.ts";
import { serverKill } from "./faults/server-faults.ts";
import { runFault } from "./run-faults.ts";

const seed = Number(process.env["SEED"] ?? randomInt(1, 1_000_000));

async function expectToHold(fault: Fault, times: number): Promise<void> {
  const stage = { ...fault.stage, screens: 20, patienceMs: 15_000 };
  const checked = { ...fault, checkEvery: times, stage };
  const row = await runFault(checked, { seed, times, hurries: true, say: () => undefined });
  expect(row.verdict === "holds" ? [] : row.seen).toEqual([]);
  expect(row).toMatchObject({ verdict: "holds", times, lost: 0, doubled: 0, differing: 0 });
  expect(row.acknowledged).toBeGreaterThan(times * 5);
}

describe(`built servers, seed ${seed}`, () => {
  test("[CHAOS-2] a server killed ten times loses and doubles nothing that it acknowledged, and every screen ends with what the database says", async () => {
    await expectToHold(serverKill, 10);
  });

  test("[CHAOS-3] nor does a database killed twice", async () => {
    await expectToHold(databaseKill, 2);
  });

  test("[CHAOS-4] nor one whose connections are cut around a commit", async () => {
    await expectToHold(commitCut, 1);
  });
});
