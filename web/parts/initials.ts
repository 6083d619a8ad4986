// What stands in for a photo: initials and a hue, always the same for the same person.

/** First letters of the first and the last name, whatever the script. */
export function initialsOf(fullName: string): string {
  const names = fullName.trim().split(/\s+/u);
  const first = firstLetter(names[0]);
  const last = names.length > 1 ? firstLetter(names.at(-1)) : "";
  return (first + last).toLocaleUpperCase();
}

function firstLetter(name: string | undefined): string {
  const [segment] = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(name ?? "");
  return segment?.segment ?? "";
}

/** 0 to 359. */
export function hueOf(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 100_003;
  return hash % 360;
}
