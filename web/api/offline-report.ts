// What desks of a site decided by themselves, and the clashes that wait for somebody.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ClashRow, OfflineReport } from "../../protocol/http/offline.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useOfflineReport(siteId: string, isAllowed: boolean) {
  return useQuery({
    queryKey: keys.offlineReport(siteId),
    queryFn: ({ signal }) =>
      request<OfflineReport>(`/api/sites/${siteId}/offline-report`, { signal }),
    enabled: isAllowed,
  });
}

export function useSettleClash(siteId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<ClashRow>(`/api/clashes/${id}/settle`, { method: "POST" }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.offlineReport(siteId) }),
  });
}
