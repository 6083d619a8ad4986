// One connection between a browser and a server, as two streams of bytes: each arrives in its order,
// late, at the pace the reader allows, or no more.
import { Duplex } from "node:stream";
import type { Machine } from "./machine.ts";
import type { Scheduler } from "./scheduler.ts";

export interface LinkParts {
  readonly scheduler: Scheduler;
  readonly server: Machine;
  readonly browser: Machine;
  /** How long bytes are on their way. */
  readonly latency: () => number;
  /** Bytes on their way to the browser above which the server's socket takes no more. */
  readonly windowBytes: number;
  readonly onBytes: (bytes: Buffer) => void;
  /** The browser hears that the connection is over. */
  readonly onEnd: () => void;
}

interface Chunk {
  readonly bytes: Buffer;
  readonly taken: () => void;
}

export class Link {
  /** The server's end. */
  readonly socket: Duplex;
  readonly #parts: LinkParts;
  #down: Chunk[] = [];
  readonly #wayUp: (() => void)[] = [];
  readonly #wayDown: (() => void)[] = [];
  #waiting: Chunk | null = null;
  #onTheWay = 0;
  #lastDown = 0;
  #lastUp = 0;
  #stalledUntil = 0;
  #isReading = true;
  #isLost = false;
  #isOver = false;

  constructor(parts: LinkParts) {
    this.#parts = parts;
    this.socket = new Duplex({
      read: () => undefined,
      write: (bytes: Buffer, _encoding, taken) => this.#fromServer({ bytes, taken }),
      final: (done) => {
        this.#sayEnd();
        done();
      },
      destroy: (_error, done) => {
        this.#sayEnd();
        done(null);
      },
    });
    this.socket.on("error", () => undefined);
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** From the browser to the server. */
  up(bytes: Buffer): void {
    if (this.#isOver || this.#isLost) return;
    this.#lastUp = this.#arrival(this.#lastUp);
    this.#at(this.#lastUp, this.#wayUp, () => this.#parts.server.run(() => this.#push(bytes)));
  }

  /** Both ends find it broken, the server's a moment later; what is on its way is lost. */
  cut(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#parts.scheduler.after(this.#parts.latency(), () => this.socket.destroy());
    if (!this.#isLost) this.#parts.browser.run(() => this.#parts.onEnd());
  }

  /** The browser lets go of it: the server hears, if anything is heard at all. */
  leave(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    if (this.#isLost) return;
    this.#lastUp = this.#arrival(this.#lastUp);
    this.#at(this.#lastUp, this.#wayUp, () => this.socket.destroy());
  }

  /** Nothing arrives any more, and nobody is told. */
  lose(): void {
    this.#isLost = true;
  }

  /** Nothing arrives for so long; then all of it. */
  stall(ms: number): void {
    this.#stalledUntil = Math.max(this.#stalledUntil, this.#parts.scheduler.now + ms);
  }

  /** Whether the browser takes what arrives. */
  read(isReading: boolean): void {
    this.#isReading = isReading;
    if (isReading) this.#takeAll();
  }

  #push(bytes: Buffer): void {
    if (!this.socket.destroyed && !this.socket.readableEnded) this.socket.push(bytes);
  }

  #fromServer(chunk: Chunk): void {
    if (this.#isOver) return chunk.taken();
    if (this.#onTheWay >= this.#parts.windowBytes) {
      this.#waiting = chunk;
      return undefined;
    }
    this.#onTheWay += chunk.bytes.length;
    chunk.taken();
    if (this.#isLost) return undefined;
    this.#lastDown = this.#arrival(this.#lastDown);
    this.#at(this.#lastDown, this.#wayDown, () => {
      this.#down.push(chunk);
      this.#takeAll();
    });
    return undefined;
  }

  #takeAll(): void {
    if (!this.#isReading) return;
    for (const { bytes } of this.#down.splice(0)) {
      this.#onTheWay -= bytes.length;
      this.#parts.browser.run(() => !this.#isOver && this.#parts.onBytes(bytes));
    }
    const waiting = this.#waiting;
    if (waiting === null || this.#onTheWay >= this.#parts.windowBytes) return;
    this.#waiting = null;
    this.#parts.server.run(() => this.#fromServer(waiting));
  }

  #sayEnd(): void {
    if (this.#isOver || this.#isLost) return;
    this.#lastDown = this.#arrival(this.#lastDown);
    this.#at(this.#lastDown, this.#wayDown, () => {
      if (this.#isOver) return;
      this.#isOver = true;
      this.#parts.browser.run(() => this.#parts.onEnd());
    });
  }

  #arrival(last: number): number {
    const { scheduler, latency } = this.#parts;
    return Math.max(last, scheduler.now + latency(), this.#stalledUntil);
  }

  /** What is on its way arrives in the order of its `way`. */
  #at(moment: number, way: (() => void)[], callback: () => void): void {
    // A stall that began meanwhile holds back what is on its way too.
    const { scheduler } = this.#parts;
    way.push(callback);
    const again = (): void => {
      const left = this.#stalledUntil - scheduler.now;
      if (left > 0.001) scheduler.after(left, again);
      else {
        const arrive = way.shift();
        if (!this.#isLost) arrive?.();
      }
    };
    scheduler.after(moment - scheduler.now, again);
  }
}
