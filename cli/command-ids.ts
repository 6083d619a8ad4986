// The id of every command of a recording follows from the file and the line, so that playing it a second
// time is answered as the first and changes nothing.
import { createHash } from "node:crypto";
import { v5 } from "uuid";

/** Drawn once, for this purpose. */
const NAMESPACE = "6f0f3c1e-6a53-4b0e-9b0e-2f6c1d1f7a10";

export function commandIdsOf(file: Uint8Array, siteId: string): (line: number) => string {
  const hash = createHash("sha256").update(file).digest("hex");
  return (line) => v5(`${siteId}|${hash}|${line}`, NAMESPACE);
}
