// Carries out what the machine of `next-connection.ts` says: owns the socket and the timers, and tells
// the machine what happens to them.
import { CLIENT_HEARTBEAT_MS, DEAD_SERVER_MS } from "../protocol/limits.ts";
import { unreachable } from "../domain/assert.ts";
import type { ClientClock } from "./clock.ts";
import type {
  Answering,
  ConnectionEffect,
  ConnectionEvent,
  ConnectionState,
} from "./connection-state.ts";
import { nextConnection } from "./next-connection.ts";
import { SilenceWatch } from "./silence-watch.ts";
import type { SocketFactory, SocketLike } from "./socket.ts";

/** How long a first snapshot may take, or the next piece of what was missed. */
export const CATCH_UP_MS = 20_000;
/** How long a server may take that is asked whether it is there. */
export const PROBE_MS = 2_000;
/** A browser that sees no network may be wrong, as where the server runs on the same machine. */
export const OFFLINE_TRY_MS = 10_000;

export interface ConnectionParts {
  readonly url: string;
  readonly socketFactory: SocketFactory;
  readonly clock: ClientClock;
  readonly random: () => number;
  /** Finds out who answers where the server should be; left out: nobody looks. */
  readonly lookWhoAnswers?: (() => Promise<Answering>) | undefined;
  /** What to say at these points of the conversation. */
  readonly say: {
    readonly subscribe: () => string;
    readonly resume: () => string;
    readonly heartbeat: () => string;
  };
  /** Takes a frame; returns false where it brought the view no further. */
  readonly onFrame: (text: string) => boolean;
  /** The commands that wait can be sent, and later: no more. */
  readonly onReady: () => void;
  readonly onGone: () => void;
  readonly onChange: () => void;
}

export class Connection {
  readonly #parts: ConnectionParts;
  readonly #watch: SilenceWatch;
  #state: ConnectionState = { kind: "idle" };
  #socket: SocketLike | null = null;
  #cancelTimer: (() => void) | null = null;
  #wasHeard = true;
  #isLooking = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#watch = new SilenceWatch(parts.clock, {
      silent: () => this.tell({ type: "silent" }),
      lateToLook: () => this.tell({ type: this.#state.kind === "live" ? "woke" : "silent" }),
    });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  tell(event: ConnectionEvent): void {
    const { clock, random, onChange } = this.#parts;
    const before = this.#state;
    const moment = { now: clock.now(), random: random() };
    const { state, effects } = nextConnection(before, event, moment);
    this.#state = state;
    if (state.kind !== before.kind) this.#enter(state);
    for (const effect of effects) this.#perform(effect);
    if (state !== before) onChange();
  }

  send(text: string): void {
    this.#socket?.send(text);
  }

  /** Ends a conversation that makes no sense, as if the other side had. */
  giveUp(code: number): void {
    if (this.#socket === null) return;
    this.#close();
    this.tell({ type: "closed", code });
  }

  #enter(state: ConnectionState): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    switch (state.kind) {
      case "connecting":
        return this.#watch.start(DEAD_SERVER_MS);
      case "catching-up":
        return this.#watch.start(CATCH_UP_MS);
      case "live":
        this.#watch.start(DEAD_SERVER_MS);
        this.#wasHeard = true;
        return this.#beat();
      case "waiting":
      case "unreachable":
      case "intercepted":
      case "restarting":
        this.#watch.stop();
        return this.#dueIn(state.until - this.#parts.clock.now());
      case "offline":
        this.#watch.stop();
        return this.#dueIn(OFFLINE_TRY_MS);
      case "idle":
      case "signed-out":
      case "refused":
      case "out-of-date":
        return this.#watch.stop();
      default:
        return unreachable(state);
    }
  }

  #perform(effect: ConnectionEffect): void {
    switch (effect) {
      case "open":
        return this.#open();
      case "close":
        return this.#close();
      case "subscribe":
        return this.send(this.#parts.say.subscribe());
      case "resume":
        return this.send(this.#parts.say.resume());
      case "probe":
        return this.#probe();
      case "resend":
        return this.#parts.onReady();
      case "look":
        return void this.#look();
      default:
        return unreachable(effect);
    }
  }

  #open(): void {
    let socket: SocketLike;
    try {
      socket = this.#parts.socketFactory(this.#parts.url);
    } catch {
      // An address that cannot be one, or a page that may not connect: as good as a closed socket.
      return this.tell({ type: "closed", code: 1006 });
    }
    this.#socket = socket;
    // Closed by us, it may still speak; then nobody listens.
    const ifOurs = (handle: (event: object) => void) => (event: object) => {
      if (this.#socket === socket) handle(event);
    };
    const closed = (event: object) => {
      this.#drop();
      this.tell({ type: "closed", code: (event as { code: number }).code });
    };
    socket.addEventListener(
      "open",
      ifOurs(() => this.tell({ type: "opened" })),
    );
    socket.addEventListener(
      "message",
      ifOurs((event) => this.#hear((event as { data: unknown }).data)),
    );
    socket.addEventListener("close", ifOurs(closed));
    // Always followed by a close, which says more.
    socket.addEventListener("error", () => undefined);
  }

  #hear(data: unknown): void {
    if (typeof data !== "string") return;
    this.#wasHeard = true;
    const brought = this.#parts.onFrame(data);
    if (this.#state.kind === "live" || brought) this.#watch.heard();
    if (this.#state.kind === "live" && this.#state.doubtSince !== null)
      this.tell({ type: "heard" });
  }

  #close(): void {
    const socket = this.#socket;
    this.#drop();
    socket?.close(1000);
  }

  #drop(): void {
    this.#socket = null;
    this.#parts.onGone();
  }

  #probe(): void {
    this.send(this.#parts.say.heartbeat());
    this.#watch.expectWithin(PROBE_MS);
  }

  async #look(): Promise<void> {
    const { lookWhoAnswers } = this.#parts;
    if (this.#isLooking || lookWhoAnswers === undefined) return;
    this.#isLooking = true;
    const answering = await lookWhoAnswers().catch(() => null);
    this.#isLooking = false;
    if (answering !== null) this.tell({ type: "looked", answering });
  }

  #beat(): void {
    if (!this.#wasHeard) this.tell({ type: "unanswered" });
    this.#wasHeard = false;
    this.send(this.#parts.say.heartbeat());
    this.#cancelTimer = this.#parts.clock.after(CLIENT_HEARTBEAT_MS, () => this.#beat());
  }

  #dueIn(ms: number): void {
    this.#cancelTimer = this.#parts.clock.after(ms, () => this.tell({ type: "due" }));
  }
}
