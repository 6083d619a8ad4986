// The demo gym: filling, its simulator, wiping.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Simulator } from "../../protocol/http/demo.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useFillWithDemo() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>("/api/demo", { method: "POST", json: {} }),
    onSuccess: () => client.invalidateQueries(),
  });
}

/** Leaves an empty house behind, back at its first run; whoever did it is signed out. */
export function useWipeDemo() {
  return useMutation({ mutationFn: () => request<void>("/api/demo", { method: "DELETE" }) });
}

export function useSimulator(isAllowed: boolean) {
  return useQuery({
    queryKey: keys.simulator,
    queryFn: ({ signal }) => request<Simulator>("/api/demo/simulator", { signal }),
    enabled: isAllowed,
  });
}

export function useSetSimulator() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (simulator: Simulator) =>
      request<Simulator | undefined>("/api/demo/simulator", { method: "PUT", json: simulator }),
    onSuccess: (_answer, simulator) => client.setQueryData(keys.simulator, simulator),
  });
}
