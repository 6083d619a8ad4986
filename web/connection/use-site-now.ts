// The present moment at the site: the server's clock, or for a replayed site the moment being played.
import { millis } from "../../domain/instant.ts";
import { useSiteState } from "./site-connection.tsx";
import { useNow } from "./use-now.ts";

/** Milliseconds since 1970, moved on every `stepMs` and with every event of a replay. */
export function useSiteNow(stepMs: number): number {
  const { view, serverOffsetMs } = useSiteState();
  const now = useNow(stepMs) + serverOffsetMs;
  const asOf = view?.statistics.asOf ?? null;
  return view?.site.timeline === "replay" && asOf !== null ? millis(asOf) : now;
}
