// The present moment at the site: the server's clock, or for a replayed site the moment being played.
import { millis } from "../../domain/instant.ts";
import type { SiteState } from "../../client/site-state.ts";
import { useSiteValue } from "./site-connection.tsx";
import { useNow } from "./use-now.ts";

/** In whole seconds, so that a trembling clock moves nothing. */
const offset = ({ serverOffsetMs }: SiteState) => Math.round(serverOffsetMs / 1_000) * 1_000;
const played = ({ view }: SiteState) =>
  view?.site.timeline === "replay" ? view.statistics.asOf : null;

/** Milliseconds since 1970, moved on every `stepMs` and with every event of a replay. */
export function useSiteNow(stepMs: number): number {
  const now = useNow(stepMs) + useSiteValue(offset);
  const asOf = useSiteValue(played);
  return asOf === null ? now : millis(asOf);
}
