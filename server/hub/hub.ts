// The hub: lets every screen hear what has committed. A broadcast is a courtesy; the log is the truth,
// and whoever missed something gets it from there.
import { isOrganisationEvent } from "../../domain/event.ts";
import type { ResetReason } from "../../protocol/down.ts";
import type { Position } from "../../protocol/up.ts";
import type { LoggedEvent } from "../store/number-events.ts";
import { rangeText, resumedText } from "./frame-text.ts";
import type { HubStore } from "./hub-store.ts";
import type { Listener } from "./listener.ts";
import { PAGE, Repairs } from "./repairs.ts";
import { Room } from "./room.ts";
import type { RoomParts } from "./room.ts";

/** Beyond this many missed events a snapshot is cheaper than the events. */
const MAX_CATCH_UP = 5_000;

export interface HubParts extends RoomParts {
  readonly store: HubStore;
  readonly onFault: (error: unknown) => void;
  readonly observeAttach?: (how: "resumed" | ResetReason) => void;
}

/** Whether a listener is still there, and still wants what it asked for. */
type StillWanted = () => boolean;

export class Hub {
  readonly #parts: HubParts;
  readonly #rooms = new Map<string, Promise<Room | null>>();
  readonly #open = new Map<string, Room>();
  readonly #repairs: Repairs;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#repairs = new Repairs(parts);
  }

  /** The site's room, its view read when it is first asked for; null: no such site. */
  room(siteId: string): Promise<Room | null> {
    let room = this.#rooms.get(siteId);
    if (room === undefined) {
      room = this.#openRoom(siteId);
      this.#rooms.set(siteId, room);
      // A failed or empty reading is not kept: the next one asks again.
      room.then(
        (found) => found === null && this.#rooms.delete(siteId),
        () => this.#rooms.delete(siteId),
      );
    }
    return room;
  }

  openRooms(): readonly Room[] {
    return [...this.#open.values()];
  }

  /** Events that have committed, in order for each stream. */
  announce(events: readonly LoggedEvent[]): void {
    const rooms = new Set<Room>();
    for (const event of events) {
      const room = this.#open.get(event.stream);
      if (isOrganisationEvent(event.event)) this.#announceToAll(event);
      else if (room !== undefined) {
        this.#take(room, event);
        rooms.add(room);
      }
      // A room that is being read sees the event in its view, or repairs itself below; nobody watches
      // a site that has no room.
    }
    for (const room of rooms) room.flushWhenDue();
  }

  /** Brings a listener to the head of the site's stream, from where it stands or by a snapshot. */
  async attach(
    siteId: string,
    listener: Listener,
    position: Position | null,
    isWanted: StillWanted,
    reason: ResetReason = "connected",
  ): Promise<boolean> {
    const room = await this.room(siteId);
    if (room === null) return false;
    if (!isWanted()) return true;
    if (position === null) {
      this.#reset(room, listener, reason, isWanted);
      return true;
    }
    const objection = await this.#objectionTo(room, position);
    if (!isWanted()) return true;
    if (objection !== null) this.#reset(room, listener, objection, isWanted);
    else await this.#catchUp(room, listener, position.seq, isWanted);
    return true;
  }

  /** Goes on from a number that this server itself had delivered, once a slow listener has drained. */
  async resume(
    siteId: string,
    listener: Listener,
    reached: number,
    isWanted: StillWanted,
  ): Promise<void> {
    const room = await this.room(siteId);
    if (room === null || !isWanted()) return;
    const isTooFar = reached > room.head.seq || room.head.seq - reached > MAX_CATCH_UP;
    if (isTooFar) this.#reset(room, listener, "log-pruned", isWanted);
    else await this.#catchUp(room, listener, reached, isWanted);
  }

  detach(siteId: string, listener: Listener): void {
    this.#open.get(siteId)?.leave(listener);
  }

  /** The site's history is not the same any more: everybody gets the view as it is now. */
  async reset(siteId: string, reason: ResetReason = "epoch-changed"): Promise<void> {
    const room = this.#open.get(siteId);
    if (room === undefined) return;
    await this.#repairs.replace(room, reason);
    // What was announced while the view was being read.
    this.#repairs.begin(room);
  }

  /** Something may have committed that nobody announced: the log tells. */
  readOn(siteId: string): void {
    const room = this.#open.get(siteId);
    if (room !== undefined) this.#repairs.begin(room);
  }

  /** Every site is gone: what was live is no more, and rooms are read anew when they are asked for. */
  forget(): void {
    for (const room of this.#open.values()) room.close();
    this.#rooms.clear();
    this.#open.clear();
  }

  close(): void {
    this.#repairs.close();
    for (const room of this.#open.values()) room.close();
  }

  async #openRoom(siteId: string): Promise<Room | null> {
    const read = await this.#parts.store.readView(siteId);
    if (read === null) return null;
    const room = new Room(this.#parts, read.head, read.view);
    this.#open.set(siteId, room);
    // What was announced while the view was being read.
    this.#repairs.begin(room);
    return room;
  }

  #take(room: Room, event: LoggedEvent): void {
    if (event.seq <= room.head.seq) return;
    const isReading = this.#repairs.isRunning(event.stream);
    if (event.seq === room.head.seq + 1 && !isReading) room.take(event);
    else this.#repairs.begin(room, event.seq);
  }

  async #objectionTo(room: Room, position: Position): Promise<ResetReason | null> {
    const { epoch, stream } = room.head;
    if (position.epoch !== epoch) return "epoch-changed";
    if (position.seq > room.head.seq) return "ahead-of-log";
    if (room.head.seq - position.seq > MAX_CATCH_UP) return "log-pruned";
    const hash =
      room.hashAt(position.seq) ?? (await this.#parts.store.readHash(stream, position.seq));
    if (hash === null) return "log-pruned";
    return hash === position.hash ? null : "hash-differs";
  }

  #reset(room: Room, listener: Listener, reason: ResetReason, isWanted: StillWanted): void {
    this.#parts.observeAttach?.(reason);
    room.flush();
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
    this.#parts.observeAttach?.("resumed");
    room.initialStats(listener);
    const { stream } = room.head;
    let reached = from;
    for (;;) {
      // From memory where it reaches back far enough: then nothing can come in between.
      const recent = room.since(reached);
      if (recent !== null) {
        this.#deliver(stream, listener, recent);
        const text = resumedText(room.head, from);
        listener.deliver(this.#parts.encode(text), room.head.seq);
        if (isWanted()) room.join(listener);
        return;
      }
      const page = await this.#parts.store.readEvents(stream, reached, PAGE);
      if (!isWanted()) return;
      const last = page.at(-1);
      if (last === undefined || page[0]?.seq !== reached + 1) {
        this.#reset(room, listener, "log-pruned", isWanted);
        return;
      }
      this.#deliver(stream, listener, page);
      if (!isWanted()) return;
      reached = last.seq;
    }
  }

  #deliver(stream: string, listener: Listener, events: readonly LoggedEvent[]): void {
    const text = rangeText(stream, listener.topics, events, null);
    if (text !== null) listener.deliver(this.#parts.encode(text), events.at(-1)?.seq ?? null);
  }

  /** An event of the organisation concerns the screens of every site. */
  #announceToAll(event: LoggedEvent): void {
    const frame = this.#parts.encode(event.body);
    for (const room of this.#open.values()) {
      for (const listener of room.all()) {
        if (listener.topics.has("events")) room.give(listener, frame, null);
      }
    }
  }
}
