// What leaves over one socket, in two lanes: what is meant for this connection alone goes first, what
// is broadcast waits for its turn.
//
// Contract: the frames of a lane leave in their order. A socket that takes all it is given has no lane
// at all. For one that does not, Node holds one broadcast frame at most and the others wait here, so
// that an answer waits for no more than that one.
import type { Duplex } from "node:stream";
import type { Frame } from "../hub/listener.ts";

/** Written behind something, so that we hear when that has left. */
const NOTHING = Buffer.alloc(0);

export class Outgoing {
  /** Frames of either lane, handed over so far. */
  frames = 0;
  readonly #socket: Duplex;
  readonly #onDrained: () => void;
  #waiting: Frame[] = [];
  #waitingBytes = 0;
  /** Bytes of answers that are behind something else. */
  #answerBytes = 0;
  #isWatching = false;

  /** `onDrained` is called when what was held has left, where frames waited or somebody watched. */
  constructor(socket: Duplex, onDrained: () => void) {
    this.#socket = socket;
    this.#onDrained = onDrained;
  }

  /** Bytes that are held for this connection, here and by Node. */
  get heldBytes(): number {
    return this.#waitingBytes + this.#socket.writableLength;
  }

  get answerBytes(): number {
    return this.#answerBytes;
  }

  /** Takes a broadcast frame, which many sockets share. */
  broadcast(frame: Frame): void {
    if (this.#socket.writableLength === 0 && this.#waiting.length === 0) this.#write(frame);
    else {
      this.#waiting.push(frame);
      this.#waitingBytes += frame.length;
      this.watch();
    }
  }

  /** Takes a frame for this connection alone: ahead of the broadcast frames that wait here. */
  answer(frame: Frame, onWritten: () => void): void {
    if (this.#socket.writableLength === 0) {
      this.#write(frame);
      return;
    }
    this.#answerBytes += frame.length;
    this.#write(frame, () => {
      this.#answerBytes -= frame.length;
      onWritten();
    });
  }

  /** Forgets the broadcast frames that wait. */
  drop(): void {
    this.#waiting = [];
    this.#waitingBytes = 0;
  }

  /** Has `onDrained` called when what Node holds now has left. */
  watch(): void {
    if (this.#isWatching || !this.#socket.writable) return;
    this.#isWatching = true;
    this.#socket.write(NOTHING, this.#onLeft);
  }

  #write(frame: Frame, onWritten?: () => void): void {
    if (!this.#socket.writable) return;
    this.frames += 1;
    this.#socket.write(frame, onWritten);
  }

  readonly #onLeft = (): void => {
    this.#isWatching = false;
    while (this.#socket.writableLength === 0) {
      const frame = this.#waiting.shift();
      if (frame === undefined) break;
      this.#waitingBytes -= frame.length;
      this.#write(frame);
    }
    if (this.#waiting.length > 0) this.watch();
    else this.#onDrained();
  };
}
