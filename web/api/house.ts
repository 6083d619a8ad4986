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

/**
 * Makes the gym. Whoever did it holds a session from then on; the screens open with `useEnter`, once
 * the first run has nothing more to ask.
 */
export function useFirstRun() {
  return useMutation({
    mutationFn: (first: FirstRun) =>
      request<Account>("/api/first-run", { method: "POST", json: first }),
  });
}

/** Leaves the first run: the house and the account are as they are now. */
export function useEnter() {
  const client = useQueryClient();
  return async (account: Account) => {
    client.setQueryData(keys.session, account);
    await client.invalidateQueries();
  };
}
