// Whether the server cannot be reached right now.
import type { SiteState } from "../../client/site-state.ts";
import { isAwayAt } from "./connection-words.ts";
import { useSiteValue } from "./site-connection.tsx";

const isAwayNow = ({ connection }: SiteState) => isAwayAt(connection, Date.now());

export function useIsAway(): boolean {
  return useSiteValue(isAwayNow);
}
