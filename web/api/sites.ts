// Sites and their doors.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  DoorRow,
  NewDoor,
  NewSite,
  SiteChange,
  SiteWithDoors,
} from "../../protocol/http/gym.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useSites() {
  return useQuery({
    queryKey: keys.sites,
    queryFn: ({ signal }) => request<readonly SiteWithDoors[]>("/api/sites", { signal }),
  });
}

export function useAddSite() {
  return useSiteChange((site: NewSite) =>
    request<SiteWithDoors>("/api/sites", { method: "POST", json: site }),
  );
}

export function useChangeSite() {
  return useSiteChange(({ id, change }: { id: string; change: SiteChange }) =>
    request<SiteWithDoors>(`/api/sites/${id}`, { method: "PATCH", json: change }),
  );
}

export function useAddDoor() {
  return useSiteChange(({ siteId, door }: { siteId: string; door: NewDoor }) =>
    request<DoorRow>(`/api/sites/${siteId}/doors`, { method: "POST", json: door }),
  );
}

export function useChangeDoor() {
  return useSiteChange(({ id, change }: { id: string; change: Partial<NewDoor> }) =>
    request<DoorRow>(`/api/doors/${id}`, { method: "PATCH", json: change }),
  );
}

function useSiteChange<Change, Answer>(send: (change: Change) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.sites }),
  });
}
