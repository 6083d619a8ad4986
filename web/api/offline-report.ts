// What desks of a site decided by themselves, and the clashes that wait for somebody.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ClashRow, OfflineReport } from "../../protocol/http/offline.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

/** Nothing tells of what other desks bring when they are back: it is asked for again. */
const LOOKED_AT_MS = 5_000;
const COUNTED_MS = 30_000;

/** Looked at, it is read anew when it is opened and every few seconds; only counted, now and then. */
export function useOfflineReport(siteId: string, isAllowed: boolean, use: "looked-at" | "counted") {
  const isLookedAt = use === "looked-at";
  return useQuery({
    queryKey: keys.offlineReport(siteId),
    queryFn: ({ signal }) =>
      request<OfflineReport>(`/api/sites/${siteId}/offline-report`, { signal }),
    enabled: isAllowed,
    refetchInterval: isLookedAt ? LOOKED_AT_MS : COUNTED_MS,
    ...(isLookedAt && { staleTime: 0 }),
  });
}

export function useSettleClash(siteId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<ClashRow>(`/api/clashes/${id}/settle`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.offlineReport(siteId) }),
  });
}
