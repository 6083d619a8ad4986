// What the sockets are handed by the house.
import type { IncomingMessage } from "node:http";
import type { Health } from "../../protocol/up.ts";
import type { Clock } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import type { Hub } from "../hub/hub.ts";
import type { Caller } from "../people/caller.ts";
import type { Logger } from "../settings/logger.ts";
import type { Rate } from "./token-bucket.ts";

export interface SocketLimits {
  readonly connections: number;
  /** Connections that may be on their way in, or wait to be brought up to date. */
  readonly waiting: number;
  /** A client of an older version is sent to load the page anew. */
  readonly oldestSpoken: number;
  readonly connectionsPerAddress: number;
  /** Connections from one address other than this machine, whoever they are and before they say it. */
  readonly openPerAddress: number;
  readonly connectionsPerAccount: number;
  readonly messages: Rate;
  /** For the operator of the machine, who plays recordings and measures. */
  readonly operatorMessages: Rate;
  /** Bytes waiting for a listener above which its live stream stops until it has drained. */
  readonly behindBytes: number;
  /** Bytes of answers that wait for their sender above which nothing more is read from it. */
  readonly pauseBytes: number;
  /** Bytes of answers above which it is closed, and how long it may be behind or not read from. */
  readonly closeBytes: number;
  readonly behindMs: number;
}

export interface SocketObserver {
  opened(): void;
  closed(code: number): void;
  received(type: string): void;
  problem(code: string): void;
  behind(): void;
  /** A command was answered so long after it came. */
  answered(ms: number): void;
  /** A client said how it is. */
  told(health: Health): void;
}

export interface SocketParts {
  readonly hub: Hub;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: SocketLimits;
  readonly observer: SocketObserver;
  /** Who opens the connection, by session cookie or `Authorization` header; null: nobody known. */
  readonly authenticate: (request: IncomingMessage) => Promise<Caller | null>;
  /** False for a browser that shows another website. */
  readonly isOwnOrigin: (request: IncomingMessage) => boolean;
  readonly addressOf: (request: IncomingMessage) => string;
}
