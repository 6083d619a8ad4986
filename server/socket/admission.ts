// From a request for an upgrade to an open connection. Thousands may come at once, after a server or a
// network was away: they are looked up together, let in one after the other, and those beyond the bound
// are told to come again. The upgrade is completed even for whoever may not stay: a browser can read a
// close code, but cannot tell a refused upgrade from a broken network.
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket, WebSocketServer } from "ws";
import { CLOSE } from "../../protocol/close-code.ts";
import type { CloseName } from "../../protocol/close-code.ts";
import type { Caller } from "../people/caller.ts";
import type { Census } from "./census.ts";
import type { SocketParts } from "./socket-parts.ts";
import type { Turnstile } from "./turnstile.ts";

/** How long one that may not stay has to take leave. */
const TURNED_AWAY_MS = 2_000;
/** Those who come within so long of one another are looked up once in so long, together. */
const GATHER_MS = 20;

export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
}

export interface AdmissionParts extends SocketParts {
  readonly webSockets: WebSocketServer;
  readonly census: Census;
  readonly turnstile: Turnstile;
  readonly isClosing: () => boolean;
  readonly welcome: (webSocket: WebSocket, upgrade: Upgrade, caller: Caller) => void;
}

interface Closing {
  readonly test: (caller: Caller) => boolean;
  readonly name: CloseName;
}

export class Admission {
  readonly #parts: AdmissionParts;
  /** Those on their way in, each with what was closed since it was looked up. */
  readonly #pending = new Set<Closing[]>();
  #gathered: (() => void)[] = [];
  #lastCameAt = Number.NEGATIVE_INFINITY;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  get pending(): number {
    return this.#pending.size;
  }

  /** Concerns those on their way in too: what they were looked up as may be true no more. */
  closeWhere(closing: Closing): void {
    for (const closings of this.#pending) closings.push(closing);
  }

  async admit(upgrade: Upgrade): Promise<void> {
    const { limits, isOwnOrigin, turnstile } = this.#parts;
    if (this.#pending.size >= limits.waiting) {
      this.#complete(upgrade, null, "tooMany");
      return;
    }
    const closings: Closing[] = [];
    this.#pending.add(closings);
    try {
      const caller = isOwnOrigin(upgrade.request) ? await this.#lookUp(upgrade.request) : null;
      await new Promise<void>((resolve) => {
        if (!turnstile.enter(resolve)) resolve();
      });
      const since = caller === null ? undefined : closings.find(({ test }) => test(caller));
      this.#complete(upgrade, caller, since?.name ?? null);
    } finally {
      this.#pending.delete(closings);
    }
  }

  async #lookUp(request: IncomingMessage): Promise<Caller | null> {
    const now = this.#parts.clock.elapsed();
    const isAlone = now - this.#lastCameAt >= GATHER_MS;
    this.#lastCameAt = now;
    if (!isAlone) await this.#gather();
    return this.#parts.authenticate(request);
  }

  /** Resolves for all that gathered in the same turn, so that one question can be asked for them. */
  #gather(): Promise<void> {
    return new Promise((resolve) => {
      this.#gathered.push(resolve);
      if (this.#gathered.length > 1) return;
      this.#parts.clock.after(GATHER_MS, () => {
        for (const go of this.#gathered.splice(0)) go();
      });
    });
  }

  #complete(upgrade: Upgrade, caller: Caller | null, objection: CloseName | null): void {
    const { webSockets, logger, welcome } = this.#parts;
    const { request, socket, head } = upgrade;
    if (socket.destroyed) return;
    const refusal = objection ?? this.#refusalOf(request, caller);
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on("error", (error) => logger.debug({ err: error }, "socket fault"));
      if (refusal !== null || caller === null) this.#turnAway(webSocket, refusal ?? "notSignedIn");
      else welcome(webSocket, upgrade, caller);
    });
  }

  #refusalOf(request: IncomingMessage, caller: Caller | null): CloseName | null {
    const { isClosing, census, addressOf, limits } = this.#parts;
    if (isClosing()) return "restarting";
    if (caller === null) return "notSignedIn";
    return census.objectionTo(caller, addressOf(request), limits);
  }

  #turnAway(webSocket: WebSocket, name: CloseName): void {
    const { code, reason } = CLOSE[name];
    webSocket.close(code, reason);
    this.#parts.clock.after(TURNED_AWAY_MS, () => webSocket.terminate());
  }
}
