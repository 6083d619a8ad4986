// The usual bounds of the sockets. A test or a measurement may choose others.
import { MESSAGES_BURST, MESSAGES_PER_SECOND } from "../../protocol/limits.ts";
import { OLDEST_SPOKEN } from "../../protocol/version.ts";
import type { SocketLimits } from "./socket-parts.ts";

export const USUAL_LIMITS: SocketLimits = {
  connections: 20_000,
  waiting: 10_000,
  oldestSpoken: OLDEST_SPOKEN,
  connectionsPerAddress: 1_000,
  openPerAddress: 1_500,
  connectionsPerAccount: 200,
  messages: { perSecond: MESSAGES_PER_SECOND, burst: MESSAGES_BURST },
  operatorMessages: { perSecond: 50_000, burst: 50_000 },
  behindBytes: 48 * 1024,
  pauseBytes: 8 * 1024,
  closeBytes: 256 * 1024,
  behindMs: 10_000,
};
