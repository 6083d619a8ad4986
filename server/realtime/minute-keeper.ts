// Keeps the minutes that are over, in their order; what could not be kept while the database was away is
// kept with the next, an hour of it at most.
import type pg from "pg";
import { keepMinute } from "../store/realtime-rows.ts";
import type { FinishedMinute } from "./recorder.ts";

const MOST_WAITING = 60;

export interface KeeperParts {
  readonly serverId: string;
  readonly pool: pg.Pool;
  readonly onFault: (error: unknown) => void;
}

export class MinuteKeeper {
  readonly #parts: KeeperParts;
  #waiting: FinishedMinute[] = [];
  #keeping: Promise<void> | null = null;

  constructor(parts: KeeperParts) {
    this.#parts = parts;
  }

  keep(minute: FinishedMinute): void {
    this.#waiting = [...this.#waiting, minute].slice(-MOST_WAITING);
    this.#keeping ??= this.#work();
  }

  /** Resolves when all is kept that can be, also what has only begun. */
  async close(begun: FinishedMinute | null): Promise<void> {
    if (begun !== null) this.keep(begun);
    await this.#keeping;
  }

  async #work(): Promise<void> {
    const { pool, serverId, onFault } = this.#parts;
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        await keepMinute(pool, { serverId, ...next });
        if (this.#waiting[0] === next) this.#waiting.shift();
      }
    } catch (error) {
      onFault(error);
    }
    this.#keeping = null;
  }
}
