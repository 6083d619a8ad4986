// Commands from the moment they are made until they are answered. They are sent in their order, a
// bounded number at once, and again under the same id whenever the answer may have been lost.
import type { DoorAnswer } from "../protocol/http/gym.ts";
import type { Problem } from "../protocol/problem.ts";
import { problemOf } from "../protocol/problem.ts";
import type { MadeOffline } from "../protocol/up.ts";
import { withMadeOffline } from "./asks.ts";
import type { ClientClock } from "./clock.ts";
import { backoffMs } from "./next-connection.ts";
import type { DoorMessage, OutboxStorage } from "./outbox-storage.ts";
import type { Settled } from "./site-state.ts";

/** Commands that may be on their way at once, unless told otherwise, and those that may wait. */
export const MAX_IN_FLIGHT = 64;
export const MAX_WAITING = 1_000;
/** An answer that takes longer is taken for lost. */
export const ANSWER_MS = 10_000;
/** How often a command is sent again that the server fails at by a fault of its own. */
export const MAX_FAULTS = 3;

export interface OutboxParts {
  readonly storage: OutboxStorage;
  readonly clock: ClientClock;
  readonly random: () => number;
  readonly maxInFlight: number;
  readonly send: (messages: readonly DoorMessage[]) => void;
  readonly onSettled: (settled: Settled) => void;
  readonly onChange: () => void;
}

interface Entry {
  message: DoorMessage;
  /** By the growing clock; null while it is not on its way. */
  sentAt: number | null;
  faults: number;
}

export class Outbox {
  readonly #parts: OutboxParts;
  #entries = new Map<string, Entry>();
  /** What was left from before is read first: it goes first. */
  #isLoaded = false;
  /** While the storage is read. */
  #doneMeanwhile: Set<string> | null = null;
  #isKeeping = true;
  #isConnected = false;
  #isClosed = false;
  #isPumpDue = false;
  #pauses = 0;
  #cancelPause: (() => void) | null = null;
  #cancelPatience: (() => void) | null = null;

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    void this.load();
  }

  get size(): number {
    return this.#entries.size;
  }

  /** False where the storage took or gave nothing the last time: a reload would forget what waits. */
  get isKeeping(): boolean {
    return this.#isKeeping;
  }

  messages(): readonly DoorMessage[] {
    return [...this.#entries.values()].map(({ message }) => message);
  }

  /**
   * Sends as soon as it can, without waiting for the storage: whoever stands at the door waits for the
   * answer, and an answer makes it superfluous to have been kept. Of one that is known only the mark is taken.
   */
  put(message: DoorMessage): void {
    const { commandId, madeOffline } = message.payload;
    if (this.#entries.has(commandId)) {
      if (madeOffline !== undefined) this.amend(commandId, madeOffline);
      return;
    }
    if (this.size >= MAX_WAITING) {
      const problem = problemOf("overloaded", { commandId });
      return this.#parts.onSettled({ message, problem });
    }
    this.#keep(this.#parts.storage.put(message));
    this.#entries.set(commandId, entryOf(message));
    this.#parts.onChange();
    this.#pumpSoon();
  }

  /** What was decided at the door meanwhile goes along whenever the command is sent again. */
  amend(commandId: string, madeOffline: MadeOffline): void {
    const entry = this.#entries.get(commandId);
    if (entry === undefined) return;
    entry.message = withMadeOffline(entry.message, madeOffline);
    this.#keep(this.#parts.storage.put(entry.message));
  }

  /** Takes in what stands in the storage: left from before, or put there by another tab. */
  async load(): Promise<void> {
    const done = new Set<string>();
    this.#doneMeanwhile = done;
    const loaded = await this.#parts.storage.load().catch(() => null);
    this.#doneMeanwhile = null;
    if (this.#isClosed) return;
    this.#isKeeping = loaded !== null;
    this.#isLoaded = true;
    const kept = new Map<string, Entry>();
    for (const message of loaded ?? []) {
      const { commandId } = message.payload;
      if (!done.has(commandId)) kept.set(commandId, entryOf(message));
    }
    this.#entries = new Map([...kept, ...this.#entries]);
    this.#parts.onChange();
    this.#pump();
  }

  connected(): void {
    this.#isConnected = true;
    this.#pump();
  }

  disconnected(): void {
    this.#isConnected = false;
    for (const entry of this.#entries.values()) entry.sentAt = null;
    this.#resume();
  }

  answered(answer: DoorAnswer): void {
    const entry = this.#take(answer.commandId);
    if (entry === undefined) return;
    this.#pauses = 0;
    this.#parts.onSettled({ message: entry.message, answer });
  }

  failed(problem: Problem): void {
    const { commandId } = problem;
    if (commandId === undefined) return this.#failedWithoutName(problem);
    const entry = this.#entries.get(commandId);
    if (entry === undefined) return;
    if (problem.code === "internal") entry.faults += 1;
    if (problem.retry === "later" && entry.faults < MAX_FAULTS) {
      entry.sentAt = null;
      this.#pause(problem);
      return;
    }
    this.#take(commandId);
    this.#parts.onSettled({ message: entry.message, problem });
  }

  close(): void {
    this.#isClosed = true;
    this.disconnected();
  }

  /** It may be about any of those on their way, as where a whole batch came too fast. */
  #failedWithoutName(problem: Problem): void {
    if (problem.retry !== "later") return;
    for (const entry of this.#entries.values()) entry.sentAt = null;
    this.#pause(problem);
  }

  #keep(kept: Promise<void>): void {
    const become = (isKeeping: boolean) => {
      if (isKeeping === this.#isKeeping || this.#isClosed) return;
      this.#isKeeping = isKeeping;
      this.#parts.onChange();
    };
    kept.then(
      () => become(true),
      () => become(false),
    );
  }

  #take(commandId: string): Entry | undefined {
    const entry = this.#entries.get(commandId);
    if (entry === undefined) return undefined;
    this.#entries.delete(commandId);
    this.#doneMeanwhile?.add(commandId);
    this.#keep(this.#parts.storage.remove(commandId));
    this.#parts.onChange();
    this.#pumpSoon();
    return entry;
  }

  /** Commands of one turn of the loop share a frame. */
  #pumpSoon(): void {
    if (this.#isPumpDue) return;
    this.#isPumpDue = true;
    void this.#pumpNextTurn();
  }

  async #pumpNextTurn(): Promise<void> {
    await Promise.resolve();
    this.#isPumpDue = false;
    this.#pump();
  }

  #pump(): void {
    if (!this.#isLoaded || !this.#isConnected || this.#cancelPause !== null) return;
    const now = this.#parts.clock.elapsed();
    const due: DoorMessage[] = [];
    let inFlight = 0;
    for (const entry of this.#entries.values()) {
      if (inFlight === this.#parts.maxInFlight) break;
      inFlight += 1;
      if (entry.sentAt !== null && now - entry.sentAt < ANSWER_MS) continue;
      entry.sentAt = now;
      due.push(entry.message);
    }
    if (due.length > 0) this.#parts.send(due);
    this.#cancelPatience?.();
    this.#cancelPatience =
      inFlight === 0 ? null : this.#parts.clock.after(ANSWER_MS, () => this.#pump());
  }

  /** Everything waits, so that nothing overtakes what was sent back. */
  #pause({ retryAfter = 0 }: Problem): void {
    if (this.#cancelPause !== null) return;
    const { clock, random } = this.#parts;
    const ms = Math.max(retryAfter * 1_000, backoffMs(this.#pauses, random()));
    this.#pauses += 1;
    this.#cancelPause = clock.after(ms, () => {
      this.#cancelPause = null;
      this.#pump();
    });
  }

  #resume(): void {
    this.#cancelPause?.();
    this.#cancelPause = null;
    this.#cancelPatience?.();
    this.#cancelPatience = null;
  }
}

function entryOf(message: DoorMessage): Entry {
  return { message, sentAt: null, faults: 0 };
}
