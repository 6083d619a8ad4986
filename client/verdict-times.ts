// How long verdicts take as a desk sees it: from sending a command to having its answer, for the next
// heartbeat to tell. One whose connection went away in between is not counted.
import type { DoorMessage } from "./outbox-storage.ts";

/** As many as a heartbeat takes. */
const MOST_TOLD = 100;

const MOST_UNDER_WAY = 1_000;

export class VerdictTimes {
  readonly #sentAt = new Map<string, number>();
  #tookMs: number[] = [];

  sent(commandId: string, now: number): void {
    // Those that were never answered are not remembered for ever.
    if (this.#sentAt.size >= MOST_UNDER_WAY) this.#sentAt.clear();
    this.#sentAt.set(commandId, now);
  }

  answered(commandId: string, now: number): void {
    const sentAt = this.#sentAt.get(commandId);
    if (sentAt === undefined) return;
    this.#sentAt.delete(commandId);
    if (this.#tookMs.length < MOST_TOLD) this.#tookMs.push(Math.round((now - sentAt) * 10) / 10);
  }

  disconnected(): void {
    this.#sentAt.clear();
  }

  /** Each is told once. */
  take(): readonly number[] {
    return this.#tookMs.splice(0);
  }
}

/** What a heartbeat tells of commands: those that wait, the oldest of them, how long verdicts took. */
export function waitingFigures(messages: readonly DoorMessage[], verdicts: VerdictTimes) {
  const moments = messages.flatMap(({ payload }) => (payload.at === undefined ? [] : [payload.at]));
  return {
    waiting: messages.length,
    oldestWaitingAt: moments.toSorted()[0] ?? null,
    verdictsMs: [...verdicts.take()],
  };
}
