// What anybody may know of the house, and its first run.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Account, FirstRun, HouseStatus } from "../../protocol/http/people.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

export function useHouse() {
  return useQuery({
    queryKey: keys.house,
    queryFn: ({ signal }) => request<HouseStatus>("/api/house", { signal }),
    staleTime: Infinity,
  });
}

export function useCodeCheck() {
  return useMutation({
    mutationFn: (code: string) =>
      request<void>("/api/first-run/check", { method: "POST", json: { code } }),
  });
}

/** Makes the gym; whoever did it is signed in. The house is asked anew when its screen is left. */
export function useFirstRun() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (first: FirstRun) =>
      request<Account>("/api/first-run", { method: "POST", json: first }),
    onSuccess: (account) => client.setQueryData(keys.session, account),
  });
}
