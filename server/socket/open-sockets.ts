// Every open connection of this server: who may open one, one timer that looks after all of them, and
// how those of a revoked session end at once.
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { RawData, WebSocket } from "ws";
import { CLOSE } from "../../protocol/close-code.ts";
import type { CloseName } from "../../protocol/close-code.ts";
import { MAX_FRAME_BYTES } from "../../protocol/limits.ts";
import { problemOf } from "../../protocol/problem.ts";
import type { Caller } from "../people/caller.ts";
import { Connection } from "./connection.ts";
import { handleFrame } from "./handle-message.ts";
import { sendAway } from "./send-away.ts";
import type { SocketParts } from "./socket-parts.ts";

export const SOCKET_PATH = "/ws/checkins/";
/** How often the one timer looks after all connections. */
const CHECK_EVERY_MS = 5_000;
/** How long one that may not stay has to take leave. */
const TURNED_AWAY_MS = 2_000;
/** Messages sent back as too fast, after which a connection is closed. */
const PATIENCE_WITH_FAST = 500;

export interface Sockets {
  readonly connections: ReadonlySet<Connection>;
  /** Ends every connection that the test names. */
  closeWhere(test: (caller: Caller) => boolean, name: CloseName): void;
  /** The sessions that have a connection open. */
  sessionIds(): readonly string[];
  /**
   * Takes nothing new, and sends everybody away one after the other, spread over that time, so that they
   * do not reach the next server together. Resolves when the last has been told.
   */
  drain(spreadMs: number): Promise<void>;
  /** Takes nothing new, and tells everybody that the server is going. */
  close(): void;
}

export function openSockets(server: Server, parts: SocketParts): Sockets {
  const connections = new Set<Connection>();
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
  });
  let isClosing = false;

  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const caller = parts.isOwnOrigin(request) ? await parts.authenticate(request) : null;
    const refusal = isClosing ? "restarting" : refusalOf(parts, connections, request, caller);
    if (socket.destroyed) return;
    // The upgrade is completed even for those who may not stay: a browser can read a close code, but
    // cannot tell a refused upgrade from a broken network.
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on("error", (error) => parts.logger.debug({ err: error }, "socket fault"));
      if (refusal !== null || caller === null) turnAway(parts, webSocket, refusal ?? "notSignedIn");
      else welcome(parts, connections, { webSocket, socket }, { caller, request });
    });
  };

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", (error) => parts.logger.debug({ err: error }, "socket fault"));
    const path = request.url?.split("?")[0];
    if (path !== SOCKET_PATH && `${path}/` !== SOCKET_PATH) {
      // Nobody looks after this socket any more: it does not wait for the other side to end it.
      socket.once("finish", () => socket.destroy());
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
      return;
    }
    admit(request, socket, head).catch((error: unknown) => {
      parts.logger.error({ err: error }, "a connection could not be opened");
      socket.destroy();
    });
  };

  server.on("upgrade", onUpgrade);
  const cancelCheck = parts.clock.every(CHECK_EVERY_MS, () => {
    const now = parts.clock.elapsed();
    for (const connection of connections) connection.check(now);
  });

  return {
    connections,
    closeWhere: (test, name) => {
      for (const connection of connections) if (test(connection.caller)) connection.close(name);
    },
    sessionIds: () => {
      const ids = new Set<string>();
      for (const { caller } of connections)
        if (caller.sessionId !== null) ids.add(caller.sessionId);
      return [...ids];
    },
    drain: (spreadMs) => {
      isClosing = true;
      return sendAway(parts.clock, [...connections], spreadMs);
    },
    close: () => {
      isClosing = true;
      cancelCheck();
      for (const connection of connections) connection.close("restarting");
    },
  };
}

function refusalOf(
  { limits, addressOf }: SocketParts,
  connections: ReadonlySet<Connection>,
  request: IncomingMessage,
  caller: Caller | null,
): CloseName | null {
  if (caller === null) return "notSignedIn";
  if (connections.size >= limits.connections) return "tooMany";
  if (caller.staffId === null) return null;
  const address = addressOf(request);
  let ofAddress = 0;
  let ofAccount = 0;
  for (const connection of connections) {
    if (connection.address === address) ofAddress += 1;
    if (connection.caller.staffId === caller.staffId) ofAccount += 1;
  }
  const isFull =
    ofAddress >= limits.connectionsPerAddress || ofAccount >= limits.connectionsPerAccount;
  return isFull ? "tooMany" : null;
}

function turnAway({ clock }: SocketParts, webSocket: WebSocket, name: CloseName): void {
  const { code, reason } = CLOSE[name];
  webSocket.close(code, reason);
  clock.after(TURNED_AWAY_MS, () => webSocket.terminate());
}

function welcome(
  parts: SocketParts,
  connections: Set<Connection>,
  wire: { readonly webSocket: WebSocket; readonly socket: Duplex },
  who: { readonly caller: Caller; readonly request: IncomingMessage },
): void {
  const { webSocket } = wire;
  const address = parts.addressOf(who.request);
  const connection = new Connection(parts, wire, { caller: who.caller, address });
  connections.add(connection);
  parts.observer.opened();
  webSocket.on("message", (data: RawData, isBinary: boolean) => {
    connection.heard();
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
    connection.heard();
    connection.bucket.take(1);
    if (connection.bucket.refused > PATIENCE_WITH_FAST) connection.close("tooMany");
  });
  webSocket.on("pong", () => connection.heardPong());
  webSocket.on("close", (code) => {
    connection.leave();
    connections.delete(connection);
    parts.observer.closed(code);
  });
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.isBuffer(data) ? data.toString("utf8") : Buffer.from(data).toString("utf8");
}
