// Who is signed in, what they may do, and the way in and out.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Right } from "../../domain/rights.ts";
import type { Account } from "../../protocol/http/people.ts";
import { isProblem } from "./api-problem.ts";
import { keys } from "./query-keys.ts";
import { request } from "./request.ts";

/** The account that is signed in; `data` is null where nobody is. */
export function useAccount() {
  return useQuery({
    queryKey: keys.session,
    queryFn: ({ signal }) => readAccount(signal),
    staleTime: Infinity,
  });
}

async function readAccount(signal: AbortSignal): Promise<Account | null> {
  try {
    return await request<Account>("/api/session", { signal });
  } catch (error) {
    if (isProblem(error, "not-signed-in")) return null;
    throw error;
  }
}

export function useRight(right: Right): boolean {
  return useAccount().data?.rights.includes(right) ?? false;
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: { email: string; password: string }) =>
      request<Account>("/api/session", { method: "POST", json: credentials }),
    onSuccess: (account) => {
      // What the one before could see is not shown to the next.
      client.removeQueries({ predicate: (query) => !isPublic(query.queryKey) });
      client.setQueryData(keys.session, account);
    },
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>("/api/session", { method: "DELETE" }),
    onSuccess: () => {
      client.setQueryData(keys.session, null);
      client.removeQueries({ predicate: (query) => !isPublic(query.queryKey) });
    },
  });
}

export function usePasswordChange() {
  return useMutation({
    mutationFn: (change: { current: string; next: string }) =>
      request<void>("/api/session/password", { method: "PUT", json: change }),
  });
}

function isPublic(queryKey: readonly unknown[]): boolean {
  return queryKey[0] === keys.house[0] || queryKey[0] === keys.session[0];
}
