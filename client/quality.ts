// How good a connection is, as one number that a person can check by hand. Explained in
// `docs/realtime-figures.md`, section "Quality".

export interface ConnectionFigures {
  /** The way there and back in milliseconds, smoothed; null where nothing was measured yet. */
  readonly latencyMs: number | null;
  /** By how much it differs from one time to the next, smoothed. */
  readonly jitterMs: number | null;
  /** Of the last heartbeats, the share that was not answered: 0 to 1. */
  readonly lostShare: number;
}

/** Nobody notices less than this. */
const UNNOTICED_LATENCY_MS = 50;
const UNNOTICED_JITTER_MS = 10;
/** Milliseconds beyond that which cost a point, and the most points that each figure costs. */
const LATENCY_MS_A_POINT = 10;
const JITTER_MS_A_POINT = 5;
const MOST_FOR_LATENCY = 40;
const MOST_FOR_JITTER = 20;
const MOST_FOR_LOSSES = 40;
/** Half of the heartbeats lost is as bad as it gets. */
const WORST_LOST_SHARE = 0.5;

/** From 100, nothing to wish for, to 0. */
export function quality({ latencyMs, jitterMs, lostShare }: ConnectionFigures): number {
  const latency = pointsFor(latencyMs, UNNOTICED_LATENCY_MS, LATENCY_MS_A_POINT);
  const jitter = pointsFor(jitterMs, UNNOTICED_JITTER_MS, JITTER_MS_A_POINT);
  const losses = (MOST_FOR_LOSSES * lostShare) / WORST_LOST_SHARE;
  return Math.round(
    100 -
      Math.min(MOST_FOR_LATENCY, latency) -
      Math.min(MOST_FOR_JITTER, jitter) -
      Math.min(MOST_FOR_LOSSES, losses),
  );
}

function pointsFor(ms: number | null, unnoticedMs: number, msAPoint: number): number {
  return ms === null ? 0 : Math.max(0, ms - unnoticedMs) / msAPoint;
}
