// What a client says of itself on the wire: what it wants to hear, where it stands, how it does.
import type { Health, Position, Topic } from "../protocol/up.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";

export interface Subscription {
  readonly siteId: string;
  readonly topics: readonly Topic[];
  readonly position: Position | null;
}

export function subscribeMessage({ siteId: site, topics, position }: Subscription): string {
  const stand = position === null ? {} : { position };
  const payload = { site, topics, protocolVersion: PROTOCOL_VERSION, ...stand };
  return JSON.stringify({ type: "subscribe", payload });
}

export function resumeMessage(position: Position | null): string {
  return JSON.stringify({ type: "resume", payload: position });
}

export interface Beat {
  /** By a clock that only grows. */
  readonly sentAt: number;
  readonly position: Position | null;
  readonly health: Health;
}

export function heartbeatMessage({ sentAt, position, health }: Beat): string {
  const stand = position === null ? {} : { seq: position.seq, hash: position.hash };
  return JSON.stringify({ type: "heartbeat", payload: { sentAt, ...stand, health } });
}
