// Whom the desk's search finds without the server: members of the book, and whether they are in.
import type { BookMember } from "../../domain/book.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import { bestMembershipOn } from "../../domain/membership-state.ts";
import type { OfflineDesk } from "../../client/offline/offline-desk.ts";
import { Presence } from "../../client/offline/presence.ts";
import type { MemberRow } from "../../protocol/http/members.ts";

/** As much of a row as the desk shows. */
export type FoundPerson = Pick<
  MemberRow,
  | "id"
  | "fullName"
  | "membershipNumber"
  | "photoUrl"
  | "planName"
  | "state"
  | "isBarred"
  | "insideSince"
>;

const MOST_FOUND = 8;

/** Null where this desk has no book. */
export function findInBook(
  desk: OfflineDesk,
  search: string,
  today: CalendarDay,
): readonly FoundPerson[] | null {
  const { book, steps } = desk.getOffline();
  if (book === null) return null;
  const kept = desk.presence();
  const presence = new Presence(kept, steps, kept.gymDay ?? today);
  return book.search(search, MOST_FOUND).map((member) => ({
    ...personOf(member, today),
    insideSince: presence.openVisitOf(member.id)?.checkInTime ?? null,
  }));
}

export function personOf(member: BookMember, today: CalendarDay): Omit<FoundPerson, "insideSince"> {
  const { id, fullName, membershipNumber, photoUrl, barred } = member;
  const best = bestMembershipOn(member.memberships, today);
  const planName = best?.membership.planName ?? null;
  const state = best?.state ?? "none";
  return { id, fullName, membershipNumber, photoUrl, planName, state, isBarred: barred !== null };
}
