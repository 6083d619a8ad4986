// The desk: one queue per site. While a transaction is on its way, what arrives waits and goes in the
// next one, together. No timer: one command alone never waits.
import { v5 as nameId } from "uuid";
import type { Clock } from "../clock.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { BatchResult, Settlement } from "./commit-batch.ts";
import { commitBatch } from "./commit-batch.ts";
import { InsideElsewhere } from "./decide-command.ts";
import type { DeskStore } from "./desk-store.ts";
import type { AskedCommand, Desk } from "./desk.ts";

const MAX_BATCH = 256;
/** Beyond this many waiting commands of one site, new ones are sent back. */
const MAX_WAITING = 10_000;
/** Of these so many are one account's at most, so that nobody takes the door from the others. */
const MAX_OF_ACCOUNT = 2_000;
/** How long a batch is tried again while the database is away. */
const AWAY_PATIENCE_MS = 5_000;
const RETRY_MS = 100;

export interface DeskParts {
  readonly store: DeskStore;
  readonly clock: Clock;
  /** Hears of events that have committed, before anybody is answered. */
  readonly announce: (events: readonly LoggedEvent[]) => void;
  /** Hears of a site where something may have committed whose answer was lost, and so was not announced. */
  readonly lookAgain?: (siteId: string) => void;
  readonly observe?: (batch: { readonly size: number; readonly ms: number }) => void;
  /** Hears of batches that commit, and of failures that trying again at once does not mend. */
  readonly commits?: { committed(): void; failed(error: unknown): void };
  readonly observeAnswer?: (command: AskedCommand["type"], answer: DoorAnswer) => void;
  /** Hears of faults of our own, which the caller only knows as `internal`. */
  readonly onFault: (error: unknown, commandId: string | null) => void;
  /** How many commands share a transaction at most, where other than usual. */
  readonly maxBatch?: number;
  /** Draws the ids of what it records, where other than time and chance do. */
  readonly newId?: () => string;
}

interface Waiting {
  readonly command: AskedCommand;
  readonly settle: (settlement: Settlement) => void;
}

interface Turn {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

export function openDesk(parts: DeskParts): Desk {
  const queues = new Map<string, SiteQueue>();
  let isClosing = false;

  const queueOf = (siteId: string): SiteQueue => {
    const queue = queues.get(siteId) ?? new SiteQueue(siteId, parts);
    queues.set(siteId, queue);
    return queue;
  };

  const submit = (siteId: string, command: AskedCommand) =>
    attempt(siteId, { ...command, askedAt: command.askedAt ?? siteId }, 0);

  const attempt = async (
    siteId: string,
    command: AskedCommand,
    moves: number,
  ): Promise<DoorAnswer> => {
    if (isClosing) throw new ProblemError("shutting-down", { retryAfter: 2 });
    const settlement = await queueOf(siteId).add(command);
    if ("answer" in settlement) {
      parts.observeAnswer?.(command.type, settlement.answer);
      return settlement.answer;
    }
    if (!(settlement.fault instanceof InsideElsewhere)) throw settlement.fault;
    return moveHere(siteId, command, settlement.fault, moves);
  };

  // Somebody who is in at another site has left it: that visit ends first, at its own site. The id of
  // the command that ends it is always the same for the same command, visit and attempt.
  const moveHere = async (
    siteId: string,
    command: AskedCommand,
    inside: InsideElsewhere,
    moves: number,
  ): Promise<DoorAnswer> => {
    const { siteId: there, visit } = inside.record;
    const { commandId, at, staffId } = command;
    const subject = { checkInId: visit.id };
    if (command.type === "check_out") return submit(there, { ...command, how: "moved" });
    await submit(there, {
      ...{ type: "check_out", subject, doorId: null, notes: null, how: "moved" },
      ...{ commandId: nameId(`${moves} ${visit.id}`, commandId), at, staffId },
    });
    return attempt(siteId, command, moves + 1);
  };

  return {
    submit,
    turnDay: (siteId) => queueOf(siteId).turnDay(),
    inTurn: async (siteId, work) => {
      if (isClosing) throw new ProblemError("shutting-down", { retryAfter: 2 });
      return queueOf(siteId).inTurn(work);
    },
    close: async () => {
      isClosing = true;
      await Promise.all([...queues.values()].map((queue) => queue.idle()));
    },
  };
}

class SiteQueue {
  readonly #siteId: string;
  readonly #parts: DeskParts;
  #waiting: Waiting[] = [];
  readonly #ofAccount = new Map<string, number>();
  #turns: Turn[] = [];
  #errands: (() => Promise<void>)[] = [];
  #working: Promise<void> | null = null;

  constructor(siteId: string, parts: DeskParts) {
    this.#siteId = siteId;
    this.#parts = parts;
  }

  add(command: AskedCommand): Promise<Settlement> {
    const { staffId } = command;
    const ofAccount = staffId === null ? 0 : (this.#ofAccount.get(staffId) ?? 0);
    if (this.#waiting.length >= MAX_WAITING || ofAccount >= MAX_OF_ACCOUNT) {
      const fault = new ProblemError("overloaded", { retryAfter: 1, commandId: command.commandId });
      return Promise.resolve({ fault });
    }
    if (staffId !== null) this.#ofAccount.set(staffId, ofAccount + 1);
    return new Promise((settle) => {
      this.#waiting.push({ command, settle });
      this.#working ??= this.#work();
    });
  }

  /** Waits its turn like a command, so that events are announced in the order of their numbers. */
  turnDay(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#turns.push({ resolve, reject });
      this.#working ??= this.#work();
    });
  }

  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#errands.push(() => work().then(resolve, reject));
      this.#working ??= this.#work();
    });
  }

  async idle(): Promise<void> {
    while (this.#working !== null) await this.#working;
  }

  async #work(): Promise<void> {
    // Yields once, so that everything that arrived in the same turn of the loop shares a batch.
    await Promise.resolve();
    while (this.#waiting.length + this.#turns.length + this.#errands.length > 0) {
      for (const errand of this.#errands.splice(0)) await errand();
      if (this.#turns.length > 0) await this.#turn(this.#turns.splice(0));
      const batch = this.#waiting.splice(0, this.#parts.maxBatch ?? MAX_BATCH);
      for (const { command } of batch) this.#leave(command);
      if (batch.length > 0) await this.#settle(batch);
    }
    this.#working = null;
  }

  #leave({ staffId }: AskedCommand): void {
    if (staffId === null) return;
    const left = (this.#ofAccount.get(staffId) ?? 1) - 1;
    if (left > 0) this.#ofAccount.set(staffId, left);
    else this.#ofAccount.delete(staffId);
  }

  async #turn(asked: readonly Turn[]): Promise<void> {
    try {
      const { events } = await this.#commit([]);
      this.#tell(() => this.#parts.announce(events));
      for (const { resolve } of asked) resolve();
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async #settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const started = this.#parts.clock.elapsed();
      const { settlements, events } = await this.#commit(batch.map(({ command }) => command));
      this.#tell(() => {
        this.#parts.observe?.({ size: batch.length, ms: this.#parts.clock.elapsed() - started });
      });
      this.#tell(() => this.#parts.announce(events));
      for (const [index, { settle }] of batch.entries()) settle(settlements[index] as Settlement);
    } catch (error) {
      if (batch.length > 1 && !this.#parts.store.isAway(error)) return this.#settleOneByOne(batch);
      for (const { command, settle } of batch) settle({ fault: this.#faultOf(error, command) });
    }
  }

  // One command that cannot be decided costs its sender an error, and nobody else anything.
  async #settleOneByOne(batch: readonly Waiting[]): Promise<void> {
    for (const waiting of batch) await this.#settle([waiting]);
  }

  // Sending a batch twice is harmless: what was recorded the first time is answered the second. The
  // first time again is at once: two sites that met over one member need no waiting.
  async #commit(commands: readonly AskedCommand[]): Promise<BatchResult> {
    const { store, clock, newId, commits } = this.#parts;
    const started = clock.elapsed();
    for (let tries = 1; ; tries += 1) {
      try {
        const result = await commitBatch(store, this.#siteId, commands, clock.now(), newId);
        this.#tell(() => commits?.committed());
        if (tries > 1) this.#tell(() => this.#parts.lookAgain?.(this.#siteId));
        return result;
      } catch (error) {
        if (tries > 1 || !store.isAway(error)) this.#tell(() => commits?.failed(error));
        if (!store.isAway(error)) throw error;
        if (clock.elapsed() - started > AWAY_PATIENCE_MS) {
          this.#tell(() => this.#parts.lookAgain?.(this.#siteId));
          throw error;
        }
        if (tries > 1) await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve));
      }
    }
  }

  /** What has committed stays true, whatever those who hear of it make of it. */
  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#parts.onFault(error, null);
    }
  }

  #faultOf(error: unknown, { commandId }: AskedCommand): Error {
    if (error instanceof ProblemError) return error;
    this.#parts.onFault(error, commandId);
    if (this.#parts.store.isAway(error)) {
      return new ProblemError("database-away", { retryAfter: 2, commandId });
    }
    return new ProblemError("internal", { commandId });
  }
}
