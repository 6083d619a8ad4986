// How long the event loop kept something waiting that was due.
import { monitorEventLoopDelay } from "node:perf_hooks";

const RESOLUTION_MS = 20;

export interface LoopDelay {
  /** The longest since it was last asked, in milliseconds. */
  longest(): number;
  close(): void;
}

export function watchLoopDelay(): LoopDelay {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  return {
    longest: () => {
      // What is measured is from one look to the next: the time between two looks is no delay.
      const ms = Math.max(0, delays.max / 1e6 - RESOLUTION_MS);
      delays.reset();
      return Math.round(ms * 10) / 10;
    },
    close: () => delays.disable(),
  };
}
