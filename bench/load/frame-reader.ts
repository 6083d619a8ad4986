// Reads frames of a server out of a stream of bytes as cheaply as can be: counts them, and where asked
// looks at how each begins. RFC 6455, section 5.2; from a server, so without a mask.

/** How much of a frame's text `onFrame` sees. */
const BEGINNING = 160;

export class FrameReader {
  frames = 0;
  bytes = 0;
  readonly #onFrame: ((beginning: string) => void) | null;
  /** What came of a header that is not whole yet. */
  readonly #header = Buffer.alloc(10);
  #headerLength = 0;
  #left = 0;
  #beginning = "";

  constructor(onFrame: ((beginning: string) => void) | null = null) {
    this.#onFrame = onFrame;
  }

  take(chunk: Buffer, from: number, to: number): void {
    this.bytes += to - from;
    let at = from;
    while (at < to) {
      if (this.#left === 0) at = this.#takeHeader(chunk, at, to);
      else at = this.#takePayload(chunk, at, to);
    }
  }

  #takeHeader(chunk: Buffer, from: number, to: number): number {
    let at = from;
    while (at < to) {
      this.#header[this.#headerLength++] = chunk[at++] as number;
      const length = this.#payloadLength();
      if (length === null) continue;
      this.#headerLength = 0;
      this.#left = length;
      if (length === 0) this.#end();
      return at;
    }
    return at;
  }

  #payloadLength(): number | null {
    if (this.#headerLength < 2) return null;
    const short = (this.#header[1] as number) & 0x7f;
    if (short < 126) return short;
    if (short === 126) return this.#headerLength < 4 ? null : this.#header.readUInt16BE(2);
    return this.#headerLength < 10 ? null : Number(this.#header.readBigUInt64BE(2));
  }

  #takePayload(chunk: Buffer, from: number, to: number): number {
    const end = Math.min(to, from + this.#left);
    if (this.#onFrame !== null && this.#beginning.length < BEGINNING) {
      this.#beginning += chunk.toString("latin1", from, Math.min(end, from + BEGINNING));
    }
    this.#left -= end - from;
    if (this.#left === 0) this.#end();
    return end;
  }

  #end(): void {
    this.frames += 1;
    this.#onFrame?.(this.#beginning);
    this.#beginning = "";
  }
}
