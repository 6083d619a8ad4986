// The part of a WebSocket that the client uses. A browser's `WebSocket` has it, and so has that of `ws`.

export interface SocketLike {
  addEventListener(
    type: "open" | "message" | "close" | "error",
    listener: (event: object) => void,
  ): void;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** Begins to connect. In a browser: `(url) => new WebSocket(url)`. */
export type SocketFactory = (url: string) => SocketLike;
