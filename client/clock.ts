// Time as the client sees it, handed in so that a test can turn it.

export interface ClientClock {
  /** Milliseconds since 1970 by this machine, which may be wrong. */
  now(): number;
  /** Milliseconds that only grow, for measuring. */
  elapsed(): number;
  /** Calls back once; returns how to call it off. */
  after(ms: number, callback: () => void): () => void;
}

// What browsers and Node have in common; this room is compiled without the types of either.
declare const performance: { now(): number };
declare function setTimeout(callback: () => void, ms: number): unknown;
declare function clearTimeout(timer: unknown): void;

export const OWN_CLOCK: ClientClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};
