// Opens a connection for somebody who was let in, and listens to what comes of it.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { RawData, WebSocket } from "ws";
import { CLOSE } from "../../protocol/close-code.ts";
import { problemOf } from "../../protocol/problem.ts";
import type { Caller } from "../people/caller.ts";
import type { Census } from "./census.ts";
import { Connection } from "./connection.ts";
import type { MessageParts } from "./handle-message.ts";
import { handleFrame } from "./handle-message.ts";

/** Messages sent back as too fast, after which a connection is closed. */
const PATIENCE_WITH_FAST = 500;
/** A client may close with whatever code it likes: ours, and those of an end without one, are told apart. */
const TOLD_APART = new Set([1000, 1005, 1006, ...Object.values(CLOSE).map(({ code }) => code)]);
const OTHER_CODE = 0;

export function serve(
  parts: MessageParts & { readonly census: Census },
  wire: { readonly webSocket: WebSocket; readonly socket: Duplex },
  who: { readonly caller: Caller; readonly request: IncomingMessage },
): void {
  const { webSocket } = wire;
  const address = parts.addressOf(who.request);
  const connection = new Connection(parts, wire, { caller: who.caller, address });
  parts.census.add(connection);
  parts.observer.opened();
  webSocket.on("message", (data: RawData, isBinary: boolean) => {
    connection.liveness.heard();
    if (isBinary) {
      connection.send({ type: "error", payload: problemOf("not-text") });
      connection.close("notAText");
      return;
    }
    if (connection.bucket.refused > PATIENCE_WITH_FAST) connection.close("tooMany");
    else void handleFrame(parts, connection, textOf(data));
  });
  // A ping is answered by the library, and counts like a message.
  webSocket.on("ping", () => {
    connection.liveness.heard();
    connection.bucket.take(1);
    if (connection.bucket.refused > PATIENCE_WITH_FAST) connection.close("tooMany");
  });
  webSocket.on("pong", () => connection.liveness.heardPong());
  webSocket.on("close", (code) => {
    connection.leave();
    parts.census.remove(connection);
    parts.observer.closed(TOLD_APART.has(code) ? code : OTHER_CODE);
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.isBuffer(data) ? data.toString("utf8") : Buffer.from(data).toString("utf8");
}
