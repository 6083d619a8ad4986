// An event in its place: its number, its hash, the exact text of its frame. Pure.
import type { LogEvent } from "../domain/event.ts";
import { nextHash } from "../domain/rolling-hash.ts";

/** An event in its place, with the exact text of its frame. */
export interface LoggedEvent {
  readonly stream: string;
  readonly seq: number;
  readonly hash: string;
  readonly event: LogEvent;
  readonly body: string;
}

/** Gives events their numbers, hashes and texts, following a head. */
export function numberEvents(
  stream: string,
  head: { readonly seq: number; readonly hash: string },
  events: readonly LogEvent[],
): readonly LoggedEvent[] {
  let { seq, hash } = head;
  return events.map((event) => {
    seq += 1;
    hash = nextHash(hash, { seq, type: event.type, payload: event.payload });
    const body = JSON.stringify({ type: event.type, stream, seq, payload: event.payload });
    return { stream, seq, hash, event, body };
  });
}
