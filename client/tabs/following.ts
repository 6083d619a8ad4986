// A tab that follows: it folds what the leading tab passes on into a view of its own, so that it can
// lead at once where the other is closed. One that leads and no longer answers is replaced.
import type { MadeOffline } from "../../protocol/up.ts";
import type { ConnectionMemory } from "../connection-memory.ts";
import { NO_HEALTH } from "../health.ts";
import type { DoorMessage, OutboxStorage } from "../outbox-storage.ts";
import type { LiveStore } from "../live-store.ts";
import type { ServerTime } from "../server-time.ts";
import { SilenceWatch } from "../silence-watch.ts";
import type { PageSignal, SiteEngine } from "../site-front.ts";
import type { SiteListeners } from "../site-listeners.ts";
import type { Settled, SiteState } from "../site-state.ts";
import type { ClientClock } from "../clock.ts";
import { unreachable } from "../../domain/assert.ts";
import { RelayedFrames } from "./relayed-frames.ts";
import type { CatchUp, FollowerMessage, LeaderMessage, SharedState } from "./tab-message.ts";

/** How long the leading tab may say nothing before it is asked, and how long it may then take. */
export const LOOK_MS = 4_000;
export const REPLY_MS = 1_500;
/** One look may come while this tab is too busy to hear the reply. */
const LOOKS = 2;
/** Browsers slow hidden tabs down: one that can be seen leads better than one hidden for this long. */
export const HIDDEN_MS = 30_000;

export interface FollowingParts {
  readonly tabId: string;
  readonly store: LiveStore;
  readonly time: ServerTime;
  readonly memory?: ConnectionMemory | undefined;
  readonly storage: OutboxStorage;
  readonly listeners: SiteListeners;
  readonly clock: ClientClock;
  readonly random: () => number;
  readonly isVisible: () => boolean;
  readonly asked: () => readonly DoorMessage[];
  readonly wasAskedHere: (commandId: string) => boolean;
  readonly onSettled: (settled: Settled) => void;
  readonly post: (message: FollowerMessage) => void;
  /** Nobody leads, or whoever does left it to this tab. */
  readonly onLeaderless: () => void;
  /** As it stood in this tab until now. */
  readonly shared: SharedState | null;
}

export class Following implements SiteEngine {
  readonly #parts: FollowingParts;
  readonly #watch: SilenceWatch;
  readonly #frames: RelayedFrames;
  #shared: SharedState;
  #state: SiteState | null = null;
  #leader: string | null = null;
  /** Whether the view goes on from where the leading tab's stood. */
  #isJoined = false;
  #looks = 0;
  #cancelWish: (() => void) | null = null;

  constructor(parts: FollowingParts) {
    this.#parts = parts;
    this.#shared = parts.shared ?? notYet(parts);
    this.#frames = new RelayedFrames(parts.store, parts.listeners, () => this.#changed());
    this.#watch = new SilenceWatch(parts.clock, {
      silent: () => (this.#looks < LOOKS ? this.#look() : this.#leaderless()),
      lateToLook: () => this.#look(),
    });
    this.#watch.start(LOOK_MS);
    this.#hello();
    this.#expectReply();
  }

  get state(): SiteState {
    const { store } = this.#parts;
    const { isVisible: _, ...shared } = this.#shared;
    const { view, position, version, resets } = store;
    this.#state ??= { ...shared, view, position, version, resets };
    return this.#state;
  }

  /** Kept before it is handed on, so that it is not lost with the tab that leads. */
  put(message: DoorMessage): void {
    this.#keep(message);
    this.#parts.post({ kind: "ask", message });
  }

  amend(commandId: string, madeOffline: MadeOffline): void {
    const asked = this.#parts.asked().find(({ payload }) => payload.commandId === commandId);
    if (asked !== undefined) this.#keep(asked);
    this.#parts.post({ kind: "amend", commandId, madeOffline });
  }

  messages(): readonly DoorMessage[] {
    return this.#parts.asked();
  }

  /** The network is the same for all tabs: whoever leads hears of it too. */
  tell(signal: PageSignal): void {
    if (signal === "start" || signal === "woke") this.#parts.post({ kind: "signal", signal });
    if (signal === "woke") this.#look();
  }

  visibilityChanged(): void {
    this.#wish();
  }

  hear(tab: string, message: LeaderMessage): void {
    switch (message.kind) {
      case "lead":
        this.#leader = tab;
        this.#take(message.state);
        return this.#hello();
      case "welcome":
        if (message.to !== this.#parts.tabId) return;
        this.#leader = tab;
        this.#join(message.catchUp);
        return this.#take(message.state);
      case "frame":
        if (tab !== this.#leader || !this.#isJoined) return;
        this.#heard();
        return this.#frames.take(message.text, message.heard) ? undefined : this.#hello();
      case "state":
        return tab === this.#leader ? this.#take(message.state) : undefined;
      case "settled": {
        // True whoever says it, also one that leads no more.
        const { commandId } = message.settled.message.payload;
        const isOurs = message.isOrphan || this.#parts.wasAskedHere(commandId);
        return isOurs ? this.#parts.onSettled(message.settled) : undefined;
      }
      case "yours":
        return message.to === this.#parts.tabId ? this.#parts.onLeaderless() : undefined;
      default:
        return unreachable(message);
    }
  }

  close(): void {
    this.#watch.stop();
    this.#cancelWish?.();
  }

  /** The tab that leads keeps it too, and says where that fails. */
  #keep(message: DoorMessage): void {
    this.#parts.storage.put(message).catch(() => undefined);
  }

  #hello(): void {
    this.#isJoined = false;
    this.#parts.post({ kind: "hello", position: this.#parts.store.position });
  }

  #join(catchUp: CatchUp): void {
    this.#isJoined = true;
    this.#frames.catchUp(catchUp);
    for (const message of this.#parts.asked()) this.#parts.post({ kind: "ask", message });
  }

  #take(state: SharedState): void {
    this.#heard();
    this.#shared = state;
    this.#parts.time.adopt(state.serverOffsetMs);
    this.#changed();
    this.#wish();
  }

  #heard(): void {
    this.#looks = 0;
    this.#watch.heard();
  }

  #look(): void {
    this.#parts.post({ kind: "look" });
    this.#expectReply();
  }

  /** Not to the millisecond, so that two tabs do not both take the lead. */
  #expectReply(): void {
    this.#looks += 1;
    this.#watch.expectWithin(REPLY_MS * (1 + this.#parts.random() / 2));
  }

  #leaderless(): void {
    this.#looks = 0;
    this.#watch.start(LOOK_MS);
    this.#parts.onLeaderless();
  }

  #wish(): void {
    const mayWish = !this.#shared.isVisible && this.#parts.isVisible();
    if (mayWish) {
      this.#cancelWish ??= this.#parts.clock.after(HIDDEN_MS, () => {
        this.#cancelWish = null;
        this.#parts.post({ kind: "want" });
        this.#wish();
      });
      return;
    }
    this.#cancelWish?.();
    this.#cancelWish = null;
  }

  #changed(): void {
    this.#state = null;
    this.#parts.listeners.changes.call();
  }
}

function notYet({ memory, clock, time }: FollowingParts): SharedState {
  const awaySince = memory?.load()?.awaySince ?? null;
  return {
    connection: {
      ...{ kind: "connecting", isOnline: true, answering: null },
      ...{ since: awaySince ?? clock.now(), attempt: awaySince === null ? 0 : 1 },
    },
    stats: null,
    latencyMs: null,
    waiting: 0,
    isKeeping: true,
    serverOffsetMs: time.offsetMs,
    health: NO_HEALTH,
    tabs: 1,
    isVisible: true,
  };
}
