// The text that a member is found by: lower case, without accents, so that "lukasz" finds Łukasz.
// Kept in the table on every write; a query is folded in the same way.

export interface Searched {
  readonly fullName: string;
  readonly membershipNumber: string;
  readonly email: string | null;
  readonly phone: string | null;
}

// Letters with a stroke or joined, which Unicode does not take apart.
const WHOLE: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ħ: "h",
  ı: "i",
};

/** Name first: then the beginning of the text is the beginning of the name. */
export function searchTextOf({ fullName, membershipNumber, email, phone }: Searched): string {
  const number = fold(membershipNumber);
  const parts = [fold(fullName), number, email === null ? "" : fold(email), digitsOf(phone ?? "")];
  const digits = digitsOf(number);
  if (digits !== number) parts.push(digits);
  return parts.filter((part) => part !== "").join(" ");
}

/** The words of a query; a member is found when each of them is part of the member's text. */
export function searchWords(query: string): readonly string[] {
  const folded = fold(query);
  // A number however it is spaced; a leading zero or country prefix may be written differently.
  if (/^[\d\s+()./-]*\d[\d\s+()./-]*$/.test(folded)) {
    const digits = digitsOf(folded);
    return [digits.length > 6 ? digits.replace(/^0+/, "") : digits].filter((word) => word !== "");
  }
  return folded.split(" ").filter((word) => word !== "");
}

/** Lower case, without accents, one blank between words. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[ßæœøłđðþħı]/g, (letter) => WHOLE[letter] ?? letter)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, "");
}
