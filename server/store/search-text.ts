// The text that a member is found by: lower case, without accents, so that "lukasz" finds Łukasz.
// Kept in the table on every write; a query is folded in the same way.
import { foldText } from "../../domain/fold-text.ts";

export interface Searched {
  readonly fullName: string;
  readonly membershipNumber: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** Name first: then the beginning of the text is the beginning of the name. */
export function searchTextOf({ fullName, membershipNumber, email, phone }: Searched): string {
  const number = foldText(membershipNumber);
  const parts = [
    foldText(fullName),
    number,
    email === null ? "" : foldText(email),
    digitsOf(phone ?? ""),
  ];
  const digits = digitsOf(number);
  if (digits !== number) parts.push(digits);
  return parts.filter((part) => part !== "").join(" ");
}

/** The words of a query; a member is found when each of them is part of the member's text. */
export function searchWords(query: string): readonly string[] {
  const folded = foldText(query);
  // A number however it is spaced; a leading zero or country prefix may be written differently.
  if (/^[\d\s+()./-]*\d[\d\s+()./-]*$/.test(folded)) {
    const digits = digitsOf(folded);
    return [digits.length > 6 ? digits.replace(/^0+/, "") : digits].filter((word) => word !== "");
  }
  return folded.split(" ").filter((word) => word !== "");
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, "");
}
