// What the desk's search says besides whom it found.
import type { FoundMembers } from "../parts/find-members.ts";
import type { FoundPerson } from "../offline/found-in-book.ts";
import { EN } from "../words/en.ts";
import { looksLikeCode } from "./typed-search.ts";

/** By the server or in the desk's own book. */
export interface FoundHere extends Omit<FoundMembers, "rows"> {
  readonly rows: readonly FoundPerson[];
}

interface Search extends FoundHere {
  readonly search: string;
  /** How many were found among those who are in. */
  readonly insideCount: number;
}

export function sayingOf(search: Search): readonly string[] {
  const { rows, total, insideCount, foundFor, isLooking, hasFailed } = search;
  const typed = search.search.trim();
  if (rows.length > 0) return total > rows.length ? [EN.desk.moreFound(total - rows.length)] : [];
  const card = insideCount === 0 && looksLikeCode(typed) ? [EN.desk.enterCard(typed)] : [];
  if (hasFailed) return [...card, insideCount > 0 ? EN.desk.searchAwayInside : EN.desk.searchAway];
  if (isLooking || foundFor === "") return [EN.shell.loading];
  return card.length > 0 ? card : [EN.desk.nobody(foundFor)];
}
