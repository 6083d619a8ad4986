// Who is in, as it is looked for and ordered.
import { foldText } from "../../domain/fold-text.ts";
import type { OpenVisit } from "../../domain/visit.ts";

export const ORDERS = ["newest", "longest", "name"] as const;
export type InsideOrder = (typeof ORDERS)[number];

const byName = new Intl.Collator(undefined, { sensitivity: "base" });

/** By name, membership number or place; accents and case do not matter. */
export function findInside(
  inside: Iterable<OpenVisit>,
  search: string,
  order: InsideOrder,
): readonly OpenVisit[] {
  const wanted = foldText(search);
  const found = [...inside].filter(
    ({ member, location }) =>
      wanted === "" ||
      [member.fullName, member.membershipNumber, location.door, location.zone ?? ""].some((text) =>
        foldText(text).includes(wanted),
      ),
  );
  return found.toSorted((a, b) => compare(a, b, order));
}

function compare(a: OpenVisit, b: OpenVisit, order: InsideOrder): number {
  if (order === "name") return byName.compare(a.member.fullName, b.member.fullName);
  const later = a.checkInTime === b.checkInTime ? 0 : a.checkInTime < b.checkInTime ? 1 : -1;
  return order === "newest" ? later : -later;
}
