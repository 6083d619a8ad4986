// The socket of a listener that takes only what it is told to take.
import { Duplex } from "node:stream";

export interface Taken {
  readonly type: string;
  readonly seq?: number;
  readonly payload: never;
}

export class HeldWire extends Duplex {
  readonly #taken: Buffer[] = [];
  #held: (() => void)[] = [];
  #isHeld = false;

  constructor() {
    super({ writableHighWaterMark: 1_024 });
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (this.#isHeld) this.#held.push(() => this.#take(chunk, done));
    else this.#take(chunk, done);
  }

  override _read(): void {
    // Nothing comes in.
  }

  hold(): void {
    this.#isHeld = true;
  }

  open(): void {
    this.#isHeld = false;
    this.takeOne();
  }

  /** Takes what it holds back at the moment, and goes on holding. */
  takeOne(): void {
    for (const take of this.#held.splice(0)) take();
  }

  /** The messages that were taken, batches unpacked. */
  get messages(): readonly Taken[] {
    return this.frames.flatMap((message) =>
      message.type === "batch" ? (message.payload as readonly Taken[]) : [message],
    );
  }

  get frames(): readonly Taken[] {
    return this.#taken.map((frame) => {
      const length = frame[1] ?? 0;
      const header = length === 126 ? 4 : length === 127 ? 10 : 2;
      return JSON.parse(frame.subarray(header).toString("utf8")) as Taken;
    });
  }

  get numbers(): readonly number[] {
    return this.messages.flatMap(({ type, seq }) =>
      seq === undefined || type === "snapshot" || type === "resumed" ? [] : [seq],
    );
  }

  #take(chunk: Buffer, done: () => void): void {
    // Writing nothing is how a writer hears that what was before it has left.
    if (chunk.length > 0) this.#taken.push(chunk);
    done();
  }
}
