// The parts of a site's client at work together: what is heard goes to the store and the outbox, what
// they make of it goes to the screens, and the connection is told what it means for the conversation.
import { CLOSE } from "../protocol/close-code.ts";
import type { Problem, ProblemCode } from "../protocol/problem.ts";
import type { MadeOffline, Topic } from "../protocol/up.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { ClientClock } from "./clock.ts";
import type { Answering } from "./connection-state.ts";
import { Connection } from "./connection.ts";
import type { Incoming, Resumed, Snapshot } from "./incoming.ts";
import { messagesOf } from "./incoming.ts";
import type { Fit } from "./live-store.ts";
import type { LiveStore } from "./live-store.ts";
import { framesOf } from "./outgoing.ts";
import { Outbox } from "./outbox.ts";
import type { DoorMessage, OutboxStorage } from "./outbox-storage.ts";
import type { ServerTime } from "./server-time.ts";
import type { PageSignal, SiteEngine } from "./site-front.ts";
import type { SiteListeners } from "./site-listeners.ts";
import type { Heard, Settled, SiteState } from "./site-state.ts";
import type { SocketFactory } from "./socket.ts";
import { unreachable } from "../domain/assert.ts";
import type { StatsPayload } from "../protocol/down.ts";

/** A subscription that is sent back counts as closed for the same reason. */
const CLOSE_FOR: Partial<Record<ProblemCode, number>> = {
  "not-signed-in": CLOSE.notSignedIn.code,
  "not-allowed": CLOSE.notAllowed.code,
  "unknown-site": CLOSE.noSuchSite.code,
};

export interface SessionParts {
  readonly listeners: SiteListeners;
  /** Where the site stands for this page; a connection goes on from there. */
  readonly store: LiveStore;
  readonly time: ServerTime;
  readonly onSettled: (settled: Settled) => void;
  /** Every frame, before it is taken. */
  readonly onFrame?: ((text: string, heard: Heard) => void) | undefined;
  readonly url: string;
  readonly siteId: string;
  readonly socketFactory: SocketFactory;
  readonly topics: readonly Topic[];
  readonly storage: OutboxStorage;
  readonly clock: ClientClock;
  readonly random: () => number;
  readonly maxInFlight: number;
  readonly lookWhoAnswers?: (() => Promise<Answering>) | undefined;
}

export class SiteSession implements SiteEngine {
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #parts: SessionParts;
  readonly #listeners: SiteListeners;
  readonly #store: LiveStore;
  readonly #time: ServerTime;
  #stats: StatsPayload | null = null;
  #state: SiteState | null = null;
  /** What listeners are told once the frame that brought it is taken as a whole. */
  #news: (() => void)[] = [];
  #isTaking = false;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#listeners = parts.listeners;
    this.#store = parts.store;
    this.#time = parts.time;
    const changed = () => this.#changed();
    this.#outbox = new Outbox({
      ...parts,
      send: (messages) => {
        for (const frame of framesOf(messages)) this.#connection.send(frame);
      },
      onSettled: (settled) => this.#tell(() => parts.onSettled(settled)),
      onChange: changed,
    });
    this.#connection = new Connection({
      ...parts,
      say: {
        subscribe: () => this.#subscribe(),
        resume: () => JSON.stringify({ type: "resume", payload: this.#store.position }),
        heartbeat: () => this.#heartbeat(),
      },
      onFrame: (text) => {
        parts.onFrame?.(text, this.#heard);
        return this.#take(text);
      },
      onReady: () => this.#outbox.connected(),
      onGone: () => this.#outbox.disconnected(),
      onChange: changed,
    });
  }

  /** The same object until something changes. */
  get state(): SiteState {
    const connection = this.#connection.state;
    this.#state ??= {
      connection,
      view: this.#store.view,
      position: this.#store.position,
      version: this.#store.version,
      stats: this.#stats,
      latencyMs: connection.kind === "live" ? connection.latencyMs : null,
      waiting: this.#outbox.size,
      isKeeping: this.#outbox.isKeeping,
      resets: this.#store.resets,
      serverOffsetMs: this.#time.offsetMs,
    };
    return this.#state;
  }

  close(): void {
    this.#connection.tell({ type: "stop" });
    this.#outbox.close();
  }

  put(message: DoorMessage): void {
    this.#outbox.put(message);
  }

  amend(commandId: string, madeOffline: MadeOffline): void {
    this.#outbox.amend(commandId, madeOffline);
  }

  messages(): readonly DoorMessage[] {
    return this.#outbox.messages();
  }

  tell(signal: PageSignal): void {
    this.#connection.tell({ type: signal });
  }

  get #heard(): Heard {
    return this.#connection.state.kind === "live" ? "live" : "catch-up";
  }

  #subscribe(): string {
    const { siteId: site, topics } = this.#parts;
    const { position } = this.#store;
    const stand = position === null ? {} : { position };
    const payload = { site, topics, protocolVersion: PROTOCOL_VERSION, ...stand };
    return JSON.stringify({ type: "subscribe", payload });
  }

  #heartbeat(): string {
    const { position } = this.#store;
    const stand = position === null ? {} : { seq: position.seq, hash: position.hash };
    const payload = { sentAt: this.#parts.clock.elapsed(), ...stand };
    return JSON.stringify({ type: "heartbeat", payload });
  }

  #take(text: string): boolean {
    const before = this.#store.version;
    this.#isTaking = true;
    try {
      for (const message of messagesOf(text)) this.#hear(message);
    } catch {
      // Whatever it was, the view may not be whole any more: begin anew rather than show it.
      this.#store.forget();
      this.#connection.giveUp(CLOSE.internal.code);
    }
    this.#isTaking = false;
    const news = this.#news.splice(0);
    if (this.#state === null) this.#listeners.changes.call();
    for (const tell of news) tell();
    return this.#store.version !== before;
  }

  #hear(message: Incoming): void {
    switch (message.kind) {
      case "event":
        return this.#hearEvent(message);
      case "organisation":
        return this.#tell(() => this.#listeners.organisationEvents.call(message.event));
      case "snapshot":
        if (this.#isOutOfDate(message.snapshot)) return;
        this.#store.takeSnapshot(message.snapshot);
        this.#changed();
        return this.#connection.tell({ type: "caught-up" });
      case "resumed":
        if (this.#isOutOfDate(message.resumed)) return;
        return this.#judge(this.#store.takeResumed(message.resumed), "caught-up");
      case "stats":
        this.#stats = message.stats;
        this.#changed();
        if (message.isInitial && !this.#parts.topics.includes("events"))
          this.#connection.tell({ type: "caught-up" });
        return;
      case "answer":
        return this.#outbox.answered(message.answer);
      case "heartbeat": {
        const latencyMs = this.#time.learn(message.ack.payload);
        if (latencyMs !== null) this.#connection.tell({ type: "acknowledged", latencyMs });
        return this.#judge(this.#store.compare(message.ack));
      }
      case "farewell":
        return this.#connection.tell({ type: "going-away", comeBackInMs: message.comeBackInMs });
      case "problem":
        return this.#hearProblem(message.problem);
      default:
        return unreachable(message);
    }
  }

  /** A server that no longer speaks this version is not understood: whoever looks has to load anew. */
  #isOutOfDate({ payload }: Snapshot | Resumed): boolean {
    if (PROTOCOL_VERSION >= payload.oldestSpoken) return false;
    this.#connection.giveUp(CLOSE.outOfDate.code);
    return true;
  }

  #hearProblem(problem: Problem): void {
    const isAboutSubscribing =
      problem.commandId === undefined && this.#connection.state.kind === "catching-up";
    if (!isAboutSubscribing) return this.#outbox.failed(problem);
    const ms = (problem.retryAfter ?? 1) * 1_000;
    if (problem.retry === "later") return this.#connection.tell({ type: "told-to-wait", ms });
    this.#connection.giveUp(CLOSE_FOR[problem.code] ?? CLOSE.internal.code);
  }

  #hearEvent({ event }: Extract<Incoming, { kind: "event" }>): void {
    const heard = this.#heard;
    const version = this.#store.version;
    this.#judge(this.#store.takeEvent(event));
    if (this.#store.version === version) return;
    this.#changed();
    this.#tell(() => this.#listeners.events.call(event, heard));
  }

  #judge(fit: Fit, otherwise: "caught-up" | null = null): void {
    if (fit === "gap" || fit === "differs") this.#connection.tell({ type: "lost-place" });
    else if (otherwise !== null) this.#connection.tell({ type: otherwise });
  }

  #changed(): void {
    this.#state = null;
    if (!this.#isTaking) this.#listeners.changes.call();
  }

  #tell(news: () => void): void {
    if (this.#isTaking) this.#news.push(news);
    else news();
  }
}
