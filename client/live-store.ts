// The view of one site as this client has it. It takes an event only if it is the next one; what it has
// already is dropped, and what does not fit is said to, so that a gap never passes silently.
import { nextHash } from "../domain/rolling-hash.ts";
import type { Numbered, SiteEvent } from "../domain/event.ts";
import type { LiveView } from "../domain/live-view.ts";
import { applyEvent, openView, snapshotOf } from "../domain/live-view.ts";
import type { Head, ResetReason } from "../protocol/down.ts";
import type { Position } from "../protocol/up.ts";
import { OLDEST_SPOKEN, PROTOCOL_VERSION } from "../protocol/version.ts";
import type { Snapshot } from "./incoming.ts";
import type { RecentEvents } from "./recent-events.ts";

/** `gap`: something is missing. `differs`: same number, other history. Either way: ask the server again. */
export type Fit = "fits" | "repeat" | "gap" | "differs";

export class LiveStore {
  #view: LiveView | null = null;
  #head: Head | null = null;
  /** A head the server spoke of and this view has not reached yet. */
  #awaited: Head | null = null;
  #version = 0;
  readonly #recent: RecentEvents | null;
  #resets: { readonly count: number; readonly lastReason: ResetReason | null } = {
    count: 0,
    lastReason: null,
  };

  /** `recent`: keeps the last events, for others who may have missed some. */
  constructor(recent: RecentEvents | null = null) {
    this.#recent = recent;
  }

  get view(): LiveView | null {
    return this.#view;
  }

  /** Raised with every change. */
  get version(): number {
    return this.#version;
  }

  get resets() {
    return this.#resets;
  }

  /** Where it stands, to be told to the server; null where it has nothing. */
  get position(): Position | null {
    if (this.#head === null) return null;
    const { epoch, seq, hash } = this.#head;
    return { epoch, seq, hash };
  }

  takeEvent(event: Numbered<SiteEvent>): Fit {
    const [view, head] = [this.#view, this.#head];
    if (view === null || head === null || event.stream !== head.stream) return "gap";
    if (event.seq <= head.seq) return "repeat";
    if (event.seq !== head.seq + 1) return "gap";
    applyEvent(view, event);
    this.#recent?.add(event, head.hash);
    this.#head = { ...head, seq: event.seq, hash: nextHash(head.hash, event) };
    this.#version += 1;
    const awaited = this.#awaited;
    if (awaited === null || awaited.seq !== event.seq) return "fits";
    this.#awaited = null;
    return awaited.hash === this.#head.hash ? "fits" : "differs";
  }

  takeSnapshot({ stream, epoch, seq, hash, payload }: Snapshot): void {
    this.#view = openView(payload, seq);
    this.#head = { stream, epoch, seq, hash };
    this.#awaited = null;
    this.#recent?.clear();
    this.#version += 1;
    const { reason } = payload;
    if (reason === "connected" || reason === "asked") return;
    this.#resets = { count: this.#resets.count + 1, lastReason: reason };
  }

  /** The server says that everything missed was sent. */
  takeResumed(said: Head): Fit {
    const head = this.#head;
    if (head === null || said.epoch !== head.epoch || said.seq !== head.seq) return "gap";
    return said.hash === head.hash ? "fits" : "differs";
  }

  /** Compares with where the server stands. It may be ahead for a moment, never for two in a row. */
  compare(said: Head): Fit {
    const head = this.#head;
    if (head === null) return "fits";
    if (said.epoch !== head.epoch || said.seq < head.seq) return "gap";
    if (said.seq === head.seq) return said.hash === head.hash ? "fits" : "differs";
    const isLate = this.#awaited !== null;
    this.#awaited ??= said;
    return isLate ? "gap" : "fits";
  }

  /** The whole view where it stands, as a server would send it; null where there is nothing. */
  snapshot(): Snapshot | null {
    if (this.#view === null || this.#head === null) return null;
    const spoken = { protocolVersion: PROTOCOL_VERSION, oldestSpoken: OLDEST_SPOKEN };
    const payload = { ...snapshotOf(this.#view), reason: "asked" as const, ...spoken };
    return { type: "snapshot", ...this.#head, payload };
  }

  /** What follows a position that somebody else is at; null where only a snapshot helps. */
  since(position: Position): readonly Numbered<SiteEvent>[] | null {
    const head = this.#head;
    if (head === null || head.epoch !== position.epoch) return null;
    if (position.seq === head.seq && position.hash === head.hash) return [];
    return this.#recent?.since(position) ?? null;
  }

  /** Lets go of a view that cannot be trusted; the next connection brings a new one. */
  forget(): void {
    this.#head = null;
    this.#awaited = null;
  }
}
