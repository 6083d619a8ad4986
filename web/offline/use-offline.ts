// What the screens know of this desk's ability to go on without the network.
import { useMemo, useSyncExternalStore } from "react";
import type { OfflineState } from "../../client/offline/own-decisions.ts";
import { useSiteClient } from "../connection/site-connection.tsx";

const NOTHING: OfflineState = { book: null, builtAt: null, steps: [] };

export function useOffline(): OfflineState {
  const desk = useSiteClient();
  const [subscribe, get] = useMemo(() => {
    if (desk === null) return [() => () => undefined, () => NOTHING] as const;
    return [desk.subscribeOffline, desk.getOffline] as const;
  }, [desk]);
  return useSyncExternalStore(subscribe, get);
}
