// What this browser remembers of a site's connection from page to page. Read anew each time: another tab
// may have learnt more.
import type { ConnectionMemory, KeptConnection } from "../../client/connection-memory.ts";
import { keepValue, loadKept } from "./remembered.ts";

export function keptConnection(siteId: string): ConnectionMemory {
  const key = `av-connection:${siteId}`;
  return {
    load: () => readable(loadKept<unknown>(key, null)),
    keep: (kept) => keepValue(key, kept),
  };
}

function readable(kept: unknown): KeptConnection | null {
  if (typeof kept !== "object" || kept === null) return null;
  const { awaySince, offsetMs } = kept as Record<string, unknown>;
  if (typeof offsetMs !== "number") return null;
  return { awaySince: typeof awaySince === "number" ? awaySince : null, offsetMs };
}
