// Members by a few keystrokes, for the desk and for the finder.
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { keys } from "../api/query-keys.ts";
import { request } from "../api/request.ts";
import type { MemberList, MemberRow } from "../../protocol/http/members.ts";

const SETTLED_AFTER_MS = 120;
const MOST_FOUND = 8;

export interface FoundMembers {
  readonly rows: readonly MemberRow[];
  /** What the rows were found for: the search as it stood a moment ago. */
  readonly foundFor: string;
  /** How many there are in all. */
  readonly total: number;
  /** While this is so, the rows may still be those of another search. */
  readonly isLooking: boolean;
  /** The server is away: there are no rows then. */
  readonly hasFailed: boolean;
}

export function useFoundMembers(search: string): FoundMembers {
  const settled = useSettled(search.trim());
  const query = useQuery({
    queryKey: keys.foundMembers(settled),
    queryFn: ({ signal }) =>
      request<MemberList>("/api/members", {
        query: { search: settled, limit: MOST_FOUND },
        signal,
      }),
    enabled: settled !== "",
    placeholderData: keepPreviousData,
    staleTime: 5_000,
    retry: false,
  });
  const hasFailed = query.isError || query.isPaused;
  const isNothing = settled === "" || (hasFailed && (query.isPlaceholderData || query.isError));
  return {
    rows: isNothing ? [] : (query.data?.rows ?? []),
    total: isNothing ? 0 : (query.data?.total ?? 0),
    foundFor: settled,
    isLooking: search.trim() !== settled || query.isFetching,
    hasFailed,
  };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
