// The beacon: asks again and again how far the streams have come that somebody here listens to, so that
// a hint that was lost is made good within a turn. It tells the hub, which reads the log where it must.
import type { Hint } from "../bus/bus.ts";
import type { Clock } from "../clock.ts";

/** A lost hint is made good within this, one look at the heads and one at the log: 250 ms together. */
export const BEACON_EVERY_MS = 150;

export interface BeaconParts {
  readonly clock: Clock;
  readonly hub: {
    openRooms(): readonly unknown[];
    streams(): readonly string[];
    heard(hint: Hint): void;
  };
  readonly readHeads: (streams: readonly string[]) => Promise<readonly Hint[]>;
  /** A stream had come further, and no hint of it came within a turn. */
  readonly onLost: () => void;
  readonly onFault: (error: unknown) => void;
}

export class Beacon {
  readonly #parts: BeaconParts;
  readonly #cancel: () => void;
  /** How far each stream has come as hints and our own commits told. */
  readonly #told = new Map<string, number>();
  /** Numbers found in the last turn that nobody had told of. */
  #untold = new Map<string, number>();
  #isLooking = false;
  #isClosed = false;

  constructor(parts: BeaconParts) {
    this.#parts = parts;
    this.#cancel = parts.clock.every(BEACON_EVERY_MS, () => void this.#turn());
  }

  /** A hint came, or something was committed here. */
  note({ stream, seq }: Pick<Hint, "stream" | "seq">): void {
    this.#told.set(stream, Math.max(seq, this.#told.get(stream) ?? 0));
  }

  close(): void {
    this.#isClosed = true;
    this.#cancel();
  }

  async #turn(): Promise<void> {
    const { hub, readHeads, onFault } = this.#parts;
    if (this.#isLooking || hub.openRooms().length === 0) return;
    this.#isLooking = true;
    try {
      const heads = await readHeads(hub.streams());
      if (!this.#isClosed) this.#compare(heads);
    } catch (error) {
      // The next turn asks again.
      if (!this.#isClosed) onFault(error);
    } finally {
      this.#isLooking = false;
    }
  }

  #compare(heads: readonly Hint[]): void {
    // A hint may have been on its way when the beacon looked: it has one turn to come.
    for (const [stream, seq] of this.#untold) {
      if ((this.#told.get(stream) ?? 0) >= seq) continue;
      this.#parts.onLost();
      this.note({ stream, seq });
    }
    this.#untold = new Map();
    for (const head of heads) {
      const told = this.#told.get(head.stream);
      if (told === undefined) this.note(head);
      else if (told < head.seq) this.#untold.set(head.stream, head.seq);
      this.#parts.hub.heard(head);
    }
  }
}
