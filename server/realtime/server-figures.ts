// What one server says of itself in its row, for whichever server is asked how all of them are.
import type pg from "pg";
import { instantAt, millis } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { RealtimeNow, ShownConnection } from "../../protocol/http/realtime.ts";
import type { Connection } from "../socket/connection.ts";
import type { Counts, StoredFigures } from "./figures.ts";
import type { Recorder } from "./recorder.ts";
import { RECENT_SECONDS } from "./recorder.ts";
import { shownConnections, unsyncedOf } from "./shown-connections.ts";

/** Over how many seconds what is told per second is averaged. */
const RATE_SECONDS = 10;

export interface ServerFigures {
  readonly clients: number;
  readonly recent: StoredFigures;
  readonly rates: Counts;
  readonly day: Counts;
  readonly loopDelayMs: number;
  readonly memoryBytes: number;
  readonly pool: {
    readonly limit: number;
    readonly open: number;
    readonly busy: number;
    readonly waiting: number;
  };
  readonly unsynced: RealtimeNow["unsynced"];
  /** Null where nobody watches at any server: then nobody needs them. */
  readonly connections: readonly ShownConnection[] | null;
  /** Somebody watches at this server until then. */
  readonly watchedUntil: Instant | null;
}

export interface MeasuredParts {
  readonly serverId: string;
  readonly pool: pg.Pool;
  readonly recorder: Recorder;
  readonly connections: () => Iterable<Connection>;
}

export interface Watched {
  readonly isWatched: boolean;
  readonly until: Instant | null;
}

export function measureServer(parts: MeasuredParts, watched: Watched): ServerFigures {
  const { recorder, serverId } = parts;
  const connections = [...parts.connections()];
  const seconds = Math.max(1, recorder.recentSeconds(RATE_SECONDS));
  const last = recorder.recent(RATE_SECONDS);
  const rates = Object.entries(last.counts).map(([name, total]) => [name, total / seconds]);
  return {
    clients: connections.length,
    recent: recorder.recent(RECENT_SECONDS).stored(),
    rates: Object.fromEntries(rates) as Counts,
    day: recorder.day(),
    loopDelayMs: last.peaks.loopDelayMs ?? 0,
    memoryBytes: process.memoryUsage.rss(),
    pool: poolFigures(parts.pool),
    unsynced: unsyncedOf(connections),
    connections: watched.isWatched ? shownConnections(connections, serverId) : null,
    watchedUntil: watched.until,
  };
}

export function poolFigures(pool: pg.Pool): ServerFigures["pool"] {
  return {
    limit: pool.options.max,
    open: pool.totalCount,
    busy: pool.totalCount - pool.idleCount,
    waiting: pool.waitingCount,
  };
}

/** For how long after somebody has looked it is taken that they still do. */
const WATCHED_MS = 10_000;

export function watchedFrom(now: Instant): Instant {
  return instantAt(millis(now) + WATCHED_MS);
}
