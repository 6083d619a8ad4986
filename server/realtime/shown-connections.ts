// The connections of one server as a screen shows them: the worst first, and no more than can be read.
import { millis } from "../../domain/instant.ts";
import type { RealtimeNow, ShownConnection } from "../../protocol/http/realtime.ts";
import type { Connection } from "../socket/connection.ts";
import type { ConnectionFigures } from "../socket/connection-figures.ts";

/** Of each server; the others are only counted. */
export const MOST_SHOWN = 200;

export function shownConnections(
  connections: Iterable<Connection>,
  serverId: string,
): readonly ShownConnection[] {
  return [...connections]
    .map((connection) => shownOf(connection.figures(), serverId))
    .toSorted(worstFirst)
    .slice(0, MOST_SHOWN);
}

/** By what it said of itself; who says nothing stands between good and bad, by what we saw. */
export function worstFirst(a: ShownConnection, b: ShownConnection): number {
  return badnessOf(b) - badnessOf(a) || millis(b.since) - millis(a.since);
}

function badnessOf({ quality, lag, behind, latencyMs }: ShownConnection): number {
  const said = quality === null ? 0 : 100 - quality;
  return said + Math.min(50, lag) + Math.min(20, behind) + Math.min(20, (latencyMs ?? 0) / 50);
}

function shownOf(figures: ConnectionFigures, serverId: string): ShownConnection {
  const { health } = figures;
  return {
    id: figures.id,
    serverId,
    account: figures.account,
    role: figures.role,
    isOperator: figures.staffId === null,
    siteId: figures.siteId,
    screen: health === null || health.screen === "" ? null : health.screen,
    since: figures.connectedAt,
    latencyMs: roundTripOf(figures),
    lag: figures.lag,
    quality: health?.quality ?? null,
    tabs: health?.tabs ?? 1,
    resumed: figures.resumed,
    reset: figures.reset,
    behind: figures.behind,
    lost: health?.lost ?? 0,
    bytesSent: figures.bytesSent,
    place: figures.addressHash,
  };
}

/** As the client measured it, else by our own ping; rounded to what means something. */
function roundTripOf({ health, roundTripMs }: ConnectionFigures): number | null {
  const ms = health?.latencyMs ?? roundTripMs;
  return ms === null ? null : Math.round(ms * 10) / 10;
}

/** The oldest scan that any of them holds and the server has not taken in. */
export function unsyncedOf(connections: Iterable<Connection>): RealtimeNow["unsynced"] {
  let oldest: RealtimeNow["unsynced"] = null;
  for (const { health, caller } of connections) {
    const at = health?.oldestWaitingAt ?? null;
    if (at === null || (oldest !== null && oldest.at <= at)) continue;
    oldest = { at, waiting: health?.waiting ?? 1, account: caller.fullName };
  }
  return oldest;
}
