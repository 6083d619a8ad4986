// A book as it travels: JSON, written piece by piece and compressed on the way, so that neither the
// text of ten thousand members nor the time to write it stands in anybody's way.
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGzip, gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { BookRead } from "../store/book.ts";

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
