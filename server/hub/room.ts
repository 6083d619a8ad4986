// One site's live view and everybody who watches it. Events are folded in the order of their numbers,
// made into frames once a tick, and given to all. Owned by the hub; one thread, no locks.
import { assert } from "../../domain/assert.ts";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import type { LiveView, LiveViewSnapshot } from "../../domain/live-view.ts";
import { applyEvent, openView } from "../../domain/live-view.ts";
import type { Head, ResetReason } from "../../protocol/down.ts";
import { STATISTICS_EVERY_MS } from "../../protocol/limits.ts";
import type { Clock } from "../clock.ts";
import type { LoggedEvent } from "../store/number-events.ts";
import { rangeText, snapshotText, statsText } from "./frame-text.ts";
import type { Frame, Listener } from "./listener.ts";
import { topicKey } from "./listener.ts";

/** Recent events kept in memory, so that most who come back need no database. */
const RING_EVENTS = 4_096;
/** Events that come within this of the last frame of events wait for the next one, together. */
const TICK_MS = 10;

export interface RoomParts {
  readonly clock: Clock;
  readonly encode: (text: string) => Frame;
  readonly observe?: (sent: { readonly frames: number; readonly bytes: number }) => void;
  readonly onFault: (error: unknown) => void;
}

export class Room {
  readonly #parts: RoomParts;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #topics = new Map<string, Listener["topics"]>();
  #view: LiveView;
  #head: Head;
  #ring: LoggedEvent[] = [];
  #pending: LoggedEvent[] = [];
  #statsDue = false;
  #lastFrameAt = Number.NEGATIVE_INFINITY;
  #lastStatsAt = Number.NEGATIVE_INFINITY;
  #tick: { readonly at: number; readonly cancel: () => void } | null = null;
  #snapshot: { readonly seq: number; readonly reason: ResetReason; readonly frame: Frame } | null =
    null;

  constructor(parts: RoomParts, head: Head, view: LiveViewSnapshot) {
    this.#parts = parts;
    this.#head = head;
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
    for (const listeners of this.#listeners.values()) size += listeners.size;
    return size;
  }

  /** Folds the next event and lets it be heard. */
  take(event: LoggedEvent): void {
    assert(event.seq === this.#head.seq + 1, `event ${event.seq} after ${this.#head.seq}`);
    applyEvent(this.#view, {
      ...event.event,
      stream: event.stream,
      seq: event.seq,
    } as Numbered<SiteEvent>);
    this.#head = { ...this.#head, seq: event.seq, hash: event.hash };
    this.#ring.push(event);
    if (this.#ring.length > RING_EVENTS * 2) this.#ring = this.#ring.slice(-RING_EVENTS);
    this.#pending.push(event);
    this.#statsDue = true;
    this.#schedule();
  }

  /** Starts over from a view read anew; everybody is told why. */
  replace(head: Head, view: LiveViewSnapshot, reason: ResetReason): void {
    this.#head = head;
    this.#view = openView(view, head.seq);
    this.#ring = [];
    this.#pending = [];
    this.#snapshot = null;
    for (const listener of this.all()) this.greet(listener, reason);
    this.#statsDue = true;
    this.#schedule();
  }

  /** Events after a number as far as memory holds them; null where it does not reach back so far. */
  since(seq: number): readonly LoggedEvent[] | null {
    if (seq === this.#head.seq) return [];
    const first = this.#ring[0];
    if (first === undefined || seq < first.seq - 1 || seq > this.#head.seq) return null;
    return this.#ring.slice(seq - first.seq + 1);
  }

  /** The rolling hash at a number, where memory holds it. */
  hashAt(seq: number): string | null {
    if (seq === this.#head.seq) return this.#head.hash;
    const first = this.#ring[0];
    return first === undefined ? null : (this.#ring[seq - first.seq]?.hash ?? null);
  }

  /** Gives the whole view. What is pending is in it, so the listener hears it once. */
  greet(listener: Listener, reason: ResetReason): void {
    if (listener.topics.has("events")) {
      this.give(listener, this.#snapshotFrame(reason), this.#head.seq);
    }
  }

  initialStats(listener: Listener): void {
    const text = statsText("initial_stats", this.#view, this.#parts.clock.now());
    this.give(listener, this.#parts.encode(text), null);
  }

  /** Hands a frame to a listener; one that cannot take it hears no more, and nobody else notices. */
  give(listener: Listener, frame: Frame, seq: number | null): void {
    try {
      listener.deliver(frame, seq);
    } catch (error) {
      this.leave(listener);
      this.#parts.onFault(error);
    }
  }

  /** Lets a listener that stands at the head hear what follows. */
  join(listener: Listener): void {
    // Those who are here already get what is pending now; the newcomer has it.
    this.flush();
    const key = topicKey(listener.topics);
    const listeners = this.#listeners.get(key) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(key, listeners);
    this.#topics.set(key, listener.topics);
  }

  leave(listener: Listener): void {
    this.#listeners.get(topicKey(listener.topics))?.delete(listener);
  }

  *all(): Generator<Listener> {
    for (const listeners of this.#listeners.values()) yield* listeners;
  }

  /** Sends what is pending: one frame for all who want the same. */
  flush(): void {
    this.#cancelTick();
    const now = this.#parts.clock.elapsed();
    const events = this.#pending;
    const sendsStats = this.#statsDue && now - this.#lastStatsAt >= STATISTICS_EVERY_MS;
    if (events.length === 0 && !sendsStats) return;
    this.#pending = [];
    if (events.length > 0) this.#lastFrameAt = now;
    let stats: string | null = null;
    if (sendsStats) {
      stats = statsText("stats_update", this.#view, this.#parts.clock.now());
      this.#statsDue = false;
      this.#lastStatsAt = now;
    }
    this.#send(events, stats);
    if (this.#statsDue) this.#schedule();
  }

  /**
   * Called when all events of a commit are in: after a quiet while they go out at once, in one frame;
   * soon after another frame they wait for the tick.
   */
  flushWhenDue(): void {
    if (this.#parts.clock.elapsed() - this.#lastFrameAt >= TICK_MS) this.flush();
  }

  close(): void {
    this.#cancelTick();
  }

  #cancelTick(): void {
    this.#tick?.cancel();
    this.#tick = null;
  }

  #send(events: readonly LoggedEvent[], stats: string | null): void {
    const reached = events.at(-1)?.seq ?? null;
    for (const [key, listeners] of this.#listeners) {
      const topics = this.#topics.get(key);
      if (listeners.size === 0 || topics === undefined) continue;
      const text = rangeText(this.#head.stream, topics, events, stats);
      if (text === null) continue;
      const frame = this.#parts.encode(text);
      for (const listener of listeners) this.give(listener, frame, reached);
      this.#parts.observe?.({ frames: listeners.size, bytes: listeners.size * frame.length });
    }
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
    if (this.#tick !== null && this.#tick.at <= now + wait) return;
    this.#cancelTick();
    const cancel = this.#parts.clock.after(wait, () => {
      this.#tick = null;
      this.flush();
    });
    this.#tick = { at: now + wait, cancel };
  }

  #snapshotFrame(reason: ResetReason): Frame {
    const { seq } = this.#head;
    if (this.#snapshot?.seq !== seq || this.#snapshot.reason !== reason) {
      const frame = this.#parts.encode(snapshotText(this.#head, this.#view, reason));
      this.#snapshot = { seq, reason, frame };
    }
    return this.#snapshot.frame;
  }
}
