// Whether this machine was too busy to judge by the clock: how long the run's own loop was held up.
import { monitorEventLoopDelay } from "node:perf_hooks";

/** Beyond this a time measured here says more about the machine than about the server. */
const MOST_HELD_UP_MS = 40;

export interface HeldUp {
  /** The p99 in milliseconds since the beginning, and whether that is too much. */
  end(): { readonly ms: number; readonly isTooMuch: boolean };
}

export function watchHoldUps(): HeldUp {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  return {
    end: () => {
      delay.disable();
      const ms = Math.round(delay.percentile(99) / 1e6);
      return { ms, isTooMuch: ms > MOST_HELD_UP_MS };
    },
  };
}
