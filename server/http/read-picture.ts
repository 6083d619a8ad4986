// An uploaded picture is never kept as it came: it is decoded, turned upright, and written anew as WebP,
// without its metadata (which may say where it was taken).
import { ProblemError } from "../../protocol/problem.ts";
import type { Photo } from "../store/photos.ts";

const LARGE_PX = 512;
const SMALL_PX = 96;
/** A small file may unpack to a huge picture: beyond this it is not unpacked. */
const MAX_PIXELS = 50_000_000;

/** A large picture takes hundreds of megabytes while it is unpacked: one at a time, and few wait. */
const MAX_WAITING = 8;
let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Throws `photo-unreadable`, and `overloaded` where too many wait. */
export async function readPicture(upload: Buffer): Promise<Photo> {
  if (!isPhotoFormat(upload)) throw new ProblemError("photo-unreadable");
  if (waiting >= MAX_WAITING) throw new ProblemError("overloaded", { retryAfter: 5 });
  waiting += 1;
  const reading = last.then(() => unpack(upload));
  last = reading.catch(() => undefined);
  try {
    return await reading;
  } finally {
    waiting -= 1;
  }
}

async function unpack(upload: Buffer): Promise<Photo> {
  // Loaded with the first picture: a start needs no decoder.
  const { default: sharp } = await import("sharp");
  try {
    const picture = sharp(upload, { limitInputPixels: MAX_PIXELS, failOn: "error" }).autoOrient();
    const large = await picture
      .clone()
      .resize(LARGE_PX, LARGE_PX, { fit: "inside", withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer();
    const small = await picture
      .clone()
      .resize(SMALL_PX, SMALL_PX, { fit: "cover", position: "attention" })
      .webp({ quality: 80 })
      .toBuffer();
    return { large, small };
  } catch (error) {
    throw new ProblemError("photo-unreadable", {
      details: [error instanceof Error ? firstLine(error.message) : "it cannot be decoded"],
    });
  }
}

// By the first bytes, before any decoder sees them: JPEG, PNG, GIF, WebP, and AVIF or HEIF. Formats that
// are documents rather than pictures (SVG, PDF) never reach a decoder.
function isPhotoFormat(upload: Buffer): boolean {
  const ascii = (from: number, to: number): string => upload.toString("latin1", from, to);
  return (
    ascii(0, 3) === "\u00ff\u00d8\u00ff" ||
    ascii(0, 4) === "\u0089PNG" ||
    ascii(0, 4) === "GIF8" ||
    (ascii(0, 4) === "RIFF" && ascii(8, 12) === "WEBP") ||
    ascii(4, 8) === "ftyp"
  );
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? text;
}
