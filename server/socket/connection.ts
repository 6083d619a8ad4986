// One connection: who it is, what it listens to, how far it has come, and how much waits for it.
//
// Contract of its outgoing side: frames leave in order; what waits is bounded. Above `behindBytes` the
// live stream of this listener stops and nothing more of it is kept; once it has drained it goes on
// from the log. Above `closeBytes`, or behind for longer than `behindMs`, it is closed. Frames are
// written to the socket itself: `ws` writes its own (close, pong) there too, whole and in order,
// because no connection of ours compresses or fragments.
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { CLOSE } from "../../protocol/close-code.ts";
import type { CloseName } from "../../protocol/close-code.ts";
import { DEAD_PEER_MS, SERVER_PING_MS } from "../../protocol/limits.ts";
import type { Position, Topic } from "../../protocol/up.ts";
import { TOPICS } from "../../protocol/up.ts";
import type { Frame, Listener } from "../hub/listener.ts";
import type { Caller } from "../people/caller.ts";
import { encodeTextFrame } from "./frame.ts";
import type { SocketParts } from "./socket-parts.ts";
import { TokenBucket } from "./token-bucket.ts";

/** How long a close may take before the socket is simply ended. */
const CLOSE_PATIENCE_MS = 1_000;

export class Connection implements Listener {
  readonly caller: Caller;
  readonly address: string;
  readonly bucket: TokenBucket;
  topics: ReadonlySet<Topic> = new Set(TOPICS);
  /** The site it listens to, once it has subscribed. */
  siteId: string | null = null;
  lastHeardAt: number;
  readonly #parts: SocketParts;
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
  #generation = 0;
  #reached: number | null = null;
  #behindSince: number | null = null;
  #isClosing = false;

  constructor(
    parts: SocketParts,
    wire: { readonly webSocket: WebSocket; readonly socket: Duplex },
    who: { readonly caller: Caller; readonly address: string },
  ) {
    this.#parts = parts;
    this.#webSocket = wire.webSocket;
    this.#socket = wire.socket;
    this.caller = who.caller;
    this.address = who.address;
    const { messages, operatorMessages } = parts.limits;
    const rate = who.caller.staffId === null ? operatorMessages : messages;
    this.bucket = new TokenBucket(rate, parts.clock);
    this.lastHeardAt = parts.clock.elapsed();
    this.#socket.on("drain", () => this.#onDrain());
  }

  /** Listens to a site from a position on, or from the present; false where there is no such site. */
  async subscribe(
    siteId: string,
    topics: readonly Topic[],
    position: Position | null,
    reason: "connected" | "asked",
  ): Promise<boolean> {
    this.leave();
    this.siteId = siteId;
    this.topics = new Set(topics.length === 0 ? TOPICS : topics);
    this.#behindSince = null;
    return this.#parts.hub.attach(siteId, this, position, this.#wanted(), reason);
  }

  deliver(frame: Frame, seq: number | null): void {
    if (this.#behindSince !== null || this.#isClosing) return;
    if (seq !== null) this.#reached = seq;
    this.#write(frame);
    if (this.#socket.writableLength > this.#parts.limits.behindBytes) {
      this.#behindSince = this.#parts.clock.elapsed();
      this.#parts.observer.behind();
      this.leave();
    }
  }

  /** A message for this connection alone. */
  send(message: { readonly type: string; readonly payload: unknown }): void {
    if (this.#isClosing) return;
    this.#write(encodeTextFrame(JSON.stringify(message)));
  }

  /** Called by the one timer of all connections. */
  check(now: number): void {
    const { behindMs, closeBytes } = this.#parts.limits;
    const isStuck = this.#behindSince !== null && now - this.#behindSince > behindMs;
    const silentFor = now - this.lastHeardAt;
    if (isStuck || this.#socket.writableLength > closeBytes) this.close("tooSlow");
    else if (silentFor > DEAD_PEER_MS) this.close("silent");
    else if (silentFor > SERVER_PING_MS) this.#webSocket.ping();
  }

  leave(): void {
    this.#generation += 1;
    if (this.siteId !== null) this.#parts.hub.detach(this.siteId, this);
  }

  close(name: CloseName): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    this.leave();
    const { code, reason } = CLOSE[name];
    this.#webSocket.close(code, reason);
    this.#parts.clock.after(CLOSE_PATIENCE_MS, () => this.#webSocket.terminate());
  }

  #write(frame: Frame): void {
    if (this.#socket.writable) this.#socket.write(frame);
  }

  #onDrain(): void {
    const { siteId } = this;
    if (this.#behindSince === null || this.#isClosing || siteId === null) return;
    this.#behindSince = null;
    const { hub, logger } = this.#parts;
    const going =
      this.#reached === null
        ? hub.attach(siteId, this, null, this.#wanted())
        : hub.resume(siteId, this, this.#reached, this.#wanted());
    going.catch((error: unknown) => {
      logger.error({ err: error }, "a listener could not go on");
      this.close("internal");
    });
  }

  /** A later subscription, a leave or a close makes an earlier one unwanted. */
  #wanted(): () => boolean {
    const generation = ++this.#generation;
    return () => generation === this.#generation && !this.#isClosing;
  }
}
