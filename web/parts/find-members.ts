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
  readonly isLooking: boolean;
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
  return {
    rows: settled === "" ? [] : (query.data?.rows ?? []),
    foundFor: settled,
    isLooking: search.trim() !== settled || query.isFetching,
    hasFailed: query.isError,
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
