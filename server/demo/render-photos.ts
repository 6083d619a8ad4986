// The drawn portraits as WebP, in the two sizes that the house serves.
import { createHash } from "node:crypto";
import { daysBetween } from "./calendar.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import type { DemoMember } from "./demo-member.ts";
import { drawPortrait } from "./draw-portrait.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Flat drawings lose nothing by being smaller than photographs are kept. */
const LARGE = 256;
const SMALL = 96;
const AT_ONCE = 8;

export interface DemoPhoto {
  readonly hash: string;
  readonly large: Buffer;
  readonly small: Buffer;
}

/** By the member's id. `onProgress` hears how many are done. */
export async function renderPhotos(
  random: SeededRandom,
  members: readonly DemoMember[],
  today: CalendarDay,
  onProgress: (done: number, of: number) => void,
): Promise<ReadonlyMap<string, DemoPhoto>> {
  const waiting = members.filter(({ hasPhoto }) => hasPhoto);
  const total = waiting.length;
  const photos = new Map<string, DemoPhoto>();
  const work = async () => {
    for (let member = waiting.shift(); member !== undefined; member = waiting.shift()) {
      const age = daysBetween(member.birthDate, today) / 365.25;
      const svg = drawPortrait(random.fork(member.membershipNumber), member.look, age);
      photos.set(member.id, await renderPhoto(svg));
      onProgress(photos.size, total);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return photos;
}

export async function renderPhoto(svg: string): Promise<DemoPhoto> {
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(Buffer.from(svg))
    .resize(LARGE, LARGE)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const [large, small] = await Promise.all([
    sharp(data, { raw }).webp({ quality: 82, effort: 0 }).toBuffer(),
    sharp(data, { raw }).resize(SMALL, SMALL).webp({ quality: 82, effort: 0 }).toBuffer(),
  ]);
  const hash = createHash("sha256").update(large).digest("hex").slice(0, 32);
  return { hash, large, small };
}
