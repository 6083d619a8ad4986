// The one query client: what is worth another try, and what happens when the session has ended.
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { ApiProblem, isProblem } from "./api-problem.ts";
import { keys } from "./query-keys.ts";

const MOST_TRIES = 3;
const STALE_AFTER_MS = 30_000;

export function createQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (isProblem(error, "not-signed-in")) client.setQueryData(keys.session, null);
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: STALE_AFTER_MS, retry: isWorthAnotherTry, retryDelay: waitMs },
      // A request that changes something is sent again only by the person who sees that it failed.
      mutations: { retry: false, networkMode: "always" },
    },
  });
  return client;
}

export function isWorthAnotherTry(failures: number, error: unknown): boolean {
  return error instanceof ApiProblem && error.problem.retry === "later" && failures < MOST_TRIES;
}

/** As long as the server asked for, else 0.5 s doubling with each failure. */
export function waitMs(failures: number, error: unknown): number {
  const asked = error instanceof ApiProblem ? error.problem.retryAfter : undefined;
  return asked === undefined ? 500 * 2 ** failures : asked * 1000;
}
