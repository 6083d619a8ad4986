// How a connection does: what its heartbeats tell of the way there and back, what was lost, and how far
// the view is behind. Counts are since this client was opened.
import type { Head } from "../protocol/down.ts";
import { CLIENT_HEARTBEAT_MS } from "../protocol/limits.ts";
import type { Position } from "../protocol/up.ts";
import { quality } from "./quality.ts";

export interface SiteHealth {
  /** Smoothed; null where nothing was measured yet. */
  readonly latencyMs: number | null;
  readonly jitterMs: number | null;
  /** Heartbeats that were not answered. */
  readonly lost: number;
  /** How long the view has been behind the server's head; 0: it is not. */
  readonly lagMs: number;
  /** How often the connection went on from where it stood. */
  readonly resumed: number;
  /** 0 to 100, by `quality.ts`. */
  readonly quality: number;
}

export const NO_HEALTH: SiteHealth = {
  ...{ latencyMs: null, jitterMs: null, lost: 0, lagMs: 0, resumed: 0 },
  quality: 100,
};

/** Each measure counts for an eighth, each difference for a quarter, as TCP reckons them. */
const LATENCY_WEIGHT = 1 / 8;
const JITTER_WEIGHT = 1 / 4;
/** Losses are judged over the last so many heartbeats: a hundred seconds. */
const JUDGED_HEARTBEATS = 20;

export class Health {
  #latencyMs: number | null = null;
  #jitterMs: number | null = null;
  #lost = 0;
  #resumed = 0;
  #behindSince: number | null = null;
  #lagMs = 0;
  /** When each heartbeat was sent that is not answered yet, oldest first. */
  #pending: number[] = [];
  /** Of the last heartbeats, whether each was answered. */
  #outcomes: boolean[] = [];
  #figures: SiteHealth | null = NO_HEALTH;

  /** The same object until something changes. */
  get figures(): SiteHealth {
    this.#figures ??= {
      latencyMs: rounded(this.#latencyMs),
      jitterMs: rounded(this.#jitterMs),
      lost: this.#lost,
      lagMs: Math.round(this.#lagMs),
      resumed: this.#resumed,
      quality: quality({
        latencyMs: this.#latencyMs,
        jitterMs: this.#jitterMs,
        lostShare: this.#outcomes.filter((wasAnswered) => !wasAnswered).length / JUDGED_HEARTBEATS,
      }),
    };
    return this.#figures;
  }

  /** Moments are of the clock that only grows. */
  sent(now: number): void {
    this.#pending.push(now);
    this.#lose((sentAt) => now - sentAt >= CLIENT_HEARTBEAT_MS);
  }

  answered(sentAt: number, latencyMs: number): void {
    if (!this.#pending.includes(sentAt)) return;
    this.#pending = this.#pending.filter((other) => other !== sentAt);
    this.#note(true);
    const before = this.#latencyMs;
    this.#latencyMs = smooth(before, latencyMs, LATENCY_WEIGHT);
    const difference = before === null ? 0 : Math.abs(latencyMs - before);
    this.#jitterMs = smooth(this.#jitterMs, difference, JITTER_WEIGHT);
  }

  /** The connection is gone, and what was not answered will not be. */
  disconnected(): void {
    this.#lose(() => true);
  }

  resumed(): void {
    this.#resumed += 1;
    this.#figures = null;
  }

  /** Compares the server's head with where the view stands. */
  compare(head: Pick<Head, "epoch" | "seq">, own: Position | null, now: number): void {
    const isBehind = own !== null && head.epoch === own.epoch && head.seq > own.seq;
    this.#behindSince = isBehind ? (this.#behindSince ?? now) : null;
    this.#lagMs = this.#behindSince === null ? 0 : now - this.#behindSince;
    this.#figures = null;
  }

  #lose(isLost: (sentAt: number) => boolean): void {
    const lost = this.#pending.filter((sentAt) => isLost(sentAt));
    this.#pending = this.#pending.filter((sentAt) => !isLost(sentAt));
    this.#lost += lost.length;
    for (const _ of lost) this.#note(false);
  }

  #note(wasAnswered: boolean): void {
    this.#outcomes = [...this.#outcomes, wasAnswered].slice(-JUDGED_HEARTBEATS);
    this.#figures = null;
  }
}

function smooth(before: number | null, value: number, weight: number): number {
  return before === null ? value : before + (value - before) * weight;
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
