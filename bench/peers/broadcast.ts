// The broadcast that all contenders make: so many events, so many in a tick, so long between ticks.
import { setTimeout as sleep } from "node:timers/promises";
import type { Spent } from "../process/spent.ts";
import { spentOn } from "../process/spent.ts";

export interface Broadcast {
  readonly events: number;
  readonly perTick: number;
  readonly gapMs: number;
}

/** What a contender's process can do. */
export interface ContenderDeeds {
  open(input: { readonly site: string }): Promise<{ readonly port: number }>;
  broadcast(input: Broadcast): Promise<Spent>;
  residentBytes(input: null): Promise<number>;
}

export function spentOnTicks(
  { events, perTick, gapMs }: Broadcast,
  tick: (count: number) => void,
): Promise<Spent> {
  return spentOn(async () => {
    for (let sent = 0; sent < events; sent += perTick) {
      tick(perTick);
      await sleep(gapMs);
    }
  });
}
