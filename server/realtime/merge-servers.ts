// What all servers said of themselves, as one answer.
import type { Instant } from "../../domain/instant.ts";
import type {
  DayCounts,
  RealtimeNow,
  ShownDevice,
  ShownServer,
} from "../../protocol/http/realtime.ts";
import type { Counts } from "./figures.ts";
import { Figures } from "./figures.ts";
import type { ServerFigures } from "./server-figures.ts";
import { worstFirst } from "./shown-connections.ts";

/** A server as it has written itself down; without figures where it has said nothing yet. */
export interface ToldServer {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly version: string;
  readonly startedAt: Instant;
  readonly draining: boolean;
  readonly figures: ServerFigures | null;
}

export interface Told {
  readonly at: Instant;
  readonly servers: readonly ToldServer[];
  /** What was counted today by servers that are gone. */
  readonly gone: Counts;
  readonly devices: readonly ShownDevice[];
}

export function mergeServers({ at, servers, gone, devices }: Told): RealtimeNow {
  const told = servers.flatMap(({ figures }) => (figures === null ? [] : [figures]));
  const recent = new Figures();
  for (const figures of told) recent.addStored(figures.recent);
  const rates = sumOf(told.map((figures) => figures.rates));
  return {
    at,
    servers: servers.map(shownServerOf),
    clients: told.reduce((sum, { clients }) => sum + clients, 0),
    rates: {
      commands: rounded(rates["commands"]),
      events: rounded(rates["events"]),
      frames: rounded(rates["frames"]),
      bytes: rounded(rates["bytes"]),
      savedBytes: rounded((rates["singlyBytes"] ?? 0) - (rates["bytes"] ?? 0)),
    },
    times: recent.summaries(),
    day: dayOf(sumOf([gone, ...told.map(({ day }) => day)])),
    connections: told.flatMap(({ connections }) => connections ?? []).toSorted(worstFirst),
    unsynced: oldestOf(told),
    devices: [...devices],
  };
}

function shownServerOf({ figures, draining, ...server }: ToldServer): ShownServer {
  const { id, name, address, version, startedAt } = server;
  return {
    ...{ id, name, address, version, startedAt, isDraining: draining },
    clients: figures?.clients ?? 0,
    loopDelayMs: figures?.loopDelayMs ?? 0,
    memoryBytes: figures?.memoryBytes ?? 0,
    pool: figures?.pool ?? { limit: 0, open: 0, busy: 0, waiting: 0 },
  };
}

function dayOf(counts: Counts): DayCounts {
  const of = (name: string): number => counts[name] ?? 0;
  return {
    commands: of("commands"),
    batches: of("batches"),
    events: of("events"),
    frames: of("frames"),
    bytes: of("bytes"),
    savedFrames: of("singlyFrames") - of("frames"),
    savedBytes: of("singlyBytes") - of("bytes"),
    opened: of("opened"),
    resumed: of("resumed"),
    resets: byReason(counts, "reset:"),
    behind: of("behind"),
    closed: byReason(counts, "closed:"),
    hintsTold: of("hintsTold"),
    hintsHeard: of("hintsHeard"),
    hintsLost: of("hintsLost"),
  };
}

function byReason(counts: Counts, prefix: string): DayCounts["resets"] {
  return Object.entries(counts)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, count]) => ({ reason: name.slice(prefix.length), count }))
    .toSorted((a, b) => b.count - a.count);
}

function sumOf(all: readonly Counts[]): Counts {
  const sum = new Figures();
  for (const counts of all) {
    for (const [name, by] of Object.entries(counts)) sum.count(name, by);
  }
  return sum.counts;
}

function oldestOf(told: readonly ServerFigures[]): RealtimeNow["unsynced"] {
  const found = told.flatMap(({ unsynced }) => (unsynced === null ? [] : [unsynced]));
  return found.toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}

function rounded(value = 0): number {
  return Math.round(value * 100) / 100;
}
