// The tab that leads: it has the socket and the outbox, passes on what it hears, and tells whoever joins
// what it missed. What it posts and what it takes happen in one order, so a joining tab has no gap.
import type { MadeOffline, Position } from "../../protocol/up.ts";
import type { ClientClock } from "../clock.ts";
import type { DoorMessage } from "../outbox-storage.ts";
import type { PageSignal, SiteEngine } from "../site-front.ts";
import type { SiteState, Settled } from "../site-state.ts";
import type { SessionParts } from "../session-parts.ts";
import { SiteSession } from "../site-session.ts";
import { unreachable } from "../../domain/assert.ts";
import type { CatchUp, FollowerMessage, LeaderMessage, SharedState } from "./tab-message.ts";

/** A browser lets hidden tabs speak once a minute; one that is silent for longer is taken for gone. */
export const GONE_MS = 150_000;

/** A tab that led before and did not know yet that it leads no more may have put a command there. */
const READ_STORAGE_MS = 30_000;

export interface LeadingParts {
  readonly session: Omit<SessionParts, "onSettled" | "onFrame" | "countTabs">;
  readonly isOnline: boolean;
  readonly isVisible: () => boolean;
  /** What was asked in this tab and is not answered yet. */
  readonly asked: readonly DoorMessage[];
  readonly wasAskedHere: (commandId: string) => boolean;
  readonly onSettled: (settled: Settled) => void;
  readonly post: (message: LeaderMessage) => void;
  /** Another tab may lead from here on. */
  readonly onHandOver: (to: string) => void;
}

export class Leading implements SiteEngine {
  readonly #parts: LeadingParts;
  readonly #clock: ClientClock;
  readonly #session: SiteSession;
  /** When each of the others was last heard, by the growing clock. */
  readonly #heardAt = new Map<string, number>();
  readonly #askedBy = new Map<string, string>();
  readonly #stop: () => void;
  #posted: SharedState | null = null;
  #cancelReading: () => void = () => undefined;

  constructor(parts: LeadingParts) {
    this.#parts = parts;
    this.#clock = parts.session.clock;
    this.#session = new SiteSession({
      ...parts.session,
      countTabs: () => {
        this.#forgetGone();
        return 1 + this.#heardAt.size;
      },
      onFrame: (text, heard) => this.#post({ kind: "frame", text, heard }),
      onSettled: (settled) => this.#settled(settled),
    });
    this.#stop = parts.session.listeners.changes.add(() => this.#postState());
    parts.post({ kind: "lead", state: this.#shared() });
    for (const message of parts.asked) this.#session.put(message);
    this.#session.tell("start");
    if (!parts.isOnline) this.#session.tell("went-offline");
    this.#readStorageLater();
  }

  get state(): SiteState {
    return this.#session.state;
  }

  put(message: DoorMessage): void {
    this.#session.put(message);
  }

  amend(commandId: string, madeOffline: MadeOffline): void {
    this.#session.amend(commandId, madeOffline);
  }

  messages(): readonly DoorMessage[] {
    return this.#session.messages();
  }

  tell(signal: PageSignal): void {
    this.#session.tell(signal);
  }

  visibilityChanged(): void {
    this.#postState();
  }

  hear(tab: string, message: FollowerMessage): void {
    this.#forgetGone();
    const isKnown = this.#heardAt.has(tab);
    if (message.kind === "bye") this.#heardAt.delete(tab);
    else this.#heardAt.set(tab, this.#clock.elapsed());
    if (isKnown !== this.#heardAt.has(tab)) this.#session.tabsChanged();
    // One that was taken for gone has missed what was said: it is to say where it stands.
    if (!isKnown && message.kind !== "hello") this.#post({ kind: "lead", state: this.#shared() });
    switch (message.kind) {
      case "hello":
        return this.#welcome(tab, message.position);
      case "look":
        return this.#post({ kind: "state", state: this.#shared() });
      case "ask":
        this.#askedBy.set(message.message.payload.commandId, tab);
        return this.#session.put(message.message);
      case "amend":
        return this.#session.amend(message.commandId, message.madeOffline);
      case "signal":
        return this.#session.tell(message.signal);
      case "want":
        return this.#parts.isVisible() ? undefined : this.#parts.onHandOver(tab);
      case "bye":
        return;
      default:
        return unreachable(message);
    }
  }

  close(): void {
    this.#stop();
    this.#cancelReading();
    this.#session.close();
  }

  #readStorageLater(): void {
    this.#cancelReading = this.#clock.after(READ_STORAGE_MS, () => {
      this.#session.readStorage();
      this.#readStorageLater();
    });
  }

  #welcome(to: string, position: Position | null): void {
    const state = this.#shared();
    this.#post({ kind: "welcome", to, catchUp: this.#catchUp(position), state });
  }

  #catchUp(position: Position | null): CatchUp {
    const { store } = this.#parts.session;
    const own = store.position;
    if (own === null) return { as: "nothing" };
    const isAhead = position !== null && position.epoch === own.epoch && position.seq > own.seq;
    if (isAhead) return { as: "nothing" };
    const events = position === null ? null : store.since(position);
    if (events !== null) return { as: "events", events };
    const snapshot = store.snapshot();
    return snapshot === null ? { as: "nothing" } : { as: "snapshot", snapshot };
  }

  #settled(settled: Settled): void {
    const { commandId } = settled.message.payload;
    const by = this.#askedBy.get(commandId);
    this.#askedBy.delete(commandId);
    const isOwn = this.#parts.wasAskedHere(commandId);
    const isOrphan = !isOwn && (by === undefined || !this.#heardAt.has(by));
    this.#post({ kind: "settled", settled, isOrphan });
    if (isOwn || isOrphan) this.#parts.onSettled(settled);
  }

  #shared(): SharedState {
    const {
      view: _view,
      position: _position,
      version: _version,
      resets: _resets,
      ...shared
    } = this.state;
    return { ...shared, isVisible: this.#parts.isVisible() };
  }

  #postState(): void {
    const [state, posted] = [this.#shared(), this.#posted];
    if (posted !== null && isSame(state, posted)) return;
    this.#posted = state;
    this.#post({ kind: "state", state });
  }

  #post(message: LeaderMessage): void {
    if (this.#heardAt.size > 0) this.#parts.post(message);
  }

  #forgetGone(): void {
    const oldest = this.#clock.elapsed() - GONE_MS;
    for (const [tab, heardAt] of this.#heardAt) {
      if (heardAt < oldest) this.#heardAt.delete(tab);
    }
  }
}

function isSame(one: SharedState, other: SharedState): boolean {
  const keys = Object.keys(one) as (keyof SharedState)[];
  return keys.every((key) => one[key] === other[key]);
}
