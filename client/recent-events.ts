// The last events of a stream, each with the hash that follows it: whoever stands among them can be told
// what it missed.
import type { Numbered, SiteEvent } from "../domain/event.ts";
import type { Position } from "../protocol/up.ts";

interface Recent {
  readonly event: Numbered<SiteEvent>;
  /** The hash of the stream before it. */
  readonly before: string;
}

export class RecentEvents {
  readonly #capacity: number;
  #recent: Recent[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(event: Numbered<SiteEvent>, before: string): void {
    this.#recent.push({ event, before });
    // Cut now and then rather than each time.
    if (this.#recent.length > 2 * this.#capacity)
      this.#recent = this.#recent.slice(-this.#capacity);
  }

  clear(): void {
    this.#recent = [];
  }

  /** What follows a position of the same epoch; null where that is too long ago, or not this history. */
  since({ seq, hash }: Position): readonly Numbered<SiteEvent>[] | null {
    const first = this.#recent[0]?.event.seq ?? Number.POSITIVE_INFINITY;
    const next = this.#recent[seq + 1 - first];
    if (next === undefined || next.before !== hash) return null;
    return this.#recent.slice(seq + 1 - first).map(({ event }) => event);
  }
}
