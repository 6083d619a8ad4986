// Compiles and runs dashboards that read no more, where there is a C compiler.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../../domain/assert.ts";
import type { Greeting } from "../load/greeting.ts";
import { maskedFrame, upgradeText } from "../load/greeting.ts";
import { REPOSITORY } from "../repository.ts";

export const CAN_STALL = spawnSync("cc", ["--version"], { stdio: "ignore" }).status === 0;

/** Resolves when all have said their greeting; returns how to let them go. */
export async function openStalled(greeting: Greeting, count: number): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "av-gym-stalled-"));
  const program = join(folder, "stalled");
  execFileSync("cc", ["-O2", "-o", program, join(REPOSITORY, "bench/peers/stalled.c")]);
  const upgrade = Buffer.from(upgradeText(must(greeting.upgrade, "upgrade")));
  const says = Buffer.concat(greeting.says.map(maskedFrame));
  const words = [String(greeting.port), String(count), upgrade.toString("hex")];
  const child = spawn(program, [...words, says.toString("hex")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const isReady = await Promise.race([
    once(child.stdout, "data").then(() => true),
    ended.then(() => false),
  ]);
  rmSync(folder, { recursive: true });
  if (!isReady) throw new Error("the stalled dashboards could not connect");
  return async () => {
    child.stdin.end();
    await ended;
  };
}
