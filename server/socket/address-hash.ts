// An address as a short value that says which connections come from the same place, and not from where.
import { createHmac, randomBytes } from "node:crypto";

/** Drawn anew with every start, so that a value says nothing beyond it. */
const KEY = randomBytes(16);

export function hashOfAddress(address: string): string {
  return createHmac("sha256", KEY).update(address).digest("hex").slice(0, 8);
}
