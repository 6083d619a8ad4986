// How the house is doing, of all its servers together: counted each second, kept each minute, told to
// whoever watches. A server that nobody watches writes a few figures every two seconds and no more.
import type pg from "pg";
import type { Instant } from "../../domain/instant.ts";
import { plusMinutes } from "../../domain/instant.ts";
import type { RealtimeHistory, RealtimeNow, SyntheticScan } from "../../protocol/http/realtime.ts";
import type { Clock } from "../clock.ts";
import type { FleetPlace } from "../jobs/fleet-place.ts";
import type { Connection } from "../socket/connection.ts";
import type { ServerRow } from "../store/servers.ts";
import { readServers } from "../store/servers.ts";
import { countOthers, readDevices, readMinutes } from "../store/realtime-rows.ts";
import type { Counts } from "./figures.ts";
import { historyOf } from "./history.ts";
import { watchLoopDelay } from "./loop-delay.ts";
import { mergeServers } from "./merge-servers.ts";
import { readFigures } from "./read-figures.ts";
import { MinuteKeeper } from "./minute-keeper.ts";
import type { Recorder } from "./recorder.ts";
import type { Screens } from "./screens.ts";
import { measureServer, watchedFrom } from "./server-figures.ts";
import type { ServerFigures } from "./server-figures.ts";
import { scanSynthetically } from "./synthetic-scan.ts";
import type { SyntheticParts } from "./synthetic-scan.ts";
import { tellWatchers } from "./tell-watchers.ts";

const EVERY_MS = 1_000;
/** How often it is looked whether somebody watches at another server. */
const LOOK_EVERY_MS = 2_000;
/** An answer serves everybody who asks within this. */
const FRESH_MS = 500;
const DAY_MINUTES = 24 * 60;
/** How often what servers that are gone counted is added up anew. */
const COUNT_GONE_EVERY_MS = 60_000;

export interface Realtime {
  /** All servers as they are now; whoever asks is taken to go on watching for some seconds. */
  now(): Promise<RealtimeNow>;
  history(minutes: number): Promise<RealtimeHistory>;
  scan(siteId: string): Promise<SyntheticScan>;
  /** Keeps the minute that has begun; to be called while the database is still there. */
  close(): Promise<void>;
}

export interface RealtimeParts {
  readonly serverId: string;
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly recorder: Recorder;
  readonly screens: Screens;
  readonly fleet: Pick<FleetPlace, "tell">;
  readonly connections: () => ReadonlySet<Connection>;
  readonly synthetic: SyntheticParts;
  readonly onFault: (error: unknown) => void;
}

export function openRealtime(parts: RealtimeParts): Realtime {
  const watch = new Watch(parts);
  const keeper = new MinuteKeeper(parts);
  const loop = watchLoopDelay();
  const beat = (): void => {
    const { recorder, screens, pool } = parts;
    const connections = parts.connections();
    screens.learn(connections);
    recorder.peak("clients", connections.size);
    recorder.peak("loopDelayMs", loop.longest());
    recorder.peak("rssBytes", process.memoryUsage.rss());
    recorder.peak("poolOpen", pool.totalCount);
    recorder.peak("poolWaiting", pool.waitingCount);
    const ended = recorder.tick();
    if (ended !== null) keeper.keep(ended);
    void tellWatchers(connections, () => watch.now(), parts.onFault);
  };
  const cancels = [
    parts.clock.every(EVERY_MS, beat),
    parts.clock.every(LOOK_EVERY_MS, () => void watch.look()),
  ];
  parts.fleet.tell(() => watch.figures());
  /** One at a time at a site, for all who ask meanwhile: each takes a turn of the door's queue. */
  const scans = new Map<string, Promise<SyntheticScan>>();
  return {
    now: () => watch.now(),
    history: async (minutes) => {
      const now = parts.clock.now();
      const kept = await readMinutes(parts.pool, plusMinutes(now, -minutes));
      return historyOf(kept, minutes, now);
    },
    scan: (siteId) => {
      const running = scans.get(siteId);
      if (running !== undefined) return running;
      const scan = scanSynthetically(parts.synthetic, siteId).finally(() => scans.delete(siteId));
      scans.set(siteId, scan);
      return scan;
    },
    close: async () => {
      for (const cancel of cancels) cancel();
      loop.close();
      await keeper.close(parts.recorder.finish());
    },
  };
}

/** Puts together what all servers say, and lets the others know that somebody wants to hear it. */
class Watch {
  readonly #parts: RealtimeParts;
  #until: Instant | null = null;
  #isElsewhere = false;
  #last: { readonly at: number; readonly answer: Promise<RealtimeNow> } | null = null;
  #gone: { readonly of: string; readonly at: number; readonly counts: Counts } | null = null;

  constructor(parts: RealtimeParts) {
    this.#parts = parts;
  }

  figures(): ServerFigures {
    const isHere = this.#until !== null && this.#until > this.#parts.clock.now();
    const until = isHere ? this.#until : null;
    return measureServer(this.#parts, { isWatched: isHere || this.#isElsewhere, until });
  }

  now(): Promise<RealtimeNow> {
    const { clock } = this.#parts;
    this.#until = watchedFrom(clock.now());
    const asked = clock.elapsed();
    if (this.#last === null || asked - this.#last.at > FRESH_MS) {
      const answer = this.#gather();
      this.#last = { at: asked, answer };
      // A failed gathering serves nobody else.
      answer.catch(() => (this.#last = null));
    }
    return this.#last.answer;
  }

  async look(): Promise<void> {
    const { pool, clock, serverId, onFault } = this.#parts;
    try {
      const now = clock.now();
      const servers = await readServers(pool);
      this.#isElsewhere = servers.some(
        ({ id, figures }) => id !== serverId && (readFigures(figures)?.watchedUntil ?? "") > now,
      );
    } catch (error) {
      onFault(error);
    }
  }

  async #gather(): Promise<RealtimeNow> {
    const { pool, clock, serverId } = this.#parts;
    const [rows, devices] = await Promise.all([readServers(pool), readDevices(pool)]);
    const gone = await this.#countGone(rows);
    const servers = rows.map((row) => ({
      ...row,
      figures: row.id === serverId ? this.figures() : readFigures(row.figures),
    }));
    return mergeServers({ at: clock.now(), servers, gone, devices });
  }

  async #countGone(rows: readonly ServerRow[]): Promise<Counts> {
    const { pool, clock, serverId } = this.#parts;
    const ids = [...new Set([serverId, ...rows.map(({ id }) => id)])];
    const of = ids.toSorted().join(" ");
    const now = clock.elapsed();
    if (this.#gone?.of !== of || now - this.#gone.at > COUNT_GONE_EVERY_MS) {
      const counts = await countOthers(pool, plusMinutes(clock.now(), -DAY_MINUTES), ids);
      this.#gone = { of, at: now, counts };
    }
    return this.#gone.counts;
  }
}
