// The WebSocket of a simulated browser over a link: it speaks frames, answers pings by itself, and tells
// its page what a browser would tell.
import type { SocketLike } from "../../client/socket.ts";
import { CLOSE, clientFrame, FrameReader, PING, PONG, TEXT } from "./frames.ts";
import type { Link } from "./link.ts";

type Type = Parameters<SocketLike["addEventListener"]>[0];

/** How long a browser waits for the server's part of a close. */
const CLOSING_MS = 2_000;

export interface PageSocketParts {
  readonly after: (ms: number, callback: () => void) => void;
  readonly onSent: (text: string) => void;
  /** Before the page hears of it. */
  readonly onText: (text: string) => void;
}

export class PageSocket implements SocketLike {
  readonly #parts: PageSocketParts;
  readonly #reader = new FrameReader();
  readonly #listeners = new Map<Type, ((event: object) => void)[]>();
  #link: Link | null = null;
  #state: "connecting" | "open" | "closing" | "closed" = "connecting";
  #code = 1006;

  constructor(parts: PageSocketParts) {
    this.#parts = parts;
  }

  get link(): Link | null {
    return this.#link;
  }

  get isClosed(): boolean {
    return this.#state === "closed";
  }

  attach(link: Link): void {
    this.#link = link;
    if (this.#state !== "connecting") link.leave();
  }

  addEventListener(type: Type, listener: (event: object) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    if (this.#state !== "open") return;
    this.#parts.onSent(text);
    this.#up(TEXT, Buffer.from(text, "utf8"));
  }

  close(code = 1000): void {
    if (this.#state === "closing" || this.#state === "closed") return;
    const wasOpen = this.#state === "open";
    this.#state = "closing";
    if (!wasOpen) return this.#over();
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.#up(CLOSE, payload);
    this.#parts.after(CLOSING_MS, () => this.#over());
  }

  /** Bytes from the server. */
  hear(bytes: Buffer): void {
    const frames = this.#reader.read(bytes);
    if (this.#state === "connecting" && this.#reader.isUpgraded) {
      this.#state = "open";
      this.#call("open", {});
    }
    for (const { opcode, payload } of frames) this.#take(opcode, payload);
  }

  /** The connection is over, or never came about. */
  end(): void {
    if (this.#state === "closed") return;
    this.#state = "closed";
    this.#call("error", {});
    this.#call("close", { code: this.#code });
  }

  #take(opcode: number, payload: Buffer): void {
    if (opcode === PING) return this.#up(PONG, payload);
    if (opcode === CLOSE) {
      this.#code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      if (this.#state === "open") this.#up(CLOSE, payload.subarray(0, 2));
      this.#state = "closing";
      return this.#over();
    }
    // One that is closing hears nothing any more.
    if (opcode !== TEXT || this.#state !== "open") return undefined;
    const text = payload.toString("utf8");
    this.#parts.onText(text);
    return this.#call("message", { data: text });
  }

  #over(): void {
    if (this.#state === "closed") return;
    this.#link?.leave();
    this.end();
  }

  #up(opcode: number, payload: Buffer): void {
    this.#link?.up(clientFrame(opcode, payload));
  }

  #call(type: Type, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}
