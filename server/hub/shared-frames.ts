// Frames that many ask for, made once: those who were cut off together stand at the same number and
// missed the same. What was asked for longest ago is let go first.
import type { Frame } from "./listener.ts";

const MAX_BYTES = 4 * 1024 * 1024;

export class SharedFrames {
  readonly #encode: (text: string) => Frame;
  readonly #frames = new Map<string, Frame>();
  #bytes = 0;

  constructor(encode: (text: string) => Frame) {
    this.#encode = encode;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** The frame of that name; `write` says its text where it is not here; null: there is nothing to say. */
  get(name: string, write: () => string | null): Frame | null {
    const known = this.#frames.get(name);
    if (known !== undefined) {
      this.#frames.delete(name);
      this.#frames.set(name, known);
      return known;
    }
    const text = write();
    if (text === null) return null;
    const frame = this.#encode(text);
    this.#keep(name, frame);
    return frame;
  }

  #keep(name: string, frame: Frame): void {
    this.#frames.set(name, frame);
    this.#bytes += frame.length;
    for (const [oldest, { length }] of this.#frames) {
      if (this.#bytes <= MAX_BYTES) return;
      this.#frames.delete(oldest);
      this.#bytes -= length;
    }
  }
}
