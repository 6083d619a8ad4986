// The operator of the machine: who can read the data folder may act as the owner from the command
// line. The key is drawn anew at every start and stands in a file that only its user can read.
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Caller } from "./caller.ts";

const OPERATOR: Caller = {
  staffId: null,
  fullName: "Operator",
  role: "owner",
  siteIds: null,
  sessionId: null,
};

export interface OperatorKey {
  /** The operator, where this is the key; null where it is not. */
  match(key: string): Caller | null;
  readonly key: string;
}

export function drawOperatorKey(): OperatorKey {
  const key = randomBytes(32).toString("base64url");
  const expected = digestOf(key);
  return { key, match: (given) => (timingSafeEqual(digestOf(given), expected) ? OPERATOR : null) };
}

/** Lets the command line find the running server; returns how to take that back. Null: nowhere. */
export async function leaveDirections(
  dataFolder: string | null,
  directions: { readonly key: string; readonly url: string },
): Promise<() => Promise<void>> {
  if (dataFolder === null) return () => Promise.resolve();
  const keyFile = join(dataFolder, "operator-key");
  const addressFile = join(dataFolder, "address");
  // Removed first: an existing file would keep the mode that it had.
  await rm(keyFile, { force: true });
  await writeFile(keyFile, `${directions.key}\n`, { mode: 0o600 });
  await writeFile(addressFile, `${directions.url}\n`);
  return async () => {
    await rm(addressFile, { force: true });
    await rm(keyFile, { force: true });
  };
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
