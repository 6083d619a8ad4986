// The part of a WebSocket that the client uses. A browser's `WebSocket` has it, and so has that of `ws`.

export interface SocketLike {
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/** Begins to connect. In a browser: `(url) => new WebSocket(url)`. */
export type SocketFactory = (url: string) => SocketLike;
