// Plans: what a membership opens.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { NewPlan, PlanChange, PlanRow } from "../../protocol/http/gym.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function usePlans() {
  return useQuery({
    queryKey: keys.plans,
    queryFn: ({ signal }) => request<readonly PlanRow[]>("/api/plans", { signal }),
  });
}

/** Adds a plan, or changes the one with the id. */
export function useSavePlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, plan }: { id: string | null; plan: NewPlan | PlanChange }) =>
      id === null
        ? request<PlanRow>("/api/plans", { method: "POST", json: plan })
        : request<PlanRow>(`/api/plans/${id}`, { method: "PATCH", json: plan }),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.plans }),
  });
}
