// One notification on its way at a time. What is told meanwhile is merged, the furthest number of each
// stream, and goes out in the next; so what waits is bounded by the number of streams.
import type { Clock } from "../clock.ts";
import type { Hint } from "./bus.ts";
import { writeHints } from "./hint-text.ts";
import { waitAtMost } from "../wait-at-most.ts";

const CLOSE_PATIENCE_MS = 500;

export interface SenderParts {
  readonly sender: string;
  readonly clock: Clock;
  /** Rejects where it could not be sent: it then waits for `wake`. */
  readonly send: (text: string) => Promise<unknown>;
  readonly onFault: (error: unknown) => void;
  readonly observe: (what: "told") => void;
}

export class CoalescedSender {
  readonly #parts: SenderParts;
  readonly #waiting = new Map<string, Hint>();
  #sending: Promise<void> | null = null;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  add(hints: readonly Hint[]): void {
    for (const hint of hints) this.#merge(hint);
    this.wake();
  }

  /** Sends what waits, unless something is being sent. */
  wake(): void {
    if (this.#waiting.size > 0) this.#sending ??= this.#send();
  }

  /** Resolves when all is sent, or after a short while. */
  async finish(): Promise<void> {
    this.wake();
    if (this.#sending === null) return;
    await waitAtMost(this.#parts.clock, CLOSE_PATIENCE_MS, this.#sending);
  }

  async #send(): Promise<void> {
    // Yields once, so that everything told in the same turn of the loop goes together.
    await Promise.resolve();
    while (this.#waiting.size > 0) {
      const hints = [...this.#waiting.values()];
      const { text, count } = writeHints(this.#parts.sender, hints);
      const taken = hints.slice(0, count);
      for (const { stream } of taken) this.#waiting.delete(stream);
      try {
        await this.#parts.send(text);
        this.#parts.observe("told");
      } catch (error) {
        for (const hint of taken) this.#merge(hint);
        this.#parts.onFault(error);
        break;
      }
    }
    this.#sending = null;
  }

  #merge(hint: Hint): void {
    const before = this.#waiting.get(hint.stream);
    const isNewer = before === undefined || before.epoch !== hint.epoch || before.seq < hint.seq;
    if (isNewer) this.#waiting.set(hint.stream, hint);
  }
}
