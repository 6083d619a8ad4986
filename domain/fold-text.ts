// How names are compared where somebody looks for one: as a person would type them.

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

/** Lower case, without accents, one blank between words. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[ßæœøłđðþħı]/g, (letter) => WHOLE[letter] ?? letter)
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
