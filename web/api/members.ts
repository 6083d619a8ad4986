// Members as they are read: the list page by page, one profile, visits, decisions.
import type { CalendarDay } from "../../domain/instant.ts";
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

const MEMBERS_PER_PAGE = 50;
const VISITS_PER_PAGE = 25;

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

const MOST_PAGES_OF_YEAR = 5;
const VISITS_PER_YEAR_PAGE = 200;

/** The gym-days of a member's visits since a day, one entry a visit; undone visits do not count. */
export function useYearOfVisits(id: string, since: CalendarDay) {
  return useQuery({
    queryKey: [...keys.visits(id), "since", since],
    queryFn: ({ signal }) => readVisitDays(id, since, signal),
  });
}

async function readVisitDays(
  id: string,
  since: CalendarDay,
  signal: AbortSignal,
): Promise<readonly CalendarDay[]> {
  const days: CalendarDay[] = [];
  for (let page = 0; page < MOST_PAGES_OF_YEAR; page += 1) {
    // Each page says whether the next is needed.
    // oxlint-disable-next-line no-await-in-loop
    const { rows } = await request<VisitList>(`/api/members/${id}/visits`, {
      query: { offset: page * VISITS_PER_YEAR_PAGE, limit: VISITS_PER_YEAR_PAGE },
      signal,
    });
    days.push(...rows.filter((row) => row.undoneAt === null).map((row) => row.visit.gymDay));
    const last = rows.at(-1);
    if (rows.length < VISITS_PER_YEAR_PAGE || last === undefined || last.visit.gymDay < since)
      break;
  }
  return days.filter((day) => day >= since);
}
