// What a desk decides by itself: when it has to, on what it then knows, and what it did until the server
// knows of it too.
import type { SiteEvent } from "../../domain/event.ts";
import type { Instant } from "../../domain/instant.ts";
import { instantAt } from "../../domain/instant.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import type { MadeOffline } from "../../protocol/up.ts";
import type { ClientClock } from "../clock.ts";
import { Listeners } from "../listeners.ts";
import type { DoorMessage } from "../outbox-storage.ts";
import type { SiteClient, SiteState } from "../site-state.ts";
import { isAway, mayDecide } from "./away.ts";
import type { BookStore } from "./book-store.ts";
import type { decideHere } from "./decide-here.ts";
import type { DeskBook } from "./desk-book.ts";
import type { OwnStep } from "./own-step.ts";
import type { KeptPresence } from "./presence.ts";

/** How long an answer is waited for before the desk decides by itself. */
export const PATIENCE_MS = 2_000;
/** Who is in is kept this long after a change, so that a burst costs one write. */
export const KEEP_PRESENCE_MS = 3_000;

/** What a desk needs to decide by itself. */
export interface Equipment {
  readonly book: DeskBook;
  readonly store: BookStore;
  /** Loaded only where it is needed. */
  readonly decide: typeof decideHere;
  readonly deviceId: string;
  readonly staffId: string | null;
  readonly mayCorrect: boolean;
  /** As it was kept before a reload. */
  readonly presence: KeptPresence;
  readonly steps: readonly OwnStep[];
}

export interface DecidedHere {
  readonly message: DoorMessage;
  readonly answer: DoorAnswer;
  /** What has thereby happened. */
  readonly events: readonly SiteEvent[];
  readonly step: OwnStep;
}

/** A new object whenever anything in it changed. */
export interface OfflineState {
  /** Null where this desk cannot decide by itself. */
  readonly book: DeskBook | null;
  readonly builtAt: Instant | null;
  readonly steps: readonly OwnStep[];
}

interface Pending {
  readonly message: DoorMessage;
  readonly resolve: (answer: DoorAnswer) => void;
  readonly cancel: () => void;
}

export interface DecisionParts {
  readonly client: SiteClient;
  readonly clock: ClientClock;
  /** Something could not be kept: the desk goes on, a reload may forget it. */
  readonly onFault: (error: unknown) => void;
}

type Send = (more: { readonly madeOffline?: MadeOffline }) => Promise<DoorAnswer>;

export class OwnDecisions {
  readonly changes = new Listeners<[]>();
  readonly decided = new Listeners<[DecidedHere]>();
  readonly #parts: DecisionParts;
  readonly #pending = new Map<string, Pending>();
  readonly #stops: readonly (() => void)[];
  #equipment: Equipment | null = null;
  #steps: readonly OwnStep[] = [];
  #state: OfflineState | null = null;
  #was: SiteState;
  /** Nobody answered since the connection was last live. */
  #hasFailed = false;
  #cancelKeeping: (() => void) | null = null;

  constructor(parts: DecisionParts) {
    const { client } = parts;
    this.#parts = parts;
    this.#was = client.getState();
    this.#hasFailed = isAway(this.#was.connection);
    this.#stops = [
      client.onEvent(() => this.#keepPresenceSoon()),
      client.onSettled(({ message }) => this.#settled(message.payload.commandId)),
      client.subscribe(() => this.#stateChanged()),
    ];
  }

  get state(): OfflineState {
    const book = this.#equipment?.book ?? null;
    this.#state ??= { book, builtAt: book?.head.builtAt ?? null, steps: this.#steps };
    return this.#state;
  }

  /** By the server's clock, as far as it is known. */
  now(): Instant {
    const { client, clock } = this.#parts;
    return instantAt(clock.now() + client.getState().serverOffsetMs);
  }

  /** Who is in, as the server said last. */
  presence(): KeptPresence {
    const { view } = this.#parts.client.getState();
    if (view === null) return this.#equipment?.presence ?? { gymDay: null, inside: [] };
    return { gymDay: view.statistics.gymDay, inside: [...view.inside.values()] };
  }

  equip(next: Equipment | null): void {
    if (next !== null && this.#equipment === null) {
      const known = new Set(this.#steps.map(({ message }) => message.payload.commandId));
      const older = next.steps.filter(({ message }) => !known.has(message.payload.commandId));
      this.#steps = [...older, ...this.#steps];
    }
    this.#equipment = next;
    this.#changed();
    this.#decidePendingIfAway();
    this.#keepPresenceSoon();
  }

  /** What another tab of this desk did by itself. */
  learn(step: OwnStep): void {
    const { commandId } = step.message.payload;
    if (this.#steps.some(({ message }) => message.payload.commandId === commandId)) return;
    this.#steps = [...this.#steps, step];
    this.#changed();
  }

  bookChanged(): void {
    // What the server knows by now stands in the book.
    const { connection, waiting } = this.#parts.client.getState();
    if (connection.kind === "live" && waiting === 0) this.#forget(() => true);
    this.#changed();
  }

  /** Also while it is tried anew where the attempts before failed. */
  get #isAway(): boolean {
    const { connection } = this.#parts.client.getState();
    return isAway(connection) || (connection.kind === "connecting" && this.#hasFailed);
  }

  ask(message: DoorMessage, send: Send): Promise<DoorAnswer> {
    const { clock } = this.#parts;
    const here = this.#isAway ? this.#decide(message) : null;
    if (here !== null) {
      // How the server answers later is heard by `onSettled`.
      send({ madeOffline: here.mark }).catch(() => undefined);
      return Promise.resolve(here.answer);
    }
    const { commandId } = message.payload;
    return new Promise((resolve, reject) => {
      const cancel = clock.after(PATIENCE_MS, () => this.#decidePending(commandId));
      this.#pending.set(commandId, { message, resolve, cancel });
      send({}).then(resolve, reject);
    });
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const { cancel } of this.#pending.values()) cancel();
    this.#keepPresence();
  }

  /** Null where it has to wait for the server after all. */
  #decide(message: DoorMessage): { answer: DoorAnswer; mark: MadeOffline } | null {
    const { client, onFault } = this.#parts;
    if (this.#equipment === null || !mayDecide(client.getState().connection)) return null;
    const { book, staffId, mayCorrect, deviceId, store, decide } = this.#equipment;
    const known = { kept: this.presence(), steps: this.#steps, now: this.now() };
    const step = decide(message, { book, staffId, mayCorrect, ...known });
    if (step === null) return null;
    this.#steps = [...this.#steps, step];
    store.keepStep(step).catch(onFault);
    const { decision, visit } = step.outcome;
    const { verdict, reasons } = decision;
    const mark = { verdict, reasons: [...reasons], deviceId, book: book.head.position };
    const answer = { commandId: message.payload.commandId, decision, visit };
    this.decided.call({ message, answer, events: step.outcome.events, step });
    this.#changed();
    return { answer, mark };
  }

  #decidePending(commandId: string): void {
    const waiting = this.#pending.get(commandId);
    const here = waiting === undefined ? null : this.#decide(waiting.message);
    if (waiting === undefined || here === null) return;
    this.#pending.delete(commandId);
    waiting.cancel();
    this.#parts.client.decidedHere(commandId, here.mark);
    waiting.resolve(here.answer);
  }

  /** Oldest first, so that each sees what those before it did. */
  #decidePendingIfAway(): void {
    if (!this.#isAway) return;
    for (const commandId of [...this.#pending.keys()]) this.#decidePending(commandId);
  }

  #stateChanged(): void {
    const before = this.#was.connection;
    this.#was = this.#parts.client.getState();
    const { connection } = this.#was;
    if (isAway(connection)) this.#hasFailed = true;
    else if (connection.kind === "live") this.#hasFailed = false;
    this.#decidePendingIfAway();
    if (before.kind === connection.kind) return;
    if (before.kind === "live") this.#keepPresence();
    else if (connection.kind === "live") this.#keepPresenceSoon();
  }

  #settled(commandId: string): void {
    this.#pending.get(commandId)?.cancel();
    this.#pending.delete(commandId);
    this.#forget(({ message }) => message.payload.commandId === commandId);
  }

  #forget(isDone: (step: OwnStep) => boolean): void {
    const done = this.#steps.filter(isDone);
    if (done.length === 0) return;
    this.#steps = this.#steps.filter((step) => !done.includes(step));
    for (const { message } of done) {
      const { commandId } = message.payload;
      this.#equipment?.store.dropStep(commandId).catch(this.#parts.onFault);
    }
    this.#changed();
  }

  #keepPresenceSoon(): void {
    if (this.#equipment === null) return;
    this.#cancelKeeping ??= this.#parts.clock.after(KEEP_PRESENCE_MS, () => this.#keepPresence());
  }

  #keepPresence(): void {
    this.#cancelKeeping?.();
    this.#cancelKeeping = null;
    if (this.#equipment === null || this.#parts.client.getState().view === null) return;
    this.#equipment.store.keepPresence(this.presence()).catch(this.#parts.onFault);
  }

  #changed(): void {
    this.#state = null;
    this.changes.call();
  }
}
