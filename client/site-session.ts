// The parts of a site's client at work together: what is heard goes to the store and the outbox, what
// they make of it goes to the screens, and the connection is told what it means for the conversation.
import { CLOSE } from "../protocol/close-code.ts";
import type { Problem } from "../protocol/problem.ts";
import type { MadeOffline } from "../protocol/up.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import { closeCodeFor } from "./close-code-for.ts";
import { ConnectionNotes, startAfter } from "./connection-memory.ts";
import { Connection } from "./connection.ts";
import { FrameNews } from "./frame-news.ts";
import { Health } from "./health.ts";
import { VerdictTimes, waitingFigures } from "./verdict-times.ts";
import type { Heartbeat, Incoming, Resumed, Snapshot } from "./incoming.ts";
import { messagesOf } from "./incoming.ts";
import type { Fit, LiveStore } from "./live-store.ts";
import { framesOf } from "./outgoing.ts";
import { Outbox } from "./outbox.ts";
import type { DoorMessage } from "./outbox-storage.ts";
import type { ServerTime } from "./server-time.ts";
import { heartbeatMessage, resumeMessage, subscribeMessage } from "./session-messages.ts";
import type { SessionParts } from "./session-parts.ts";
import type { PageSignal, SiteEngine } from "./site-front.ts";
import type { SiteListeners } from "./site-listeners.ts";
import type { Heard, SiteState } from "./site-state.ts";
import { unreachable } from "../domain/assert.ts";
import type { StatsPayload } from "../protocol/down.ts";

export class SiteSession implements SiteEngine {
  readonly #connection: Connection;
  readonly #outbox: Outbox;
  readonly #parts: SessionParts;
  readonly #listeners: SiteListeners;
  readonly #store: LiveStore;
  readonly #time: ServerTime;
  readonly #health = new Health();
  readonly #verdicts = new VerdictTimes();
  #stats: StatsPayload | null = null;
  #state: SiteState | null = null;
  readonly #news = new FrameNews();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#listeners = parts.listeners;
    this.#store = parts.store;
    this.#time = parts.time;
    const changed = () => this.#changed();
    this.#outbox = new Outbox({
      ...parts,
      send: (messages) => {
        const now = parts.clock.elapsed();
        for (const { payload } of messages) this.#verdicts.sent(payload.commandId, now);
        for (const frame of framesOf(messages)) this.#connection.send(frame);
      },
      onSettled: (settled) => this.#news.tell(() => parts.onSettled(settled)),
      onChange: changed,
    });
    const notes = new ConnectionNotes(parts.memory);
    this.#connection = new Connection({
      ...parts,
      say: {
        subscribe: () => subscribeMessage({ ...parts, position: this.#store.position }),
        resume: () => resumeMessage(this.#store.position),
        heartbeat: () => this.#heartbeat(),
      },
      onFrame: (text) => {
        parts.onFrame?.(text, this.#heard);
        return this.#take(text);
      },
      onReady: () => this.#outbox.connected(),
      onGone: () => {
        this.#health.disconnected();
        this.#verdicts.disconnected();
        this.#outbox.disconnected();
      },
      onChange: () => {
        notes.note(this.#connection.state, this.#time.offsetMs);
        changed();
      },
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
      health: this.#health.figures,
      tabs: this.#parts.countTabs?.() ?? 1,
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

  /** Takes in commands that another tab put into the storage. */
  readStorage(): void {
    void this.#outbox.load();
  }

  tabsChanged(): void {
    this.#changed();
  }

  messages(): readonly DoorMessage[] {
    return this.#outbox.messages();
  }

  tell(signal: PageSignal): void {
    this.#connection.tell(signal === "start" ? startAfter(this.#parts.memory) : { type: signal });
  }

  get #heard(): Heard {
    return this.#connection.state.kind === "live" ? "live" : "catch-up";
  }

  #heartbeat(): string {
    const { clock, screen, countTabs } = this.#parts;
    const { position, resets } = this.#store;
    const sentAt = clock.elapsed();
    this.#health.sent(sentAt);
    const { jitterMs: _, ...figures } = this.#health.figures;
    const waiting = waitingFigures(this.#outbox.messages(), this.#verdicts);
    const [screenNow, tabs] = [screen?.() ?? "", countTabs?.() ?? 1];
    const health = { ...figures, ...waiting, screen: screenNow, reset: resets.count, tabs };
    return heartbeatMessage({ sentAt, position, health });
  }

  #take(text: string): boolean {
    const before = this.#store.version;
    this.#news.begin();
    try {
      for (const message of messagesOf(text)) this.#hear(message);
    } catch {
      // Whatever it was, the view may not be whole any more: begin anew rather than show it.
      this.#store.forget();
      this.#connection.giveUp(CLOSE.internal.code);
    }
    const news = this.#news.end();
    if (this.#state === null) this.#listeners.changes.call();
    for (const tell of news) tell();
    return this.#store.version !== before;
  }

  #hear(message: Incoming): void {
    switch (message.kind) {
      case "event":
        return this.#hearEvent(message);
      case "organisation":
        return this.#news.tell(() => this.#listeners.organisationEvents.call(message.event));
      case "snapshot":
        if (this.#isOutOfDate(message.snapshot)) return;
        this.#store.takeSnapshot(message.snapshot);
        this.#changed();
        return this.#connection.tell({ type: "caught-up" });
      case "resumed":
        if (this.#isOutOfDate(message.resumed)) return;
        this.#health.resumed();
        // Without events there is no view that could be behind.
        if (!this.#hasView) return this.#connection.tell({ type: "caught-up" });
        return this.#judge(this.#store.takeResumed(message.resumed), "caught-up");
      case "stats":
        this.#stats = message.stats;
        this.#changed();
        if (message.isInitial && !this.#hasView) this.#connection.tell({ type: "caught-up" });
        return;
      case "answer":
        this.#verdicts.answered(message.answer.commandId, this.#parts.clock.elapsed());
        return this.#outbox.answered(message.answer);
      case "heartbeat":
        return this.#hearHeartbeat(message.ack);
      case "farewell":
        return this.#connection.tell({ type: "going-away", comeBackInMs: message.comeBackInMs });
      case "problem":
        return this.#hearProblem(message.problem);
      default:
        return unreachable(message);
    }
  }

  #hearHeartbeat(ack: Heartbeat): void {
    const { clock } = this.#parts;
    const latencyMs = this.#time.learn(ack.payload);
    this.#health.compare(ack, this.#store.position, clock.elapsed());
    if (latencyMs !== null && ack.payload.sentAt !== null) {
      this.#health.answered(ack.payload.sentAt, latencyMs);
      this.#connection.tell({ type: "acknowledged", latencyMs });
    }
    this.#judge(this.#store.compare(ack));
  }

  get #hasView(): boolean {
    const { topics } = this.#parts;
    return topics.length === 0 || topics.includes("events");
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
    this.#connection.giveUp(closeCodeFor(problem));
  }

  #hearEvent({ event }: Extract<Incoming, { kind: "event" }>): void {
    const heard = this.#heard;
    const version = this.#store.version;
    this.#judge(this.#store.takeEvent(event));
    if (this.#store.version === version) return;
    this.#changed();
    this.#news.tell(() => this.#listeners.events.call(event, heard));
  }

  #judge(fit: Fit, otherwise: "caught-up" | null = null): void {
    if (fit === "gap" || fit === "differs") this.#connection.tell({ type: "lost-place" });
    else if (otherwise !== null) this.#connection.tell({ type: otherwise });
  }

  #changed(): void {
    this.#state = null;
    if (!this.#news.isTaking) this.#listeners.changes.call();
  }
}
