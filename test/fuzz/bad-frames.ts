// WebSocket frames as no client should send them (RFC 6455, section 5), and some that one may.
import { randomBytes } from "node:crypto";
import type { Draw } from "../support/seeded.ts";
import { pick } from "./mutate-json.ts";

interface Shape {
  readonly opcode: number;
  readonly isFinal?: boolean;
  readonly reserved?: number;
  readonly isMasked?: boolean;
  /** What the header claims; left out: the truth. */
  readonly claims?: bigint;
  /** Written in more bytes than needed. */
  readonly width?: 7 | 16 | 64;
}

export function frameOf(payload: Buffer, shape: Shape): Buffer {
  const { opcode, isFinal = true, reserved = 0, isMasked = true } = shape;
  const length = shape.claims ?? BigInt(payload.length);
  const width = shape.width ?? (length < 126n ? 7 : length < 65_536n ? 16 : 64);
  const head = Buffer.alloc(width === 7 ? 2 : width === 16 ? 4 : 10);
  head[0] = (isFinal ? 0x80 : 0) | (reserved << 4) | opcode;
  const maskBit = isMasked ? 0x80 : 0;
  if (width === 7) head[1] = maskBit | Number(length & 0x7fn);
  if (width === 16) {
    head[1] = maskBit | 126;
    head.writeUInt16BE(Number(length & 0xffffn), 2);
  }
  if (width === 64) {
    head[1] = maskBit | 127;
    head.writeBigUInt64BE(length & 0xffff_ffff_ffff_ffffn, 2);
  }
  if (!isMasked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  const masked = Buffer.from(payload);
  for (let at = 0; at < masked.length; at += 1)
    masked[at] = (masked[at] ?? 0) ^ (mask[at % 4] ?? 0);
  return Buffer.concat([head, mask, masked]);
}

export const textFrame = (text: string): Buffer => frameOf(Buffer.from(text), { opcode: 1 });

const TEXT = Buffer.from('{"type":"ping"}');

type Make = (draw: Draw) => Buffer;

/** One spoilt frame, or a few that belong together. */
export const BAD_FRAMES: readonly Make[] = [
  (draw) => frameOf(TEXT, { opcode: pick([3, 4, 5, 6, 7, 11, 12, 13, 14, 15], draw) ?? 3 }),
  (draw) => frameOf(TEXT, { opcode: 1, reserved: 1 + draw(7) }),
  () => frameOf(TEXT, { opcode: 1, isMasked: false }),
  (draw) => frameOf(randomBytes(1 + draw(200)), { opcode: 2 }),
  (draw) => frameOf(Buffer.from([0xc3, 0x28, 0xff, 0xfe, draw(256)]), { opcode: 1 }),
  () => frameOf(Buffer.from([0xed, 0xa0, 0x80]), { opcode: 1 }),
  (draw) => frameOf(TEXT, { opcode: 0, isFinal: draw(2) === 0 }),
  () => Buffer.concat([frameOf(TEXT, { opcode: 1, isFinal: false }), frameOf(TEXT, { opcode: 1 })]),
  () =>
    Buffer.concat([
      frameOf(TEXT, { opcode: 1, isFinal: false }),
      frameOf(Buffer.alloc(0), { opcode: 8 }),
    ]),
  (draw) => frameOf(Buffer.alloc(126 + draw(200)), { opcode: pick([8, 9, 10], draw) ?? 9 }),
  (draw) => frameOf(TEXT, { opcode: pick([8, 9, 10], draw) ?? 9, isFinal: false }),
  (draw) => frameOf(Buffer.from([draw(256)]), { opcode: 8 }),
  (draw) => {
    const code = Buffer.alloc(2);
    code.writeUInt16BE(pick([0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 65_535], draw) ?? 0);
    return frameOf(Buffer.concat([code, Buffer.from([0xff, 0xfe])]), { opcode: 8 });
  },
  (draw) => frameOf(TEXT, { opcode: 1, claims: BigInt(17_000 + draw(1_000_000)) }),
  () => frameOf(TEXT, { opcode: 1, claims: 0xffff_ffff_ffff_ffffn, width: 64 }),
  () => frameOf(TEXT, { opcode: 1, claims: 0x7fff_ffff_ffff_ffffn, width: 64 }),
  (draw) => frameOf(TEXT, { opcode: 1, width: draw(2) === 0 ? 16 : 64 }),
  (draw) => frameOf(Buffer.alloc(16_385 + draw(4_000), "a"), { opcode: 1 }),
  (draw) => {
    const parts = Array.from({ length: 2 + draw(60) }, (_, index) =>
      frameOf(Buffer.from("a".repeat(draw(500))), { opcode: index === 0 ? 1 : 0, isFinal: false }),
    );
    return Buffer.concat([...parts, frameOf(Buffer.alloc(0), { opcode: 0 })]);
  },
  (draw) => {
    const pings = Array.from({ length: 1 + draw(50) }, () =>
      frameOf(randomBytes(draw(126)), { opcode: 9 }),
    );
    return Buffer.concat(pings);
  },
  (draw) => randomBytes(1 + draw(100)),
  (draw) => textFrame("x".repeat(draw(300))).subarray(0, 1 + draw(20)),
];
