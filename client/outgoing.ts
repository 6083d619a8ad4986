// Frames from messages: one alone goes as it is, several share a frame within the bounds of the wire.
import { MAX_BATCH_MESSAGES, MAX_FRAME_BYTES } from "../protocol/limits.ts";

const BATCH_FRAME_BYTES = '{"type":"batch","payload":[]}'.length;

export function framesOf(messages: readonly object[]): readonly string[] {
  const frames: string[] = [];
  let parts: string[] = [];
  let bytes = BATCH_FRAME_BYTES;
  const close = () => {
    if (parts.length === 1) frames.push(...parts);
    if (parts.length > 1) frames.push(`{"type":"batch","payload":[${parts.join(",")}]}`);
    parts = [];
    bytes = BATCH_FRAME_BYTES;
  };
  for (const message of messages) {
    const text = JSON.stringify(message);
    const more = bytesOf(text) + 1;
    if (parts.length === MAX_BATCH_MESSAGES || bytes + more > MAX_FRAME_BYTES) close();
    parts.push(text);
    bytes += more;
  }
  close();
  return frames;
}

/** In UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Half of a surrogate pair is half of four bytes.
    const isSurrogate = unit >= 0xd800 && unit <= 0xdfff;
    bytes += unit < 0x80 ? 1 : unit < 0x800 || isSurrogate ? 2 : 3;
  }
  return bytes;
}
