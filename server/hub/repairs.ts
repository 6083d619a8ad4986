// Reads on in the log where a room has missed something, so that a gap never passes silently. One
// reading at a time for each stream; what is heard of meanwhile is read too.
import type { ResetReason } from "../../protocol/down.ts";
import type { Clock } from "../clock.ts";
import type { HubStore } from "./hub-store.ts";
import type { Room } from "./room.ts";

/** Events read from the log at a time. */
export const PAGE = 1_000;
/** How soon the log is read again after it could not be. */
const READ_AGAIN_MS = 250;

export interface RepairParts {
  readonly store: HubStore;
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}

export class Repairs {
  readonly #parts: RepairParts;
  /** Streams that are being read, with the highest number heard of meanwhile. */
  readonly #running = new Map<string, number>();
  #isClosed = false;

  constructor(parts: RepairParts) {
    this.#parts = parts;
  }

  isRunning(stream: string): boolean {
    return this.#running.has(stream);
  }

  /** Begins reading, unless it is going on; `heardOf` is a number that is surely in the log. */
  begin(room: Room, heardOf = 0): void {
    const { stream } = room.head;
    const running = this.#running.get(stream);
    this.#running.set(stream, Math.max(heardOf, running ?? 0));
    if (running !== undefined) return;
    this.#readOn(room).catch((error: unknown) => {
      this.#parts.onFault(error);
      this.#parts.clock.after(READ_AGAIN_MS, () => {
        if (!this.#isClosed) this.begin(room);
      });
    });
  }

  /** Reads the room's view anew. */
  async replace(room: Room, reason: ResetReason): Promise<void> {
    const read = await this.#parts.store.readView(room.head.stream);
    if (read === null) throw new Error(`no site ${room.head.stream} to read anew`);
    room.replace(read.head, read.view, reason);
  }

  close(): void {
    this.#isClosed = true;
  }

  async #readOn(room: Room): Promise<void> {
    const { stream } = room.head;
    try {
      for (;;) {
        const heardBefore = this.#running.get(stream) ?? 0;
        const events = await this.#parts.store.readEvents(stream, room.head.seq, PAGE);
        if (events[0] !== undefined && events[0].seq > room.head.seq + 1) {
          await this.replace(room, "log-pruned");
          continue;
        }
        for (const event of events) if (event.seq === room.head.seq + 1) room.take(event);
        // What was heard of while reading may not have been in what was read.
        const heard = this.#running.get(stream) ?? 0;
        if (events.length === 0 && heard <= Math.max(heardBefore, room.head.seq)) return;
      }
    } finally {
      // At once with the last look: whoever comes after it begins anew.
      this.#running.delete(stream);
    }
  }
}
