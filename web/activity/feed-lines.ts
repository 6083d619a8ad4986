// The lines of a feed that grows at both ends: new ones as they happen, older ones as they are asked for.
import type { FeedLine } from "../../domain/feed.ts";

/** Newest first, each number once. */
export type FeedLines = readonly FeedLine[];

/** More than this is let go at the old end while nobody reads there. */
const MOST_KEPT = 400;

/**
 * Adds the latest lines of the view. Where they do not reach back to what is kept, something between
 * may be missing, and what is kept is let go rather than shown with a hole.
 */
export function withLatest(kept: FeedLines, latest: FeedLines, most = MOST_KEPT): FeedLines {
  const newest = kept[0];
  if (newest === undefined) return latest;
  const reaches = latest.some(({ seq }) => seq <= newest.seq);
  if (!reaches) return latest;
  const fresh = latest.filter(({ seq }) => seq > newest.seq);
  if (fresh.length === 0) return kept;
  return [...fresh, ...kept].slice(0, Math.max(most, fresh.length));
}

/** Adds a page of older lines at the end. */
export function withOlder(kept: FeedLines, older: FeedLines): FeedLines {
  const oldest = kept.at(-1);
  if (oldest === undefined) return older;
  return [...kept, ...older.filter(({ seq }) => seq < oldest.seq)];
}

/** What was taken back since, as `visit:step`. */
export function undoneSteps(lines: FeedLines): ReadonlySet<string> {
  const undone = new Set<string>();
  for (const line of lines) {
    if (line.activity === "undone" && line.visitId !== null && line.undid !== null) {
      undone.add(`${line.visitId}:${line.undid}`);
    }
  }
  return undone;
}

/** True for a line whose step was taken back later. */
export function isUndone(line: FeedLine, undone: ReadonlySet<string>): boolean {
  return line.visitId !== null && undone.has(`${line.visitId}:${line.activity}`);
}

export interface FeedFilter {
  readonly doorId: string | null;
  readonly zone: string | null;
  readonly activity: FeedLine["activity"] | null;
}

export function matches(line: FeedLine, { doorId, zone, activity }: FeedFilter): boolean {
  return (
    (doorId === null || line.location.doorId === doorId) &&
    (zone === null || line.location.zone === zone) &&
    (activity === null || line.activity === activity)
  );
}

/** While somebody reads, lines newer than `heldSeq` wait; null: nobody does. */
export function heldBack(lines: FeedLines, heldSeq: number | null) {
  if (heldSeq === null) return { shown: lines, fresh: 0 };
  const shown = lines.filter(({ seq }) => seq <= heldSeq);
  return { shown, fresh: lines.length - shown.length };
}
