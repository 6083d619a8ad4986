// The present moment for a screen that shows how long ago something was. One timer for each pace.
import { useSyncExternalStore } from "react";

interface Ticker {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => number;
}

const tickers = new Map<number, Ticker>();

/** Milliseconds since 1970, moved on every `stepMs`. */
export function useNow(stepMs: number): number {
  const ticker = tickerOf(stepMs);
  return useSyncExternalStore(ticker.subscribe, ticker.get);
}

function tickerOf(stepMs: number): Ticker {
  const known = tickers.get(stepMs);
  if (known !== undefined) return known;
  const ticker = openTicker(stepMs);
  tickers.set(stepMs, ticker);
  return ticker;
}

function openTicker(stepMs: number): Ticker {
  let now = Date.now();
  let timer: ReturnType<typeof setInterval> | null = null;
  const listeners = new Set<() => void>();
  const tick = () => {
    now = Date.now();
    for (const listener of listeners) listener();
  };
  return {
    get: () => {
      // Whoever looks first after a pause sees the present, not the moment of the last tick.
      if (timer === null) now = Date.now() - (Date.now() % stepMs);
      return now;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setInterval(tick, stepMs);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || timer === null) return;
        clearInterval(timer);
        timer = null;
      };
    },
  };
}
