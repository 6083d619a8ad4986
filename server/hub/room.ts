// One site's live view and everybody who watches it. Events are folded in the order of their numbers as
// soon as they are announced, made into frames once a tick, and given to all in rounds (`sweep.ts`).
// A round never begins in the turn of the loop in which an event was announced, so that the answer to
// whoever caused it leaves first. Owned by the hub; one thread, no locks.
import { assert } from "../../domain/assert.ts";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import type { LiveView, LiveViewSnapshot } from "../../domain/live-view.ts";
import { applyEvent, openView } from "../../domain/live-view.ts";
import type { Head, ResetReason } from "../../protocol/down.ts";
import { STATISTICS_EVERY_MS } from "../../protocol/limits.ts";
import type { Clock } from "../clock.ts";
import type { LoggedEvent } from "../number-events.ts";
import { statsText } from "./frame-text.ts";
import { Greetings } from "./greetings.ts";
import type { Frame, Listener } from "./listener.ts";
import { topicKey } from "./listener.ts";
import type { KeptEvent } from "./ring.ts";
import { Ring } from "./ring.ts";
import type { Sent } from "./sent.ts";
import type { Group } from "./sweep.ts";
import { fitting, Sweep } from "./sweep.ts";
import { Tick } from "./tick.ts";

/** Events that come within this of the last frame of events wait for the next one, together. */
const TICK_MS = 10;

export interface RoomParts {
  readonly clock: Clock;
  readonly encode: (text: string) => Frame;
  readonly observe?: (sent: Sent) => void;
  readonly observeRound?: (done: RoundDone) => void;
  readonly onFault: (error: unknown) => void;
}

/** A round in which every listener has been handed its frame. */
export interface RoundDone {
  readonly stream: string;
  /** How long each of its events took, from when it was announced or read; in milliseconds. */
  readonly agesMs: readonly number[];
  readonly listeners: number;
}

export class Room {
  readonly #parts: RoomParts;
  readonly #groups = new Map<string, Group>();
  #view: LiveView;
  #head: Head;
  #ring: Ring;
  #pending: LoggedEvent[] = [];
  #takenAt: number[] = [];
  #round = 0;
  #sweep: Generator<void, Sent> | null = null;
  #statsDue = false;
  #statsBytes = 0;
  #lastFrameAt = Number.NEGATIVE_INFINITY;
  #lastStatsAt = Number.NEGATIVE_INFINITY;
  readonly #tick: Tick;
  readonly #greetings: Greetings;

  constructor(parts: RoomParts, head: Head, view: LiveViewSnapshot) {
    this.#parts = parts;
    this.#tick = new Tick(parts.clock, () => this.#flush());
    this.#greetings = new Greetings(parts);
    this.#head = head;
    this.#ring = new Ring(head);
    this.#view = openView(view, head.seq);
  }

  get head(): Head {
    return this.#head;
  }

  get view(): LiveView {
    return this.#view;
  }

  get size(): number {
    let size = 0;
    for (const { places } of this.#groups.values()) size += places.size;
    return size;
  }

  /** Bytes of recent events kept in memory. */
  get ringBytes(): number {
    return this.#ring.bytes;
  }

  /** Folds the next event; it is heard as soon as the loop has done what it has in hand. */
  take(event: LoggedEvent): void {
    assert(event.seq === this.#head.seq + 1, `event ${event.seq} after ${this.#head.seq}`);
    applyEvent(this.#view, {
      ...event.event,
      stream: event.stream,
      seq: event.seq,
    } as Numbered<SiteEvent>);
    this.#head = { ...this.#head, seq: event.seq, hash: event.hash };
    this.#greetings.forget();
    this.#ring.add(event);
    this.#pending.push(event);
    this.#takenAt.push(this.#parts.clock.elapsed());
    this.#statsDue = true;
    this.#schedule();
  }

  /** Starts over from a view read anew; everybody is told why. */
  replace(head: Head, view: LiveViewSnapshot, reason: ResetReason): void {
    this.#head = head;
    this.#view = openView(view, head.seq);
    this.#ring = new Ring(head);
    this.#pending = [];
    this.#takenAt = [];
    this.#sweep = null;
    this.#greetings.forget();
    for (const { places } of this.#groups.values()) {
      for (const place of places.values()) {
        place.seq = head.seq;
        this.greet(place.listener, reason);
        place.listener.attached?.(reason);
      }
    }
    this.#statsDue = true;
    this.#schedule();
  }

  /** Events after a number as far as memory holds them; null where it does not reach back so far. */
  since(seq: number): readonly KeptEvent[] | null {
    return this.#ring.since(seq);
  }

  /** The rolling hash at a number, where memory holds it. */
  hashAt(seq: number): string | null {
    return this.#ring.hashAt(seq);
  }

  /** Gives the whole view. What is pending is in it, so the listener hears it once. */
  greet(listener: Listener, reason: ResetReason): void {
    if (!listener.topics.has("events")) return;
    const frame = this.#greetings.snapshot(this.#head, this.#view, reason);
    this.give(listener, frame, this.#head.seq);
  }

  initialStats(listener: Listener): void {
    this.give(listener, this.#greetings.statistics(this.#view), null);
  }

  /** Hands a frame to a listener; one that cannot take it hears no more, and nobody else notices. */
  give(listener: Listener, frame: Frame, seq: number | null, events = 0): void {
    try {
      listener.deliver(frame, seq, events);
    } catch (error) {
      this.#drop(listener, error);
    }
  }

  /** Lets a listener that stands at the head hear what follows. */
  join(listener: Listener): void {
    const key = topicKey(listener.topics);
    const group = this.#groups.get(key) ?? { topics: listener.topics, places: new Map() };
    group.places.set(listener, { listener, seq: this.#head.seq, round: this.#round });
    this.#groups.set(key, group);
  }

  leave(listener: Listener): void {
    this.#groups.get(topicKey(listener.topics))?.places.delete(listener);
  }

  *all(): Generator<Listener> {
    for (const { places } of this.#groups.values()) yield* places.keys();
  }

  close(): void {
    this.#tick.cancel();
    this.#sweep = null;
  }

  /** Begins a round with what is pending; while one is under way, that waits and shares the next. */
  #flush(): void {
    if (this.#sweep !== null) return;
    const now = this.#parts.clock.elapsed();
    const events = this.#pending.splice(0, fitting(this.#pending));
    const isAll = this.#pending.length === 0;
    const sendsStats = isAll && this.#statsDue && now - this.#lastStatsAt >= STATISTICS_EVERY_MS;
    if (events.length === 0 && !sendsStats) {
      this.#schedule();
      return;
    }
    const takenAt = this.#takenAt.splice(0, events.length);
    // What does not fit follows at once.
    if (!isAll) this.#lastFrameAt = Number.NEGATIVE_INFINITY;
    else if (events.length > 0) this.#lastFrameAt = now;
    const stats = sendsStats ? this.#statsNow(now) : null;
    this.#round += 1;
    const { stream } = this.#head;
    const seq = events.at(-1)?.seq ?? this.#head.seq;
    const round = { number: this.#round, stream, seq, events, stats, statsBytes: this.#statsBytes };
    const give = this.give.bind(this);
    this.#sweep = new Sweep({ ...this.#parts, give }, round).run(this.#groups.values());
    this.#goOn(this.#sweep, takenAt);
  }

  #statsNow(now: number): string {
    const stats = statsText("stats_update", this.#view, this.#parts.clock.now());
    this.#statsBytes = Buffer.byteLength(stats);
    this.#statsDue = false;
    this.#lastStatsAt = now;
    return stats;
  }

  #goOn(sweep: Generator<void, Sent>, takenAt: readonly number[]): void {
    // Another view has come in between.
    if (this.#sweep !== sweep) return;
    try {
      const { done, value } = sweep.next();
      if (done !== true) {
        this.#parts.clock.after(0, () => this.#goOn(sweep, takenAt));
        return;
      }
      this.#parts.observe?.(value);
      const now = this.#parts.clock.elapsed();
      const agesMs = takenAt.map((at) => now - at);
      this.#parts.observeRound?.({ stream: this.#head.stream, agesMs, listeners: value.frames });
    } catch (error) {
      // Nobody knows any more who has what: all come back and say where they stand.
      for (const listener of this.all()) this.#drop(listener, error);
    }
    this.#sweep = null;
    this.#schedule();
  }

  #drop(listener: Listener, error: unknown): void {
    this.leave(listener);
    this.#parts.onFault(error);
    listener.failed?.();
  }

  #schedule(): void {
    const now = this.#parts.clock.elapsed();
    const eventsIn =
      this.#pending.length > 0 ? TICK_MS - (now - this.#lastFrameAt) : Number.POSITIVE_INFINITY;
    const statsIn = this.#statsDue
      ? STATISTICS_EVERY_MS - (now - this.#lastStatsAt)
      : Number.POSITIVE_INFINITY;
    const wait = Math.max(0, Math.min(eventsIn, statsIn));
    // Events never wait for a tick that was meant for statistics.
    if (wait !== Number.POSITIVE_INFINITY) this.#tick.within(wait);
  }
}
