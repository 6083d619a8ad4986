// One connection: who it is, what it listens to, how far it has come, and how much waits for it.
//
// Contract of its outgoing side: broadcast frames leave in order, answers ahead of those that wait
// (`outgoing.ts`); what waits is bounded. Above `behindBytes` the live stream of this listener stops
// and nothing more of it is kept; once it has drained it goes on from the log. One that does not take
// its answers is not read from until it does. Above `closeBytes` of answers, or stalled for longer than
// `behindMs`, it is closed. Frames are written to the socket itself: `ws` writes its own (close, pong)
// there too, whole and in order, because no connection of ours compresses or fragments.
import { randomUUID } from "node:crypto";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Instant } from "../../domain/instant.ts";
import { CLOSE } from "../../protocol/close-code.ts";
import type { CloseName } from "../../protocol/close-code.ts";
import type { Health, Position, Topic } from "../../protocol/up.ts";
import { TOPICS } from "../../protocol/up.ts";
import type { Attached, Frame, Listener } from "../hub/listener.ts";
import { InFlight } from "../in-flight.ts";
import type { Caller } from "../people/caller.ts";
import type { ConnectionFigures } from "./connection-figures.ts";
import { figuresOf } from "./connection-figures.ts";
import { encodeTextFrame } from "./frame.ts";
import { Liveness } from "./liveness.ts";
import { Outgoing } from "./outgoing.ts";
import type { SocketParts } from "./socket-parts.ts";
import { TokenBucket } from "./token-bucket.ts";

/** How long a close may take before the socket is simply ended. */
const CLOSE_PATIENCE_MS = 1_000;
/** How long a client that is sent away waits for its last answers. */
const LAST_ANSWERS_MS = 1_000;

/** What a listener asked for: it is asked again where it fell behind before anything came. */
interface Asked {
  readonly position: Position | null;
  readonly reason: "connected" | "asked";
}

export class Connection implements Listener {
  readonly id = randomUUID();
  readonly connectedAt: Instant;
  readonly caller: Caller;
  readonly address: string;
  readonly bucket: TokenBucket;
  readonly liveness: Liveness;
  /** Its commands that are being decided. */
  readonly commands = new InFlight();
  topics: ReadonlySet<Topic> = new Set(TOPICS);
  /** The site it listens to, once it has subscribed. */
  siteId: string | null = null;
  /** What it said of itself with its last heartbeat. */
  health: Health | null = null;
  readonly #parts: SocketParts;
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  readonly #outgoing: Outgoing;
  readonly #counts = { events: 0, behind: 0, resumed: 0, reset: 0 };
  #generation = 0;
  #asked: Asked = { position: null, reason: "connected" };
  #reached: number | null = null;
  #isLive = false;
  #behindSince: number | null = null;
  #pausedSince: number | null = null;
  #isClosing = false;

  constructor(
    parts: SocketParts,
    wire: { readonly webSocket: WebSocket; readonly socket: Duplex },
    who: { readonly caller: Caller; readonly address: string },
  ) {
    this.#parts = parts;
    this.#webSocket = wire.webSocket;
    this.#socket = wire.socket;
    this.#outgoing = new Outgoing(wire.socket, () => this.#goOn());
    this.caller = who.caller;
    this.address = who.address;
    const { messages, operatorMessages } = parts.limits;
    const rate = who.caller.staffId === null ? operatorMessages : messages;
    this.bucket = new TokenBucket(rate, parts.clock);
    this.connectedAt = parts.clock.now();
    this.liveness = new Liveness(parts.clock);
  }

  /**
   * Listens to a site from a position on, or from the present, as soon as it is its turn; false where
   * there is no such site.
   */
  async subscribe(
    siteId: string,
    topics: readonly Topic[],
    { position, reason }: Asked,
    itsTurn: () => Promise<void> = () => Promise.resolve(),
  ): Promise<boolean> {
    this.leave();
    this.siteId = siteId;
    this.topics = new Set(topics.length === 0 ? TOPICS : topics);
    this.#asked = { position, reason };
    this.#reached = null;
    this.#behindSince = null;
    // What waits belongs to what it listened to before.
    this.#outgoing.drop();
    const isWanted = this.#wanted();
    await itsTurn();
    const isKnown = await this.#parts.hub.attach(siteId, this, position, isWanted, reason);
    this.#isLive = isWanted();
    return isKnown;
  }

  deliver(frame: Frame, seq: number | null, events = 0): void {
    if (this.#behindSince !== null || this.#isClosing) return;
    const { behindBytes } = this.#parts.limits;
    const held = this.#outgoing.heldBytes;
    // One frame that is larger than the bound by itself, such as a snapshot, is taken beyond it.
    const isTooMuch = frame.length < behindBytes && held + frame.length > behindBytes;
    if (held > 0 && (held >= behindBytes || isTooMuch)) {
      this.#fallBehind();
      return;
    }
    if (seq !== null) this.#reached = seq;
    this.#counts.events += events;
    this.#outgoing.broadcast(frame);
  }

  attached(how: Attached): void {
    if (how === "resumed") this.#counts.resumed += 1;
    else if (how !== "connected" && how !== "asked") this.#counts.reset += 1;
  }

  failed(): void {
    this.close("internal");
  }

  /** A message for this connection alone. */
  send(message: { readonly type: string; readonly payload: unknown }): void {
    if (this.#isClosing) return;
    const { closeBytes, pauseBytes } = this.#parts.limits;
    this.#outgoing.answer(encodeTextFrame(JSON.stringify(message)), () => this.#readOn());
    if (this.#outgoing.answerBytes > closeBytes) this.close("tooSlow");
    else if (this.#outgoing.answerBytes > pauseBytes && this.#pausedSince === null) {
      this.#pausedSince = this.#parts.clock.elapsed();
      this.#webSocket.pause();
    }
  }

  /** Called now and then by the one timer of all connections. */
  check(now: number): void {
    const { behindMs } = this.#parts.limits;
    const stalledSince = this.#behindSince ?? this.#pausedSince;
    if (stalledSince !== null && now - stalledSince > behindMs) this.close("tooSlow");
    else if (this.liveness.isDead(now)) this.close("silent");
    else if (this.liveness.shouldPing(now)) this.#webSocket.ping();
  }

  leave(): void {
    this.#generation += 1;
    this.#isLive = false;
    if (this.siteId !== null) this.#parts.hub.detach(this.siteId, this);
  }

  /** Takes leave, once its commands are answered, of a client that is to find another server. */
  async sendAway(comeBackInMs: number): Promise<void> {
    if (this.commands.count > 0) await this.commands.none(this.#parts.clock, LAST_ANSWERS_MS);
    this.send({ type: "going_away", payload: { comeBackInMs } });
    this.close("restarting");
  }

  close(name: CloseName): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.leave();
    this.#outgoing.drop();
    const { code, reason } = CLOSE[name];
    this.#webSocket.close(code, reason);
    this.#parts.clock.after(CLOSE_PATIENCE_MS, () => this.#webSocket.terminate());
  }

  /** There and back, as the client measured it, else by our ping; null before either. */
  get latencyMs(): number | null {
    return this.health?.latencyMs ?? this.liveness.roundTripMs;
  }

  figures(): ConnectionFigures {
    return figuresOf(this, {
      head: this.siteId === null ? null : this.#parts.hub.headOf(this.siteId),
      reached: this.#reached,
      counts: this.#counts,
      outgoing: this.#outgoing,
      socket: this.#socket,
    });
  }

  #fallBehind(): void {
    this.#behindSince = this.#parts.clock.elapsed();
    // One that is being brought up to date takes it piece by piece; only a live one has fallen behind.
    if (this.#isLive) {
      this.#counts.behind += 1;
      this.#parts.observer.behind();
    }
    this.leave();
    this.#outgoing.watch();
  }

  /** Reads from it again, once it has taken its answers. */
  #readOn(): void {
    if (this.#pausedSince === null || this.#outgoing.answerBytes > 0) return;
    this.#pausedSince = null;
    this.#webSocket.resume();
  }

  #goOn(): void {
    const { siteId } = this;
    if (this.#behindSince === null || this.#isClosing || siteId === null) return;
    this.#behindSince = null;
    this.#catchUp(siteId).catch((error: unknown) => {
      this.#parts.logger.error({ err: error }, "a listener could not go on");
      this.close("internal");
    });
  }

  async #catchUp(siteId: string): Promise<void> {
    const { hub } = this.#parts;
    const isWanted = this.#wanted();
    const { position, reason } = this.#asked;
    if (this.#reached === null) await hub.attach(siteId, this, position, isWanted, reason);
    else await hub.resume(siteId, this, this.#reached, isWanted);
    this.#isLive = isWanted();
  }

  /** A later subscription, a leave or a close makes an earlier one unwanted. */
  #wanted(): () => boolean {
    const generation = ++this.#generation;
    return () => generation === this.#generation && !this.#isClosing;
  }
}
