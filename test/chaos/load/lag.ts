// How long after a scan a screen shows it, by this machine's one clock.
import type { Watcher } from "./watcher.ts";

export interface Lag {
  /** The milliseconds measured since it was last asked. */
  take(): readonly number[];
}

export function measureLag(watchers: readonly Watcher[]): Lag {
  let measured: number[] = [];
  for (const { client } of watchers) {
    client.onEvent((event, heard) => {
      if (heard !== "live") return;
      if (event.type === "member_checked_in") note(event.payload.checkInTime);
      if (event.type === "member_checked_out" && event.payload.how === "scanned")
        note(event.payload.checkOutTime);
    });
  }
  const note = (at: string): void => void measured.push(Date.now() - Date.parse(at));
  return {
    take: () => {
      const taken = measured;
      measured = [];
      return taken;
    },
  };
}

/** Of figures in any order; 0 of none. */
export function percentile(figures: readonly number[], percent: number): number {
  const inOrder = figures.toSorted((a, b) => a - b);
  return inOrder[Math.min(inOrder.length - 1, Math.floor((inOrder.length * percent) / 100))] ?? 0;
}
