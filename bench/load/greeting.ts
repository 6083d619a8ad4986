// How a reader introduces itself to each kind of server. Plain data: it travels to the load process.
import { randomBytes } from "node:crypto";
import type { Position, Topic } from "../../protocol/up.ts";

export interface Greeting {
  readonly port: number;
  /** The upgrade to ask for; null: bare bytes, without one. */
  readonly upgrade: { readonly path: string; readonly headers: readonly string[] } | null;
  /** Texts to send once it is upgraded. */
  readonly says: readonly string[];
  /** Frames that come before it is ready. */
  readonly framesFirst: number;
  /** And how the last of them begins, where their number does not say it. */
  readonly lastBegins?: string;
}

export function greetHouse(
  { port, operatorKey, site }: { port: number; operatorKey: string; site: string },
  topics: readonly Topic[],
): Greeting {
  return {
    port,
    upgrade: { path: "/ws/checkins/", headers: [`Authorization: Bearer ${operatorKey}`] },
    says: [JSON.stringify({ type: "subscribe", payload: { site, topics } })],
    // The statistics, and for those who hear events the snapshot.
    framesFirst: topics.length === 0 || topics.includes("events") ? 2 : 1,
  };
}

/** As a browser that was here before: it has a cookie, and says where it stands. */
export function greetBack(
  house: { port: number; operatorKey: string; site: string },
  position: Position | null,
): Greeting {
  const topics = ["events"];
  const payload = position === null ? { topics } : { topics, position };
  const says = [JSON.stringify({ type: "subscribe", payload: { site: house.site, ...payload } })];
  const lastBegins = position === null ? '{"type":"snapshot"' : '{"type":"resumed"';
  return {
    ...{ port: house.port, says, framesFirst: 2, lastBegins },
    upgrade: { path: "/ws/checkins/", headers: [] },
  };
}

export function withCookie(greeting: Greeting, cookie: string): Greeting {
  const { upgrade } = greeting;
  if (upgrade === null) return greeting;
  const headers = [...upgrade.headers, `Cookie: ${cookie}`];
  return { ...greeting, upgrade: { ...upgrade, headers } };
}

export function greetWs(port: number): Greeting {
  return { port, upgrade: { path: "/", headers: [] }, says: [], framesFirst: 0 };
}

/** The open packet of Engine.IO 4, then the word that the namespace is entered. */
export function greetSocketIo(port: number): Greeting {
  const path = "/socket.io/?EIO=4&transport=websocket";
  return { port, upgrade: { path, headers: [] }, says: ["40"], framesFirst: 2 };
}

export function greetBare(port: number): Greeting {
  return { port, upgrade: null, says: [], framesFirst: 0 };
}

export function upgradeText({ path, headers }: NonNullable<Greeting["upgrade"]>): string {
  return [
    `GET ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    ...headers,
    "\r\n",
  ].join("\r\n");
}

/** A text frame of a client, masked with zeros. Short texts only. */
export function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header =
    length < 126
      ? Buffer.from([0x81, 0x80 | length])
      : Buffer.from([0x81, 0xfe, length >> 8, length & 0xff]);
  return Buffer.concat([header, Buffer.alloc(4), payload]);
}
