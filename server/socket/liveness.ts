// Whether the other side of one socket is still there: when it was last heard, when it was last asked,
// and how long its answer took.
import { DEAD_PEER_MS, SERVER_PING_MS } from "../../protocol/limits.ts";
import type { Clock } from "../clock.ts";

export class Liveness {
  readonly #clock: Clock;
  #lastHeardAt: number;
  #pingedAt: number;
  #isPinged = false;
  #roundTripMs: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#lastHeardAt = clock.elapsed();
    this.#pingedAt = this.#lastHeardAt;
  }

  /** From our ping to its pong, the last time; null before the first. */
  get roundTripMs(): number | null {
    return this.#roundTripMs;
  }

  /** A sign of life. */
  heard(): void {
    this.#lastHeardAt = this.#clock.elapsed();
  }

  /** Its answer to our ping. */
  heardPong(): void {
    this.heard();
    if (this.#isPinged) this.#roundTripMs = this.#lastHeardAt - this.#pingedAt;
    this.#isPinged = false;
  }

  isDead(now: number): boolean {
    return now - this.#lastHeardAt > DEAD_PEER_MS;
  }

  /** True where it is time to ask again, and then it counts as asked. */
  shouldPing(now: number): boolean {
    if (now - this.#pingedAt <= SERVER_PING_MS) return false;
    this.#pingedAt = now;
    this.#isPinged = true;
    return true;
  }
}
