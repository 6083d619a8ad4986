// What of it a caller may see: figures of the whole house, and the screens and devices of their own sites.
import type { RealtimeNow } from "../../protocol/http/realtime.ts";
import type { Caller } from "../people/caller.ts";
import { maySeeSite } from "../people/caller.ts";

export function seenBy(caller: Caller, now: RealtimeNow): RealtimeNow {
  if (caller.siteIds === null) return now;
  return {
    ...now,
    connections: now.connections.filter(
      ({ siteId }) => siteId !== null && maySeeSite(caller, siteId),
    ),
    devices: now.devices.filter(({ siteId }) => maySeeSite(caller, siteId)),
    // Whose it is would tell of another site.
    unsynced: now.unsynced === null ? null : { ...now.unsynced, account: "" },
  };
}
