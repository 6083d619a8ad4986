// The latest events of a stream, kept so that most who come back need no database. Bounded by number and
// by bytes; only their texts are kept.
import type { LoggedEvent } from "../number-events.ts";

/** An event as it is remembered: its place and the exact text of its frame. */
export type KeptEvent = Pick<LoggedEvent, "stream" | "seq" | "hash" | "body">;

const MAX_EVENTS = 4_096;
const MAX_BYTES = 2 * 1024 * 1024;
/** Letting go costs a copy of what stays, so it is done once for many. */
const SLACK = 1.25;

export class Ring {
  #events: KeptEvent[] = [];
  #bytes = 0;
  /** What stands before the first event that is kept. */
  #before: { readonly seq: number; readonly hash: string };

  constructor(head: { readonly seq: number; readonly hash: string }) {
    this.#before = { seq: head.seq, hash: head.hash };
  }

  get bytes(): number {
    return this.#bytes;
  }

  add({ stream, seq, hash, body }: LoggedEvent): void {
    this.#events.push({ stream, seq, hash, body });
    this.#bytes += body.length;
    if (this.#events.length > MAX_EVENTS * SLACK || this.#bytes > MAX_BYTES * SLACK) this.#letGo();
  }

  /** Events after a number; null where memory does not reach back so far. */
  since(seq: number): readonly KeptEvent[] | null {
    const skipped = seq - this.#before.seq;
    if (skipped < 0 || skipped > this.#events.length) return null;
    return this.#events.slice(skipped);
  }

  /** The rolling hash at a number; null where memory does not hold it. */
  hashAt(seq: number): string | null {
    if (seq === this.#before.seq) return this.#before.hash;
    return this.#events[seq - this.#before.seq - 1]?.hash ?? null;
  }

  #letGo(): void {
    let first = this.#events.length;
    let bytes = 0;
    while (first > 0 && this.#events.length - first < MAX_EVENTS) {
      const { length } = this.#events[first - 1]?.body ?? "";
      if (bytes + length > MAX_BYTES) break;
      bytes += length;
      first -= 1;
    }
    const last = this.#events[first - 1];
    if (last !== undefined) this.#before = { seq: last.seq, hash: last.hash };
    this.#events = this.#events.slice(first);
    this.#bytes = bytes;
  }
}
