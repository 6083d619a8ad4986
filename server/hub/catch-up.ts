// Brings a listener to the head of a site's stream: by what it missed where that can be had, otherwise
// by a snapshot that says why. Then it joins the room and hears what follows: nothing twice, nothing
// left out. What many have missed alike is put into frames once.
import type { ResetReason } from "../../protocol/down.ts";
import type { Position } from "../../protocol/up.ts";
import { rangeText, resumedText } from "./frame-text.ts";
import type { HubStore } from "./hub-store.ts";
import type { Attached, Frame, Listener } from "./listener.ts";
import { topicKey } from "./listener.ts";
import { PAGE } from "./repairs.ts";
import type { KeptEvent } from "./ring.ts";
import type { Room } from "./room.ts";
import { SharedFrames } from "./shared-frames.ts";

/** Beyond this many missed events a snapshot is cheaper than the events. */
const MAX_CATCH_UP = 5_000;
/** Text of missed events that is handed over at once: a slow listener takes it piece by piece. */
const SLICE_BYTES = 16 * 1024;

/** Whether a listener is still there, and still wants what it asked for. */
export type StillWanted = () => boolean;

export interface CatchUpParts {
  readonly store: HubStore;
  readonly encode: (text: string) => Frame;
  readonly observeAttach?: (how: Attached) => void;
}

export class CatchUp {
  readonly #parts: CatchUpParts;
  readonly #frames: SharedFrames;

  constructor(parts: CatchUpParts) {
    this.#parts = parts;
    this.#frames = new SharedFrames(parts.encode);
  }

  /** From where it says that it stands, or by a snapshot. */
  async attach(
    room: Room,
    listener: Listener,
    position: Position | null,
    isWanted: StillWanted,
    reason: ResetReason,
  ): Promise<void> {
    if (position === null) {
      this.#reset(room, listener, reason, isWanted);
      return;
    }
    const objection = await this.#objectionTo(room, position);
    if (!isWanted()) return;
    if (objection !== null) this.#reset(room, listener, objection, isWanted);
    else await this.#catchUp(room, listener, position.seq, isWanted);
  }

  /** From a number that this server itself had delivered. */
  async resume(
    room: Room,
    listener: Listener,
    reached: number,
    isWanted: StillWanted,
  ): Promise<void> {
    const isTooFar = reached > room.head.seq || room.head.seq - reached > MAX_CATCH_UP;
    if (isTooFar) this.#reset(room, listener, "log-pruned", isWanted);
    else await this.#catchUp(room, listener, reached, isWanted);
  }

  /** Null where the listener can go on from there. */
  async #objectionTo(room: Room, position: Position): Promise<ResetReason | null> {
    const { epoch, stream, seq } = room.head;
    if (position.epoch !== epoch) return "epoch-changed";
    if (position.seq > seq) return "ahead-of-log";
    if (seq - position.seq > MAX_CATCH_UP) return "log-pruned";
    const hash =
      room.hashAt(position.seq) ?? (await this.#parts.store.readHash(stream, position.seq));
    if (hash === null) return "log-pruned";
    return hash === position.hash ? null : "hash-differs";
  }

  #reset(room: Room, listener: Listener, reason: ResetReason, isWanted: StillWanted): void {
    this.#tell(listener, reason);
    room.initialStats(listener);
    room.greet(listener, reason);
    // One that fell behind with what it was given goes on from there when it has drained.
    if (isWanted()) room.join(listener);
  }

  async #catchUp(
    room: Room,
    listener: Listener,
    from: number,
    isWanted: StillWanted,
  ): Promise<void> {
    this.#tell(listener, "resumed");
    room.initialStats(listener);
    const { stream, epoch } = room.head;
    for (let reached = from; isWanted();) {
      // From memory where it reaches back far enough: then nothing can come in between.
      const recent = room.since(reached);
      if (recent !== null) {
        this.#hand(room, listener, recent, isWanted);
        if (isWanted()) this.#resumed(room, listener, from);
        if (isWanted()) room.join(listener);
        return;
      }
      // The log may be ahead of the room; nobody is brought further than what it will go on from.
      const missing = Math.min(PAGE, room.head.seq - reached);
      const page = await this.#parts.store.readEvents(stream, reached, missing);
      if (!isWanted()) return;
      const last = page.at(-1);
      const isGone = last === undefined || page[0]?.seq !== reached + 1;
      if (isGone || room.head.epoch !== epoch) {
        const reason = room.head.epoch === epoch ? "log-pruned" : "epoch-changed";
        this.#reset(room, listener, reason, isWanted);
        return;
      }
      this.#hand(room, listener, page, isWanted);
      reached = last.seq;
    }
  }

  #resumed(room: Room, listener: Listener, from: number): void {
    const { stream, epoch, seq } = room.head;
    const name = `resumed ${stream} ${epoch} ${from} ${seq}`;
    const frame = this.#frames.get(name, () => resumedText(room.head, from));
    if (frame !== null) room.give(listener, frame, seq);
  }

  /** Hands over missed events in slices, for as long as the listener takes them. */
  #hand(room: Room, listener: Listener, events: readonly KeptEvent[], isWanted: StillWanted): void {
    const { stream, epoch } = room.head;
    const key = topicKey(listener.topics);
    for (const slice of slicesOf(events)) {
      if (!isWanted()) return;
      const [first, last] = [slice[0], slice.at(-1)];
      if (first === undefined || last === undefined) return;
      const name = `${stream} ${epoch} ${first.seq} ${last.seq} ${key}`;
      const frame = this.#frames.get(name, () => rangeText(stream, listener.topics, slice, null));
      if (frame !== null) room.give(listener, frame, last.seq, slice.length);
    }
  }

  #tell(listener: Listener, how: Attached): void {
    this.#parts.observeAttach?.(how);
    listener.attached?.(how);
  }
}

function* slicesOf(events: readonly KeptEvent[]): Generator<readonly KeptEvent[]> {
  let first = 0;
  let bytes = 0;
  for (const [index, { body }] of events.entries()) {
    if (index > first && bytes + body.length > SLICE_BYTES) {
      yield events.slice(first, index);
      first = index;
      bytes = 0;
    }
    bytes += body.length;
  }
  if (first < events.length) yield events.slice(first);
}
