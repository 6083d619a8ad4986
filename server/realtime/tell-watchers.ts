// The topic `realtime`: how all is doing, each second to every program that named it and still may.
import { holds } from "../../domain/rights.ts";
import type { RealtimeNow } from "../../protocol/http/realtime.ts";
import type { Connection } from "../socket/connection.ts";
import { seenBy } from "./seen-by.ts";

/** A screen of connections is one frame: more of them than this nobody reads. */
const MOST_CONNECTIONS = 50;

export async function tellWatchers(
  connections: Iterable<Connection>,
  now: () => Promise<RealtimeNow>,
  onFault: (error: unknown) => void,
): Promise<void> {
  const watchers = [...connections].filter(isWatching);
  if (watchers.length === 0) return;
  try {
    const told = await now();
    for (const watcher of watchers) {
      const payload = seenBy(watcher.caller, told);
      const shown = payload.connections.slice(0, MOST_CONNECTIONS);
      watcher.send({ type: "realtime_update", payload: { ...payload, connections: shown } });
    }
  } catch (error) {
    onFault(error);
  }
}

function isWatching({ topics, siteId, caller }: Connection): boolean {
  return siteId !== null && topics.has("realtime") && holds(caller.role, "realtime:view");
}
