// A bare TCP connection to the server: bytes out, bytes in, and what they amount to.
import { connect } from "node:net";
import type { Socket } from "node:net";

export interface RawConnection {
  send(bytes: string | Buffer): void;
  /** Resolves when something came, the other side ended it, or the time is over. */
  heard(ms: number): Promise<void>;
  readonly text: () => string;
  readonly isOver: () => boolean;
  destroy(): void;
}

const MOST_KEPT = 64 * 1_024;

export function openRaw(port: number): RawConnection {
  const socket: Socket = connect({ port, host: "127.0.0.1" });
  let text = "";
  let news: (() => void) | null = null;
  const tell = (): void => {
    news?.();
    news = null;
  };
  socket.setNoDelay(true);
  socket.on("error", () => undefined);
  socket.on("data", (chunk: Buffer) => {
    text = (text + chunk.toString("latin1")).slice(-MOST_KEPT);
    tell();
  });
  socket.on("close", tell);
  return {
    send: (bytes) => void (socket.writable && socket.write(bytes)),
    heard: async (ms) => {
      if (socket.destroyed) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        news = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
    text: () => text,
    isOver: () => socket.destroyed || socket.readableEnded,
    destroy: () => void socket.destroy(),
  };
}
