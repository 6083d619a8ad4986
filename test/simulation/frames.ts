// Frames of a WebSocket as a browser makes and reads them (RFC 6455, section 5.2).

export const TEXT = 0x1;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;

/** Masked with zeros, so that the bytes are those of the text. */
export function clientFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload;
  const size = length < 126 ? 2 : 4;
  const header = Buffer.alloc(size + 4);
  header[0] = 0x80 | opcode;
  if (size === 2) header[1] = 0x80 | length;
  else {
    header[1] = 0x80 | 126;
    header.writeUInt16BE(length, 2);
  }
  return Buffer.concat([header, payload]);
}

export interface ServerFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** Reads the answer to the upgrade, then whole frames, from bytes as they come. */
export class FrameReader {
  isUpgraded = false;
  #bytes: Buffer = Buffer.alloc(0);

  /** The frames that are whole now. */
  read(bytes: Buffer): readonly ServerFrame[] {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    if (!this.isUpgraded) {
      const end = this.#bytes.indexOf("\r\n\r\n");
      if (end === -1) return [];
      this.isUpgraded = this.#bytes.subarray(0, 12).toString() === "HTTP/1.1 101";
      this.#bytes = this.#bytes.subarray(end + 4);
    }
    const frames: ServerFrame[] = [];
    for (let frame = this.#next(); frame !== null; frame = this.#next()) frames.push(frame);
    return frames;
  }

  #next(): ServerFrame | null {
    const bytes = this.#bytes;
    if (bytes.length < 2) return null;
    const short = (bytes[1] as number) & 0x7f;
    const header = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (bytes.length < header) return null;
    const length =
      short < 126
        ? short
        : short === 126
          ? bytes.readUInt16BE(2)
          : Number(bytes.readBigUInt64BE(2));
    const end = header + length;
    if (bytes.length < end) return null;
    this.#bytes = bytes.subarray(end);
    return { opcode: (bytes[0] as number) & 0x0f, payload: bytes.subarray(header, end) };
  }
}
