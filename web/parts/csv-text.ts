// The text of a CSV file, whichever of the two usual encodings the spreadsheet wrote.

export const MAX_CSV_BYTES = 20 * 1024 * 1024;

/** UTF-8 where it is valid UTF-8, else Windows-1252; without a byte-order mark. */
export function csvText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
