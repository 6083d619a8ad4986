// A dashboard that costs next to nothing: after its introduction it only reads and counts.
import { connect } from "node:net";
import type { Socket } from "node:net";
import { FrameReader } from "./frame-reader.ts";
import type { Greeting } from "./greeting.ts";
import { maskedFrame, upgradeText } from "./greeting.ts";

const END_OF_HEAD = "\r\n\r\n";
/** All readers read into the same memory: each is done with it before the next one reads. */
const SHARED = Buffer.allocUnsafe(256 * 1024);

export interface Reader {
  readonly socket: Socket;
  readonly counted: FrameReader;
}

/** Resolves when the server has answered all of the introduction. */
export function openReader(
  greeting: Greeting,
  onFrame: ((beginning: string) => void) | null,
): Promise<Reader> {
  return new Promise((resolve, reject) => {
    const { lastBegins } = greeting;
    let hasLast = lastBegins === undefined;
    const look = (beginning: string): void => {
      hasLast ||= lastBegins !== undefined && beginning.startsWith(lastBegins);
      onFrame?.(beginning);
    };
    const counted = new FrameReader(lastBegins === undefined ? onFrame : look);
    let isUpgraded = greeting.upgrade === null;
    let isReady = false;
    let head = "";
    const becomeReady = (): void => {
      if (isReady || !isUpgraded || counted.frames < greeting.framesFirst || !hasLast) return;
      isReady = true;
      resolve({ socket, counted });
    };
    const onData = (length: number, chunk: Buffer): void => {
      let from = 0;
      if (!isUpgraded) {
        head += chunk.toString("latin1", 0, length);
        const end = head.indexOf(END_OF_HEAD);
        if (end < 0) return;
        if (!head.startsWith("HTTP/1.1 101")) {
          reject(new Error(`not upgraded: ${head.slice(0, 200)}`));
          return;
        }
        isUpgraded = true;
        from = length - (head.length - end - END_OF_HEAD.length);
        for (const text of greeting.says) socket.write(maskedFrame(text));
      }
      counted.take(chunk, from, length);
      becomeReady();
    };
    const socket = connect({
      host: "127.0.0.1",
      port: greeting.port,
      noDelay: true,
      onread: {
        buffer: SHARED,
        callback: (length, chunk) => {
          onData(length, chunk as Buffer);
          return true;
        },
      },
    });
    socket.on("error", reject);
    // Closed before it was ready; afterwards nobody listens any more.
    socket.on("close", () => reject(new Error(`closed, ${counted.frames} frames heard`)));
    socket.on("connect", () => {
      if (greeting.upgrade === null) becomeReady();
      else socket.write(upgradeText(greeting.upgrade));
    });
  });
}
