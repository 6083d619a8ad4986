// Small photos of the members, kept sealed so that a face is shown without the network too. They are
// fetched one at a time while nothing else is to be done, and the oldest go where there are too many.
import type { OfflineDesk } from "../../client/offline/offline-desk.ts";
import { showWhenBroken } from "../parts/photo-source.ts";
import type { SealedDatabase } from "./sealed-database.ts";

/** Some 15 MB of small pictures. */
export const MOST_PHOTOS = 3_000;
const PAUSE_MS = 250;
/** Before the first, so that the page has begun, and while there is nothing to fetch. */
const IDLE_MS = 5_000;
/** Pictures that are shown at once; the oldest is let go. */
const MOST_SHOWN = 200;

/** Returns how to stop. */
export function keepPhotos(database: SealedDatabase, desk: OfflineDesk): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wanted: string[] = [];
  const want = (url: string | null) => {
    if (url !== null && !wanted.includes(url)) wanted.unshift(url);
  };
  const urls = [...(desk.getOffline().book?.members.values() ?? [])].map((one) => one.photoUrl);
  wanted.push(...urls.filter((url) => url !== null).slice(0, MOST_PHOTOS));
  const stopEvents = desk.onEvent((event) => {
    // Whoever comes is likely to come again.
    if (event.type === "member_checked_in") want(event.payload.member.photoUrl);
  });
  const next = async () => {
    const isLive = desk.getState().connection.kind === "live";
    const url = isLive ? wanted.shift() : undefined;
    if (url !== undefined) await keepPhoto(database, url).catch(() => undefined);
    if (!isStopped) timer = setTimeout(() => void next(), url === undefined ? IDLE_MS : PAUSE_MS);
  };
  timer = setTimeout(() => void next(), IDLE_MS);
  showWhenBroken(shownFrom(database));
  return () => {
    isStopped = true;
    clearTimeout(timer);
    stopEvents();
    showWhenBroken(null);
  };
}

async function keepPhoto(database: SealedDatabase, url: string): Promise<void> {
  if (await database.hasPhoto(url)) return;
  const response = await fetch(`${url}?size=small`);
  if (response.ok) await database.keepPhoto(url, await response.arrayBuffer(), MOST_PHOTOS);
}

export function shownFrom(database: SealedDatabase): (url: string) => Promise<string | null> {
  const shown = new Map<string, string>();
  return async (url) => {
    const known = shown.get(url);
    if (known !== undefined) return known;
    const bytes = await database.readPhoto(url);
    if (bytes === null) return null;
    const made = URL.createObjectURL(new Blob([bytes], { type: "image/webp" }));
    shown.set(url, made);
    const [oldest] = shown;
    if (shown.size > MOST_SHOWN && oldest !== undefined) {
      URL.revokeObjectURL(oldest[1]);
      shown.delete(oldest[0]);
    }
    return made;
  };
}
