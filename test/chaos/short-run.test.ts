// The short run of every `npm test`: the same faults as `npm run chaos`, fewer times.
import { randomInt } from "node:crypto";
import { describe, expect, test } from "vitest";
import { commitCut, databaseKill } from "./faults/database-faults.ts";
import type { Fault } from "./faults/fault.ts";
import { serverKill } from "./faults/server-faults.ts";
import { runFault } from "./run-faults.ts";

const seed = Number(process.env["SEED"] ?? randomInt(1, 1_000_000));

async function expectToHold(fault: Fault, times: number): Promise<void> {
  const stage = { ...fault.stage, patienceMs: 30_000 };
  const checked = { ...fault, checkEvery: times, stage };
  const row = await runFault(checked, {
    seed,
    times,
    screens: 20,
    hurries: true,
    say: () => undefined,
  });
  expect(row.verdict === "holds" ? [] : row.seen).toEqual([]);
  expect(row).toMatchObject({ verdict: "holds", times, lost: 0, doubled: 0, differing: 0 });
  expect(row.acknowledged).toBeGreaterThan(times * 5);
}

describe(`built servers, seed ${seed}`, () => {
  test("[CHAOS-2] a server killed ten times loses and doubles nothing that it acknowledged, and every screen ends with what the database says", async () => {
    await expectToHold(serverKill, 10);
  });

  test("[CHAOS-3] [CHAOS-4] nor do two servers whose database is killed twice, and whose connections are cut around commits", async () => {
    const strike: Fault["strike"] = (stage, time) =>
      time < 2 ? databaseKill.strike(stage, time) : commitCut.strike(stage, time);
    await expectToHold({ ...databaseKill, strike }, 3);
  });
});
