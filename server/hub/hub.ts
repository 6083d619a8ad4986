// The hub: lets every screen hear what has committed. A broadcast is a courtesy; the log is the truth,
// and whoever missed something gets it from there.
import { isOrganisationEvent } from "../../domain/event.ts";
import type { Head, ResetReason } from "../../protocol/down.ts";
import type { Position } from "../../protocol/up.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { CatchUpParts, StillWanted } from "./catch-up.ts";
import { CatchUp } from "./catch-up.ts";
import type { Listener } from "./listener.ts";
import { OrganisationStream } from "./organisation-stream.ts";
import { PAGE, Repairs } from "./repairs.ts";
import { Room } from "./room.ts";
import type { RoomParts } from "./room.ts";
import type { Sent } from "./sent.ts";
import { addSent, NOTHING_SENT } from "./sent.ts";

export interface HubParts extends Omit<RoomParts, "observe">, CatchUpParts {
  readonly observe?: (sent: Sent) => void;
  /** The organisation's stream; null before there is one. */
  readonly organisation?: () => string | null;
}

/** A word from elsewhere that a stream has come so far. It may be late, or wrong. */
export interface HeardHint {
  readonly stream: string;
  readonly epoch: string;
  readonly seq: number;
}

export class Hub {
  readonly #parts: HubParts;
  readonly #rooms = new Map<string, Promise<Room | null>>();
  readonly #open = new Map<string, Room>();
  readonly #repairs: Repairs<Room | OrganisationStream>;
  readonly #catchUp: CatchUp;
  /** Sites whose view is being read anew. */
  readonly #renewing = new Set<string>();
  #organisation: OrganisationStream | null = null;
  /** There was none when we began: what its stream begins with is news, unless it came with a long past. */
  #isOrganisationToCome: boolean;
  #sent = NOTHING_SENT;

  constructor(parts: HubParts) {
    this.#parts = parts;
    this.#isOrganisationToCome = parts.organisation?.() === null;
    this.#catchUp = new CatchUp(parts);
    this.#repairs = new Repairs({
      ...parts,
      startOver: async (follower, first) => {
        if (follower instanceof Room) await this.#replace(follower, "log-pruned");
        else follower.jumpTo(first.seq - 1);
      },
    });
  }

  /** What was broadcast since the start, and what it would have cost singly. */
  get sent(): Sent {
    return this.#sent;
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

  /** Where the live view of a site stands; null where nobody has asked for it yet. */
  headOf(siteId: string): Head | null {
    return this.#open.get(siteId)?.head ?? null;
  }

  /** The streams that somebody here may want to hear of. */
  streams(): readonly string[] {
    const organisation = this.#parts.organisation?.() ?? null;
    return organisation === null ? [...this.#open.keys()] : [...this.#open.keys(), organisation];
  }

  /** Events that have committed, in order for each stream. */
  announce(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      const room = this.#open.get(event.stream);
      if (room !== undefined) this.#repairs.take(room, event);
      else if (isOrganisationEvent(event.event)) {
        this.#repairs.take(this.#organisationAt(event.stream, event.seq - 1), event);
      }
      // A room that is being read sees the event in its view, or repairs itself below; nobody watches
      // a site that has no room.
    }
  }

  /**
   * Something may have committed elsewhere, as a bus or the beacon tells: where a stream is ahead of what
   * is known here, the log is read; where its history is another, everybody gets the view anew.
   */
  heard({ stream, epoch, seq }: HeardHint): void {
    const room = this.#open.get(stream);
    if (room !== undefined) {
      if (room.head.epoch !== epoch) void this.#renew(room);
      else if (room.head.seq < seq) this.#repairs.begin(room, seq);
      return;
    }
    if (stream !== this.#parts.organisation?.()) return;
    const organisation = this.#organisationAt(stream, seq, epoch);
    if (organisation.head.seq < seq) this.#repairs.begin(organisation, seq);
  }

  /** Brings a listener to the head of the site's stream; false: no such site. */
  async attach(
    siteId: string,
    listener: Listener,
    position: Position | null,
    isWanted: StillWanted,
    reason: ResetReason = "connected",
  ): Promise<boolean> {
    const room = await this.room(siteId);
    if (room === null) return false;
    // It comes from a server that knows more: this one catches up with it, and nobody goes back in time.
    if (isAhead(position, room.head)) await this.#repairs.readToEnd(room);
    if (isWanted()) await this.#catchUp.attach(room, listener, position, isWanted, reason);
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
    if (room !== null && isWanted()) {
      await this.#catchUp.resume(room, listener, reached, isWanted);
    }
  }

  detach(siteId: string, listener: Listener): void {
    this.#open.get(siteId)?.leave(listener);
  }

  /** The site's history is not the same any more: everybody gets the view as it is now. */
  async reset(siteId: string, reason: ResetReason = "epoch-changed"): Promise<void> {
    const room = this.#open.get(siteId);
    if (room === undefined) return;
    await this.#replace(room, reason);
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
    this.#organisation = null;
  }

  close(): void {
    this.#repairs.close();
    for (const room of this.#open.values()) room.close();
  }

  async #openRoom(siteId: string): Promise<Room | null> {
    const read = await this.#parts.store.readView(siteId);
    if (read === null) return null;
    const observe = (sent: Sent): void => {
      this.#sent = addSent(this.#sent, sent);
      this.#parts.observe?.(sent);
    };
    const room = new Room({ ...this.#parts, observe }, read.head, read.view);
    this.#open.set(siteId, room);
    // What was announced while the view was being read.
    this.#repairs.begin(room);
    return room;
  }

  async #replace(room: Room, reason: ResetReason): Promise<void> {
    const read = await this.#parts.store.readView(room.head.stream);
    if (read === null) throw new Error(`no site ${room.head.stream} to read anew`);
    room.replace(read.head, read.view, reason);
  }

  /** A late hint may still speak of an epoch that is over: only what the store says counts. */
  async #renew(room: Room): Promise<void> {
    const { stream, epoch } = room.head;
    if (this.#renewing.has(stream)) return;
    this.#renewing.add(stream);
    try {
      const read = await this.#parts.store.readView(stream);
      if (read === null || read.head.epoch === epoch) return;
      room.replace(read.head, read.view, "epoch-changed");
      this.#repairs.begin(room);
    } catch (error) {
      this.#parts.onFault(error);
    } finally {
      this.#renewing.delete(stream);
    }
  }

  #organisationAt(stream: string, seq: number, epoch: string | null = null): OrganisationStream {
    if (this.#organisation?.isOf(stream, epoch) !== true) {
      const standsAt = this.#isOrganisationToCome && seq <= PAGE ? 0 : seq;
      this.#isOrganisationToCome = false;
      const tell = (event: LoggedEvent): void => this.#tell(event);
      this.#organisation = new OrganisationStream(stream, epoch, standsAt, tell);
    }
    return this.#organisation;
  }

  /** An event of the organisation concerns the screens of every site. */
  #tell(event: LoggedEvent): void {
    const frame = this.#parts.encode(event.body);
    for (const room of this.#open.values()) {
      for (const listener of room.all()) {
        if (listener.topics.has("events")) room.give(listener, frame, null);
      }
    }
  }
}

function isAhead(position: Position | null, { epoch, seq }: Head): boolean {
  return position !== null && position.epoch === epoch && position.seq > seq;
}
