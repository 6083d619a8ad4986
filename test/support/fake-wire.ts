// A wire that moves only when told: sockets that a test opens, feeds and cuts by hand.
import type { SocketLike } from "../../client/socket.ts";

export interface Said {
  readonly type: string;
  readonly payload: Record<string, unknown>;
}

type Type = "open" | "message" | "close" | "error";

export class FakeSocket implements SocketLike {
  readonly url: string;
  /** What the client has sent, batches taken apart, not yet looked at. */
  readonly sent: Said[] = [];
  readonly frames: string[] = [];
  isClosedByClient = false;
  readonly #listeners = new Map<Type, ((event: object) => void)[]>();

  constructor(url: string) {
    this.url = url;
  }

  addEventListener(type: Type, listener: (event: object) => void): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener]);
  }

  send(text: string): void {
    this.frames.push(text);
    const said = JSON.parse(text) as { readonly type: string; readonly payload: unknown };
    if (said.type === "batch") this.sent.push(...(said.payload as readonly Said[]));
    else this.sent.push(said as Said);
  }

  close(): void {
    this.isClosedByClient = true;
  }

  open(): void {
    this.#call("open", {});
  }

  receive(message: object): void {
    this.receiveText(JSON.stringify(message));
  }

  receiveText(data: string): void {
    this.#call("message", { data });
  }

  cut(code = 1006): void {
    this.#call("error", {});
    this.#call("close", { code });
  }

  /** What was sent of these types since the last look. */
  take(...types: readonly string[]): readonly Said[] {
    const taken = this.sent.filter(({ type }) => types.length === 0 || types.includes(type));
    this.sent.length = 0;
    return taken;
  }

  #call(type: Type, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}

export class FakeWire {
  readonly sockets: FakeSocket[] = [];

  readonly connect = (url: string): FakeSocket => {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return socket;
  };

  get latest(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error("nobody has connected yet");
    return socket;
  }
}
