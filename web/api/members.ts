// Members as they are read: the list page by page, one profile, visits, decisions.
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type {
  DecisionRow,
  MemberList,
  MemberProfile,
  VisitList,
} from "../../protocol/http/members.ts";
import { keys } from "./query-keys.ts";
import type { MemberFilter } from "./query-keys.ts";
import { request } from "./request.ts";

export const MEMBERS_PER_PAGE = 50;
export const VISITS_PER_PAGE = 25;

/** Pages of the list; while another search loads, the rows of the last one stay. */
export function useMemberList(filter: MemberFilter) {
  return useInfiniteQuery({
    queryKey: keys.memberList(filter),
    queryFn: ({ pageParam, signal }) =>
      request<MemberList>("/api/members", {
        query: { ...filter, offset: pageParam, limit: MEMBERS_PER_PAGE },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: nextOffset,
    placeholderData: keepPreviousData,
  });
}

/** Where the next page begins; undefined where the last one is loaded. */
export function nextOffset(
  _last: { total: number },
  pages: readonly { rows: readonly unknown[]; total: number }[],
): number | undefined {
  const loaded = pages.reduce((count, page) => count + page.rows.length, 0);
  const last = pages.at(-1);
  if (last === undefined || last.rows.length === 0) return undefined;
  return loaded < last.total ? loaded : undefined;
}

export function useMember(id: string) {
  return useQuery({
    queryKey: keys.member(id),
    queryFn: ({ signal }) => request<MemberProfile>(`/api/members/${id}`, { signal }),
  });
}

export function useVisits(id: string) {
  return useInfiniteQuery({
    queryKey: keys.visits(id),
    queryFn: ({ pageParam, signal }) =>
      request<VisitList>(`/api/members/${id}/visits`, {
        query: { offset: pageParam, limit: VISITS_PER_PAGE },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: nextOffset,
  });
}

export function useDecisions(id: string) {
  return useQuery({
    queryKey: keys.decisions(id),
    queryFn: ({ signal }) =>
      request<readonly DecisionRow[]>(`/api/members/${id}/decisions`, { signal }),
  });
}
