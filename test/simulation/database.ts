// A database as its clients meet it: a lock for each stream, commits that are whole or nothing, and
// journeys there and back on which a connection may break, so that nobody knows whether it was done.
import type { LoggedEvent } from "../../server/number-events.ts";
import type { BatchWrites } from "../../server/desk/desk-store.ts";
import type { Chance } from "./chance.ts";
import type { Machine } from "./machine.ts";
import type { Scheduler } from "./scheduler.ts";
import { Session } from "./session.ts";
import type { Tables } from "./tables.ts";
import type { Weather } from "./weather.ts";
import { FAIR } from "./weather.ts";

export interface Committed {
  readonly stream: string;
  readonly events: readonly LoggedEvent[];
  /** Null where it was not the desk that wrote. */
  readonly writes: BatchWrites | null;
}

export interface DatabaseParts {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  readonly tables: Tables;
  readonly onCommit: (committed: Committed) => void;
}

export class Database {
  readonly parts: DatabaseParts;
  tables: Tables;
  weather: Weather = { ...FAIR };
  readonly #sessions = new Set<Session>();
  readonly #locks = new Map<string, Session[]>();

  constructor(parts: DatabaseParts) {
    this.parts = parts;
    this.tables = parts.tables;
  }

  open(machine: Machine): Session {
    const session = new Session(this, machine);
    // What still runs on a machine that has just ended reaches nobody.
    if (machine.isDead) session.break("gone");
    else this.#sessions.add(session);
    return session;
  }

  close(session: Session): void {
    this.#sessions.delete(session);
    for (const [stream, waiting] of this.#locks) {
      const isHolder = waiting[0] === session;
      const rest = waiting.filter((other) => other !== session);
      if (rest.length === waiting.length) continue;
      this.#locks.set(stream, rest);
      if (isHolder) rest[0]?.granted();
    }
  }

  /** Waits in line for a stream; `granted` is called on the session whose turn it is. */
  lock(stream: string, session: Session): void {
    const waiting = [...(this.#locks.get(stream) ?? []), session];
    this.#locks.set(stream, waiting);
    if (waiting.length === 1) session.granted();
  }

  /** Every connection breaks; what was not committed is gone. */
  crash(): void {
    this.weather.isAway = true;
    for (const session of this.#sessions) session.break("it crashed");
  }

  /** The machine is gone, and with it its connections. */
  hangUp(machine: Machine): void {
    for (const session of this.#sessions) if (session.machine === machine) session.break("gone");
  }

  /** The history of a backup: what came after it has not happened. */
  restore(tables: Tables, epoch: string): void {
    for (const session of this.#sessions) session.break("it is restored");
    this.tables = tables;
    for (const [id, stream] of tables.streams) tables.streams.set(id, { ...stream, epoch });
  }
}
