// A while ago in words.
import { EN } from "../words/en.ts";

const MINUTE_MS = 60_000;

/** Null where the time itself says more than "9 h ago" would. */
export function writeAgo(ms: number): string | null {
  const minutes = Math.floor(ms / MINUTE_MS);
  if (minutes < 1) return EN.time.now;
  if (minutes < 60) return EN.time.minutes(minutes);
  const hours = Math.floor(minutes / 60);
  return hours < 6 ? EN.time.hours(hours) : null;
}
