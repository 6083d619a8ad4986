// The commands that were asked for here and are not answered yet: who waits for them, and what is heard.
import type { DoorAnswer } from "../protocol/http/gym.ts";
import type { MadeOffline } from "../protocol/up.ts";
import { ClientClosed, CommandProblem } from "./command-problem.ts";
import type { DoorMessage } from "./outbox-storage.ts";
import type { Settled } from "./site-state.ts";

interface Ask {
  message: DoorMessage;
  readonly askers: PromiseWithResolvers<DoorAnswer>[];
}

export class Asks {
  readonly #asks = new Map<string, Ask>();
  #isClosed = false;

  /** Hands on what is asked for the first time; the same id again waits for the same answer. */
  ask(message: DoorMessage, handOn: (message: DoorMessage) => void): Promise<DoorAnswer> {
    if (this.#isClosed) return Promise.reject(new ClientClosed());
    const { commandId } = message.payload;
    const asker = withResolvers<DoorAnswer>();
    const known = this.#asks.get(commandId);
    if (known !== undefined) {
      known.askers.push(asker);
      return asker.promise;
    }
    this.#asks.set(commandId, { message, askers: [asker] });
    handOn(message);
    return asker.promise;
  }

  has(commandId: string): boolean {
    return this.#asks.has(commandId);
  }

  /** Oldest first. */
  messages(): readonly DoorMessage[] {
    return [...this.#asks.values()].map(({ message }) => message);
  }

  amend(commandId: string, madeOffline: MadeOffline): void {
    const ask = this.#asks.get(commandId);
    if (ask !== undefined) ask.message = withMadeOffline(ask.message, madeOffline);
  }

  settle(settled: Settled): void {
    const { commandId } = settled.message.payload;
    const ask = this.#asks.get(commandId);
    this.#asks.delete(commandId);
    for (const { resolve, reject } of ask?.askers ?? []) {
      if ("answer" in settled) resolve(settled.answer);
      else reject(new CommandProblem(settled.problem));
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const { askers } of this.#asks.values())
      for (const { reject } of askers) reject(new ClientClosed());
    this.#asks.clear();
  }
}

export function withMadeOffline(message: DoorMessage, madeOffline: MadeOffline): DoorMessage {
  return { ...message, payload: { ...message.payload, madeOffline } } as DoorMessage;
}

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: Error) => void;
}

// `Promise.withResolvers` is younger than the oldest Node that this runs on.
function withResolvers<T>(): PromiseWithResolvers<T> {
  const parts: Partial<{ resolve: (value: T) => void; reject: (reason: Error) => void }> = {};
  const promise = new Promise<T>((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return { promise, ...(parts as Required<typeof parts>) };
}
