// A tab among those that share a connection: it follows, and leads while it holds the lock. What it
// knows and what was asked in it stay with it whichever it does.
import type { MadeOffline } from "../../protocol/up.ts";
import type { Asks } from "../asks.ts";
import type { DoorMessage } from "../outbox-storage.ts";
import type { PageSignal, SiteEngine } from "../site-front.ts";
import type { SessionParts } from "../session-parts.ts";
import type { Settled, SiteState } from "../site-state.ts";
import { Following } from "./following.ts";
import { Leading } from "./leading.ts";
import type { FollowerMessage, SharedState, TabMessage } from "./tab-message.ts";
import type { TabPorts } from "./tab-ports.ts";

export interface TabSessionParts {
  readonly session: Omit<SessionParts, "onSettled" | "onFrame" | "countTabs">;
  readonly asks: Asks;
  readonly ports: TabPorts;
}

export class TabSession implements SiteEngine {
  readonly #parts: TabSessionParts;
  readonly #stops: readonly (() => void)[];
  #role: Leading | Following;
  #letGo: () => void = () => undefined;
  #isOnline = true;
  #isClosed = false;

  constructor(parts: TabSessionParts) {
    this.#parts = parts;
    const { channel, visibility } = parts.ports;
    this.#stops = [
      channel.hear((message) => this.#hear(message)),
      visibility.onChange(() => this.#role.visibilityChanged()),
    ];
    this.#role = this.#following(null);
    this.#request(false);
  }

  get state(): SiteState {
    return this.#role.state;
  }

  put(message: DoorMessage): void {
    this.#role.put(message);
  }

  amend(commandId: string, madeOffline: MadeOffline): void {
    this.#role.amend(commandId, madeOffline);
  }

  messages(): readonly DoorMessage[] {
    return this.#role.messages();
  }

  tell(signal: PageSignal): void {
    if (signal === "came-online") this.#isOnline = true;
    if (signal === "went-offline") this.#isOnline = false;
    this.#role.tell(signal);
  }

  close(): void {
    this.#isClosed = true;
    this.#role.close();
    if (this.#role instanceof Following) this.#post({ kind: "bye" });
    for (const stop of this.#stops) stop();
    this.#letGo();
  }

  #request(take: boolean): void {
    this.#letGo = this.#parts.ports.lock.request(
      { take },
      { held: () => this.#lead(), taken: () => this.#yield() },
    );
  }

  #lead(): void {
    if (this.#isClosed || this.#role instanceof Leading) return;
    this.#role.close();
    const { session, ports } = this.#parts;
    this.#role = new Leading({
      ...this.#own(),
      session,
      isOnline: this.#isOnline,
      asked: this.#parts.asks.messages(),
      post: (message) => ports.channel.post({ ...message, tab: ports.tabId, leads: true }),
      onHandOver: (to) => this.#handOver(to),
    });
  }

  /** Follows without letting go of the lock: the other takes it, and no third gets it in between. */
  #handOver(to: string): void {
    this.#follow();
    const { channel, tabId } = this.#parts.ports;
    channel.post({ kind: "yours", to, tab: tabId, leads: true });
  }

  /** Another tab took the lock; this one waits in the line for it again. */
  #yield(): void {
    if (this.#isClosed) return;
    this.#follow();
    this.#request(false);
  }

  #take(): void {
    this.#letGo();
    this.#request(true);
  }

  #follow(): void {
    if (this.#role instanceof Following) return;
    const shared = { ...this.#role.state, isVisible: this.#parts.ports.visibility.isVisible() };
    this.#role.close();
    this.#role = this.#following(shared);
  }

  #following(shared: SharedState | null): Following {
    const { session, asks, ports } = this.#parts;
    return new Following({
      ...session,
      ...this.#own(),
      tabId: ports.tabId,
      shared,
      asked: () => asks.messages(),
      post: (message) => this.#post(message),
      onLeaderless: () => this.#take(),
    });
  }

  #own() {
    const { asks, session, ports } = this.#parts;
    return {
      isVisible: () => ports.visibility.isVisible(),
      wasAskedHere: (commandId: string) => asks.has(commandId),
      onSettled: (settled: Settled) => {
        asks.settle(settled);
        session.listeners.settlements.call(settled);
      },
    };
  }

  #post(message: FollowerMessage): void {
    const { channel, tabId } = this.#parts.ports;
    channel.post({ ...message, tab: tabId });
  }

  #hear(message: TabMessage): void {
    const role = this.#role;
    if ("leads" in message) {
      if (role instanceof Following) role.hear(message.tab, message);
    } else if (role instanceof Leading) role.hear(message.tab, message);
  }
}
