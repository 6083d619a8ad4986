// The one-time code of the first run: who reads the server's log owns the house.
import { createHash, randomInt, timingSafeEqual } from "node:crypto";

// Letters and digits that nobody mistakes for another (Crockford's base 32).
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Twelve letters in three groups: 60 random bits. */
export function drawSetUpCode(): string {
  const draw = (): string => LETTERS.charAt(randomInt(LETTERS.length));
  const group = (): string => Array.from({ length: 4 }, draw).join("");
  return [group(), group(), group()].join("-");
}

/** Compares in constant time; case, dashes and blanks do not matter. */
export function isSetUpCode(expected: string, given: string): boolean {
  return timingSafeEqual(digestOf(expected), digestOf(given));
}

function digestOf(code: string): Buffer {
  const read = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll("O", "0")
    .replaceAll(/[IL]/g, "1");
  return createHash("sha256").update(read).digest();
}
