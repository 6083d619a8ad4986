// What an event of the log makes out of date among the answers that are kept.
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { LogEvent } from "../../domain/event.ts";
import { unreachable } from "../../domain/assert.ts";
import type { MemberList, MemberProfile } from "../../protocol/http/members.ts";
import { patchInside } from "./patch-inside.ts";
import type { Presence } from "./patch-inside.ts";
import { keys } from "./query-keys.ts";

type QueryKey = readonly unknown[];

/** Lists are asked for anew at most this often, however many events a burst brings. */
const GATHER_MS = 400;
const waiting = new WeakMap<QueryClient, Map<string, QueryKey>>();

/** Called with every event, of a site or of the organisation, in the order of its stream. */
export function invalidateFor(event: LogEvent, client: QueryClient): void {
  const { type, payload } = event;
  switch (type) {
    case "member_changed":
      return outdate(client, keys.member(payload.id), keys.memberLists);
    case "members_imported":
      return outdate(client, keys.members, keys.plans);
    case "plan_changed":
      return outdate(client, keys.plans, keys.members);
    case "staff_changed":
      return outdate(client, keys.staff, keys.session);
    case "sites_changed":
      // The gym's own name and currency among them.
      return outdate(client, keys.sites, keys.session, keys.house, keys.devices);
    case "site_changed":
      return outdate(client, keys.sites);
    case "member_checked_in": {
      const { member, checkInTime } = payload;
      return move(client, member.id, { insideSince: checkInTime, visitedAt: checkInTime });
    }
    case "member_checked_out":
    case "check_in_undone": {
      const { member } = type === "member_checked_out" ? payload : payload.visit;
      return move(client, member.id, { insideSince: null, visitedAt: null });
    }
    case "check_out_undone": {
      const { member, checkInTime } = payload.visit;
      return move(client, member.id, { insideSince: checkInTime, visitedAt: null });
    }
    case "check_in_refused":
      return payload.member === null
        ? undefined
        : outdate(client, keys.decisions(payload.member.id));
    case "gym_day_began":
      // Another weekday, with another usual.
      return outdate(client, keys.members, keys.usual, keys.expiring);
    default:
      return unreachable(type);
  }
}

function move(client: QueryClient, memberId: string, change: Omit<Presence, "memberId">): void {
  client.setQueriesData<InfiniteData<MemberList>>({ queryKey: keys.memberLists }, (list) =>
    list === undefined ? list : patchInside(list, { memberId, ...change }),
  );
  client.setQueryData<MemberProfile>(keys.member(memberId), (profile) =>
    profile === undefined
      ? profile
      : {
          ...profile,
          insideSince: change.insideSince,
          lastVisitAt: change.visitedAt ?? profile.lastVisitAt,
        },
  );
  // Visits and decisions of a profile that is looked at.
  outdate(client, keys.member(memberId));
}

/** Only what is on a screen is asked for at once; the rest when it is next looked at. */
function outdate(client: QueryClient, ...queryKeys: QueryKey[]): void {
  const gathered = waiting.get(client);
  if (gathered !== undefined) {
    for (const key of queryKeys) gathered.set(JSON.stringify(key), key);
    return;
  }
  waiting.set(client, new Map(queryKeys.map((key) => [JSON.stringify(key), key])));
  setTimeout(() => flush(client), GATHER_MS);
}

function flush(client: QueryClient): void {
  const gathered = waiting.get(client);
  waiting.delete(client);
  for (const queryKey of gathered?.values() ?? []) void client.invalidateQueries({ queryKey });
}
