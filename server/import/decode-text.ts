// The bytes of a file as text. Spreadsheets save in whatever their country and version prefer.

/** By its mark, else UTF-8 where it is valid, else the Windows code page that makes words of it. */
export function decodeText(bytes: Uint8Array): string {
  const marked = markedEncoding(bytes) ?? unmarkedWide(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Not UTF-8, so an older single-byte encoding.
    const western = new TextDecoder("windows-1252").decode(bytes);
    return isCentralEuropean(western) ? new TextDecoder("windows-1250").decode(bytes) : western;
  }
}

function markedEncoding(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  return null;
}

/** UTF-16 without its mark: every other byte of a heading is zero. */
function unmarkedWide(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be";
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le";
  return null;
}

// Read as Western, the Polish ą, ł and ż become ¹, ³ and ¿: signs that stand in no word.
function isCentralEuropean(western: string): boolean {
  return /\p{L}[¹³¿]|[¹³¿]\p{Ll}/u.test(western);
}
