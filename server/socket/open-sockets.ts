// Every open connection of this server: one timer that looks after all of them, how those of a revoked
// session end at once, and how all of them are sent away.
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocketServer } from "ws";
import type { CloseName } from "../../protocol/close-code.ts";
import { MAX_FRAME_BYTES } from "../../protocol/limits.ts";
import type { Caller } from "../people/caller.ts";
import { Admission } from "./admission.ts";
import { Census } from "./census.ts";
import type { Connection } from "./connection.ts";
import { lookAfter } from "./look-after.ts";
import { sendAway } from "./send-away.ts";
import { serve } from "./serve.ts";
import type { SocketParts } from "./socket-parts.ts";
import { Turnstile } from "./turnstile.ts";

export const SOCKET_PATH = "/ws/checkins/";
/** Let in, or brought up to date, before the loop has its turn: some milliseconds' work. */
const PER_TURN = 16;

export interface Sockets {
  readonly connections: ReadonlySet<Connection>;
  /** Those on their way in. */
  readonly pending: number;
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
  const census = new Census();
  const { connections } = census;
  const { clock, limits, logger } = parts;
  const webSockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: MAX_FRAME_BYTES,
  });
  const turnstile = () => new Turnstile({ clock, perTurn: PER_TURN, maxWaiting: limits.waiting });
  const subscribing = turnstile();
  let isClosing = false;
  const admission = new Admission({
    ...{ ...parts, webSockets, census },
    turnstile: turnstile(),
    isClosing: () => isClosing,
    welcome: (webSocket, { request, socket }, caller) => {
      serve({ ...parts, census, subscribing }, { webSocket, socket }, { caller, request });
    },
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", (error) => logger.debug({ err: error }, "socket fault"));
    const path = request.url?.split("?")[0];
    if (path !== SOCKET_PATH && `${path}/` !== SOCKET_PATH) {
      // Nobody looks after this socket any more: it does not wait for the other side to end it.
      socket.once("finish", () => socket.destroy());
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
      return;
    }
    admission.admit({ request, socket, head }).catch((error: unknown) => {
      logger.error({ err: error }, "a connection could not be opened");
      socket.destroy();
    });
  };

  server.on("upgrade", onUpgrade);
  const cancelCheck = lookAfter(parts, connections);
  const closeWhere: Sockets["closeWhere"] = (test, name) => {
    admission.closeWhere({ test, name });
    for (const connection of connections) if (test(connection.caller)) connection.close(name);
  };
  return {
    connections,
    get pending() {
      return admission.pending;
    },
    closeWhere,
    sessionIds: () => {
      const ids = new Set<string>();
      for (const { caller } of connections)
        if (caller.sessionId !== null) ids.add(caller.sessionId);
      return [...ids];
    },
    drain: (spreadMs) => {
      isClosing = true;
      return sendAway(clock, [...connections], spreadMs);
    },
    close: () => {
      isClosing = true;
      cancelCheck();
      closeWhere(() => true, "restarting");
    },
  };
}
