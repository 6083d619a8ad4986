// What a process spent on something: processor time of all its threads, by user and by kernel.
import { setTimeout as sleep } from "node:timers/promises";

export interface Spent {
  readonly userUs: number;
  readonly systemUs: number;
}

/** Long enough for what was written to have left. */
const SETTLE_MS = 100;

export async function spentOn(work: () => Promise<void>): Promise<Spent> {
  const before = process.cpuUsage();
  await work();
  await sleep(SETTLE_MS);
  const { user, system } = process.cpuUsage(before);
  return { userUs: user, systemUs: system };
}

export function totalUs({ userUs, systemUs }: Spent): number {
  return userUs + systemUs;
}

/** Memory in use, once what is garbage is gone. */
export async function residentBytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    await sleep(SETTLE_MS);
  }
  return process.memoryUsage().rss;
}
