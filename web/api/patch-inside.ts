// Keeps "inside since" of the loaded list true while people come and go, without asking for the list anew.
import type { MemberList } from "../../protocol/http/members.ts";

export interface Presence {
  readonly memberId: string;
  readonly insideSince: string | null;
  /** The moment of the visit where it is a later one; null leaves the last visit as it is. */
  readonly visitedAt: string | null;
}

/** The same pages object where the member is not among the rows. */
export function patchInside<Pages extends { pages: readonly MemberList[] }>(
  list: Pages,
  presence: Presence,
): Pages {
  const at = list.pages.findIndex(({ rows }) => rows.some((row) => row.id === presence.memberId));
  if (at === -1) return list;
  return {
    ...list,
    pages: list.pages.map((page, index) => (index === at ? patchPage(page, presence) : page)),
  };
}

function patchPage(page: MemberList, { memberId, insideSince, visitedAt }: Presence): MemberList {
  return {
    ...page,
    rows: page.rows.map((row) =>
      row.id === memberId
        ? { ...row, insideSince, lastVisitAt: visitedAt ?? row.lastVisitAt }
        : row,
    ),
  };
}
