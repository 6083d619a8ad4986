// Whether the server cannot be reached right now.
import type { SiteState } from "../../client/site-state.ts";
import { useSiteValue } from "./site-connection.tsx";

const isAwayIn = ({ connection: { kind } }: SiteState) => kind === "waiting" || kind === "offline";

export function useIsAway(): boolean {
  return useSiteValue(isAwayIn);
}
