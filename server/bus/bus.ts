// What servers tell each other: how far a stream has come. A hint is never the truth; whoever hears of
// a number ahead of their own reads the log, and a hint that is lost is repaired by the beacon.
import type { Clock } from "../clock.ts";

export interface Hint {
  /** A site's id, the organisation's, or `SESSIONS`. */
  readonly stream: string;
  readonly epoch: string;
  readonly seq: number;
}

/** In place of a stream: some session has ended, so look at those that have a socket open. */
export const SESSIONS = "sessions";

export interface Bus {
  /**
   * Returns at once. Hints of one stream that wait are merged into the furthest; what waits goes out
   * in one notification, while the one before it is on its way at most.
   */
  tell(hints: readonly Hint[]): void;
  /** Sends what waits, for a short while; nothing is heard afterwards. */
  close(): Promise<void>;
}

export interface BusParts {
  /** Tells this server's hints from those of the others: nobody hears their own. */
  readonly sender: string;
  readonly clock: Clock;
  readonly hear: (hint: Hint) => void;
  readonly onFault: (error: unknown) => void;
  readonly observe: (what: "told" | "heard") => void;
}

/** Resolves at the latest after some seconds: a bus that is away is tried again and again. */
export type OpenBus = (parts: BusParts) => Promise<Bus>;
