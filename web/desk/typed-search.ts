// What can be made of the text in the desk's search without asking the server.
import type { OpenVisit } from "../../domain/visit.ts";

const MOST_FOUND = 8;

/** A card's number can be typed by hand where its print no longer scans. */
export function looksLikeCode(search: string): boolean {
  return /^(?=\S*\d)\S{4,}$/.test(search.trim());
}

/** Who is in and meant: every word typed begins a word of the name, or is the number. */
export function insideFound(inside: Iterable<OpenVisit>, search: string): readonly OpenVisit[] {
  const words = wordsOf(search);
  if (words.length === 0) return [];
  return [...inside]
    .filter(({ member }) => {
      const known = [...wordsOf(member.fullName), member.membershipNumber.toLowerCase()];
      return words.every((word) => known.some((one) => one.startsWith(word)));
    })
    .toSorted((a, b) => a.member.fullName.localeCompare(b.member.fullName))
    .slice(0, MOST_FOUND);
}

function wordsOf(text: string): readonly string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[\s-]+/).filter((word) => word !== "");
}
