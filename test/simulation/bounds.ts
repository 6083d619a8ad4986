// What must stay bounded: bytes that wait for a slow reader, commands that wait for an answer, and how
// long a server does not know what another has committed.
import { MAX_WAITING } from "../../client/outbox.ts";
import { DEAD_PEER_MS } from "../../protocol/limits.ts";
import { USUAL_LIMITS } from "../../server/socket/limits.ts";
import type { SocketLimits } from "../../server/socket/socket-parts.ts";
import type { Browser } from "./browser.ts";
import type { Oracle } from "./oracle.ts";
import type { Server } from "./server.ts";
import type { StreamRow } from "./tables.ts";
import type { Weather } from "./weather.ts";

/** Small, so that a small gym reaches them. */
export const LIMITS: SocketLimits = {
  ...USUAL_LIMITS,
  behindBytes: 6 * 1024,
  pauseBytes: 4 * 1024,
  closeBytes: 12 * 1024,
};
/** A snapshot may be held beyond the bounds. */
const MOST_HELD = LIMITS.behindBytes + LIMITS.closeBytes + 24 * 1024;
/** Who takes nothing is found at the latest when it is silent, at the next look of the one timer. */
const LONGEST_HEAVY_MS = DEAD_PEER_MS + 5_000 + 5_000;
/** A lost hint is made good within a quarter of a second; a machine may be busy meanwhile. */
const LONGEST_UNKNOWN_MS = 1_500;

interface Watched {
  readonly scheduler: { readonly now: number };
  readonly oracle: Oracle;
  readonly servers: readonly Server[];
  readonly browsers: readonly Browser[];
  readonly database: {
    readonly weather: Weather;
    readonly tables: { readonly streams: ReadonlyMap<string, StreamRow> };
  };
}

export class Bounds {
  readonly #world: Watched;
  /** Since when a connection holds more than it should, and a room lags, at which number. */
  #heavySince = new Map<string, number>();
  readonly #lagging = new Map<string, { readonly since: number; readonly seq: number }>();

  constructor(world: Watched) {
    this.#world = world;
  }

  check(): void {
    const { servers, browsers, oracle } = this.#world;
    const running = servers.filter(({ machine }) => !machine.isAsleep && !machine.isDead);
    this.#checkHeld(running);
    for (const { machine } of servers) if (machine.isAsleep) this.#lagging.clear();
    for (const server of running) this.#checkKnown(server);
    for (const { name, page } of browsers) {
      const waiting = page?.state.waiting ?? 0;
      oracle.claim(waiting <= MAX_WAITING, "bounded", () => `${name} has ${waiting} waiting`);
    }
  }

  #checkHeld(servers: readonly Server[]): void {
    const { oracle, scheduler } = this.#world;
    const heavy = new Map<string, number>();
    for (const [id, bytes] of servers.flatMap((server) => server.held())) {
      oracle.claim(bytes <= MOST_HELD, "bounded", () => `${bytes} bytes wait for one reader`);
      if (bytes <= LIMITS.behindBytes) continue;
      const since = this.#heavySince.get(id) ?? scheduler.now;
      heavy.set(id, since);
      const isOver = scheduler.now - since > LONGEST_HEAVY_MS;
      oracle.claim(!isOver, "bounded", () => `${bytes} bytes wait for a reader for ever`);
    }
    this.#heavySince = heavy;
  }

  #checkKnown(server: Server): void {
    const { database, scheduler, oracle } = this.#world;
    const { isAway, slowness } = database.weather;
    for (const { stream, epoch, seq } of server.heads()) {
      const key = `${server.machine.name} ${stream}`;
      const head = database.tables.streams.get(stream);
      const isBehind = head !== undefined && (head.epoch !== epoch || seq < head.seq);
      const before = this.#lagging.get(key);
      const isFair = !isAway && slowness === 1;
      if (!isBehind || !isFair || !server.isUp) this.#lagging.delete(key);
      else if (before === undefined || seq >= before.seq)
        this.#lagging.set(key, { since: scheduler.now, seq: head.seq });
      else {
        const isOver = scheduler.now - before.since > LONGEST_UNKNOWN_MS;
        oracle.claim(!isOver, "servers-keep-up", () => `${key} is at ${seq} of ${head.seq}`);
      }
    }
  }
}
