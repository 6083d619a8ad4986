// Reads on in the log where something has been missed, so that a gap never passes silently. One reading
// at a time for each stream; what is heard of meanwhile is read too.
import type { Clock } from "../clock.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { HubStore } from "./hub-store.ts";

/** Events read from the log at a time. */
export const PAGE = 1_000;
/** How soon the log is read again after it could not be. */
const READ_AGAIN_MS = 250;

/** Whoever takes the events of a stream one after the other. */
export interface Follower {
  readonly head: { readonly stream: string; readonly seq: number };
  take(event: LoggedEvent): void;
}

export interface RepairParts<F extends Follower> {
  readonly store: HubStore;
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
  /** The log does not go back to where the follower stands, but begins with this event. */
  readonly startOver: (follower: F, first: LoggedEvent) => Promise<void>;
}

export class Repairs<F extends Follower> {
  readonly #parts: RepairParts<F>;
  /** Streams that are being read, with the highest number heard of meanwhile. */
  readonly #running = new Map<string, number>();
  /** Settle when the reading of a stream ends, well or not. */
  readonly #ends = new Map<string, Promise<void>>();
  #isClosed = false;

  constructor(parts: RepairParts<F>) {
    this.#parts = parts;
  }

  /** Takes the event that is next; for one that is further ahead the log is read. */
  take(follower: F, event: LoggedEvent): void {
    const { seq } = follower.head;
    if (event.seq <= seq) return;
    if (event.seq === seq + 1 && !this.#running.has(event.stream)) follower.take(event);
    else this.begin(follower, event.seq);
  }

  /** Begins reading, unless it is going on; `heardOf` is a number that is surely in the log. */
  begin(follower: F, heardOf = 0): void {
    const { stream } = follower.head;
    const running = this.#running.get(stream);
    this.#running.set(stream, Math.max(heardOf, running ?? 0));
    if (running !== undefined) return;
    const end = this.#readOn(follower).catch((error: unknown) => {
      this.#parts.onFault(error);
      this.#parts.clock.after(READ_AGAIN_MS, () => {
        if (!this.#isClosed) this.begin(follower);
      });
    });
    this.#ends.set(stream, end);
  }

  /** Reads the log to its end as it is now, as far as it can be read. */
  async readToEnd(follower: F): Promise<void> {
    const { stream } = follower.head;
    // One that is under way may have looked already.
    if (this.#running.has(stream)) await this.#ends.get(stream);
    this.begin(follower);
    await this.#ends.get(stream);
  }

  close(): void {
    this.#isClosed = true;
  }

  async #readOn(follower: F): Promise<void> {
    const { stream } = follower.head;
    try {
      for (;;) {
        const heardBefore = this.#running.get(stream) ?? 0;
        const events = await this.#parts.store.readEvents(stream, follower.head.seq, PAGE);
        const [first] = events;
        if (first !== undefined && first.seq > follower.head.seq + 1) {
          await this.#parts.startOver(follower, first);
          continue;
        }
        for (const event of events) if (event.seq === follower.head.seq + 1) follower.take(event);
        // What was heard of while reading may not have been in what was read.
        const heard = this.#running.get(stream) ?? 0;
        if (events.length === 0 && heard <= Math.max(heardBefore, follower.head.seq)) return;
      }
    } finally {
      // At once with the last look: whoever comes after it begins anew.
      this.#running.delete(stream);
    }
  }
}
