// A book as it travels: JSON, written piece by piece and compressed on the way, so that neither the
// text of ten thousand members nor the time to write it stands in anybody's way.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGzip, gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { BookRead } from "../store/book.ts";

export interface PackedBook {
  readonly tag: string;
  readonly packed: Buffer;
}

/**
 * One book at a time is read and packed: desks that come back together share it, and leave the connections
 * of the database to the doors.
 */
export function sharePacking(
  read: (siteId: string) => Promise<PackedBook>,
): (siteId: string) => Promise<PackedBook> {
  /** Those whose reading has not begun yet serve whoever asks for the same. */
  const waiting = new Map<string, Promise<PackedBook>>();
  let last: Promise<unknown> = Promise.resolve();
  return (siteId) => {
    const shared = waiting.get(siteId);
    if (shared !== undefined) return shared;
    const packing = last.then(() => {
      waiting.delete(siteId);
      return read(siteId);
    });
    waiting.set(siteId, packing);
    last = packing.catch(() => undefined);
    return packing;
  };
}

/** Gzipped whole in memory: a slow reader then holds no connection to the database. */
export async function packBook(book: BookRead): Promise<Buffer> {
  const packed = createGzip({ level: 5 });
  const text = Readable.from(textOf(book));
  text.on("error", (error) => packed.destroy(error));
  return buffer(text.pipe(packed));
}

export function unpacked(packed: Buffer): Promise<Buffer> {
  return promisify(gunzip)(packed);
}

async function* textOf({ head, members }: BookRead): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"members":[`;
  let comma = "";
  for await (const piece of members()) {
    yield comma + piece.map((member) => JSON.stringify(member)).join(",");
    comma = ",";
  }
  yield "]}";
}
