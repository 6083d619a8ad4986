// The ids of what the desk records: UUIDs of version 7, in the order in which they were drawn. Chance is
// fetched for many at once, because fetching it costs more than the rest of an id.
import { v7 } from "uuid";

const BYTES = 16;
const pool = new Uint8Array(256 * BYTES);
let used = pool.length;
let msecs = Number.NEGATIVE_INFINITY;
let seq = 0;

export function drawId(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const random = pool.subarray(used, (used += BYTES));
  const now = Date.now();
  if (now > msecs) {
    msecs = now;
    // Begins in the lower half, so that it never runs out within a millisecond.
    seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 2;
  } else seq += 1;
  return v7({ random, msecs, seq });
}
