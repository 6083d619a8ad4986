// A bare client of the socket, as somebody would write it from the documents alone: it keeps all that
// it heard and waits for what a test names.
import { WebSocket } from "ws";

/** Long enough for a busy machine; a wait that is met takes no longer than it takes. */
const PATIENCE_MS = 10_000;

// What a message holds differs from type to type; a test reads what it expects.
export interface Heard {
  readonly type: string;
  readonly seq?: number;
  readonly payload: never;
  readonly [field: string]: unknown;
}

export interface SocketClient {
  readonly webSocket: WebSocket;
  /** Everything heard, batches unpacked, in order. */
  readonly heard: readonly Heard[];
  /** Frames as they came. */
  readonly frames: readonly string[];
  say(message: unknown): void;
  sayRaw(data: string | Buffer): void;
  /** The first message that fits, heard already or yet to come. */
  wait(type: string, fits?: (message: Heard) => boolean): Promise<Heard>;
  closed(): Promise<{ readonly code: number; readonly reason: string }>;
  close(): void;
}

export async function openSocketClient(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<SocketClient> {
  const webSocket = new WebSocket(`${url.replace("http", "ws")}/ws/checkins/`, {
    headers: { ...headers },
    perMessageDeflate: false,
  });
  const heard: Heard[] = [];
  const frames: string[] = [];
  const waiting = new Set<() => void>();
  const ended = new Promise<{ code: number; reason: string }>((resolve) => {
    webSocket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
  webSocket.on("error", () => undefined);
  webSocket.on("message", (data: Buffer) => {
    const text = data.toString("utf8");
    frames.push(text);
    const message = JSON.parse(text) as Heard;
    heard.push(...(message.type === "batch" ? (message.payload as readonly Heard[]) : [message]));
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve, reject) => {
    webSocket.on("open", () => resolve());
    webSocket.on("unexpected-response", (_request, response) =>
      reject(new Error(`upgrade answered with ${response.statusCode}`)),
    );
  });

  return {
    webSocket,
    heard,
    frames,
    say: (message) => webSocket.send(JSON.stringify(message)),
    sayRaw: (data) => webSocket.send(data),
    wait: (type, fits = () => true) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = heard.find((message) => message.type === type && fits(message));
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          const last = heard.slice(-10).map((message) => message.type);
          reject(
            new Error(`no ${type} came among ${heard.length}; the last were ${last.join(", ")}`),
          );
        }, PATIENCE_MS);
        waiting.add(look);
        look();
      }),
    closed: () => ended,
    close: () => webSocket.close(),
  };
}
