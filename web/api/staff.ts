// Staff accounts.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NewStaff, StaffChange, StaffRow } from "../../protocol/http/people.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useStaff(isAllowed: boolean) {
  return useQuery({
    queryKey: keys.staff,
    queryFn: ({ signal }) => request<readonly StaffRow[]>("/api/staff", { signal }),
    enabled: isAllowed,
  });
}

export function useAddStaff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (staff: NewStaff) =>
      request<StaffRow>("/api/staff", { method: "POST", json: staff }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.staff }),
  });
}

export function useChangeStaff() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, change }: { id: string; change: StaffChange }) =>
      request<StaffRow>(`/api/staff/${id}`, { method: "PATCH", json: change }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.staff }),
  });
}

export function useEndSessions() {
  return useMutation({
    mutationFn: (id: string) => request<void>(`/api/staff/${id}/sessions`, { method: "DELETE" }),
  });
}
