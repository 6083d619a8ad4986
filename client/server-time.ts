// How far away the server is, and how far its clock is from ours, learnt from heartbeats.
import type { Instant } from "../domain/instant.ts";
import { millis } from "../domain/instant.ts";
import type { ClientClock } from "./clock.ts";

export class ServerTime {
  readonly #clock: ClientClock;
  #offsetMs: number;

  constructor(clock: ClientClock, offsetMs = 0) {
    this.#clock = clock;
    this.#offsetMs = offsetMs;
  }

  /** The server's clock minus ours. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** As somebody else on this machine has learnt it. */
  adopt(offsetMs: number): void {
    this.#offsetMs = offsetMs;
  }

  /** The way there and back in milliseconds; null where the answer does not say what it answers. */
  learn(ack: { readonly serverTime: Instant; readonly sentAt: number | null }): number | null {
    if (ack.sentAt === null) return null;
    const latencyMs = Math.max(0, Math.round(this.#clock.elapsed() - ack.sentAt));
    const offsetMs = Math.round(millis(ack.serverTime) + latencyMs / 2 - this.#clock.now());
    // A difference that the way there and back explains is no difference.
    if (Math.abs(offsetMs - this.#offsetMs) > latencyMs) this.#offsetMs = offsetMs;
    return latencyMs;
  }
}
