// This server among the others: gives a sign of life every two seconds, and learns with it whether it
// is the caretaker, the one of all servers that does what must be done once.
import type pg from "pg";
import { waitAtMost } from "../wait-at-most.ts";
import type { Clock } from "../clock.ts";
import {
  CARETAKER_MS,
  forgetServer,
  giveSign,
  leaveCaretaking,
  readServers,
} from "../store/servers.ts";
import type { ServerSelf } from "../store/servers.ts";

const SIGN_EVERY_MS = 2_000;
/** A caretaker stops this long before another one may begin. */
const MARGIN_MS = 1_000;
/** How long a farewell may take while the database does not answer. */
const FAREWELL_MS = 2_000;

export interface FleetParts {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly self: Omit<ServerSelf, "address">;
  readonly onFault: (error: unknown) => void;
}

export class FleetPlace {
  readonly #parts: FleetParts;
  #address = "";
  #figures = (): unknown => ({});
  #cancel = (): void => undefined;
  #isDraining = false;
  #isSigning: Promise<void> | null = null;
  #caretakesUntil = Number.NEGATIVE_INFINITY;

  constructor(parts: FleetParts) {
    this.#parts = parts;
  }

  /** From now on the others see it, at this address. */
  async open(address: string): Promise<void> {
    this.#address = address;
    await this.#sign();
    this.#cancel = this.#parts.clock.every(SIGN_EVERY_MS, () => void this.#sign());
  }

  /** What it tells of itself with each sign. */
  tell(figures: () => unknown): void {
    this.#figures = figures;
  }

  /** Asked before each step of what must be done once. */
  isCaretaker(): boolean {
    return !this.#isDraining && this.#parts.clock.elapsed() < this.#caretakesUntil;
  }

  /** Says that it is going; resolves with whether another server stays, and soon where nobody answers. */
  async drain(): Promise<boolean> {
    const { pool, clock, self } = this.#parts;
    this.#isDraining = true;
    let staysAnother = false;
    const farewell = this.#quietly(async () => {
      await this.#isSigning;
      await this.#sign();
      await leaveCaretaking(pool, self);
      const servers = await readServers(pool);
      staysAnother = servers.some(({ id, draining }) => id !== self.id && !draining);
    });
    await waitAtMost(clock, FAREWELL_MS, farewell);
    return staysAnother;
  }

  async close(): Promise<void> {
    const { pool, clock, self } = this.#parts;
    this.#isDraining = true;
    this.#cancel();
    const farewell = this.#quietly(async () => {
      await this.#isSigning;
      await leaveCaretaking(pool, self);
      await forgetServer(pool, self);
    });
    await waitAtMost(clock, FAREWELL_MS, farewell);
  }

  #sign(): Promise<void> {
    this.#isSigning ??= this.#giveSign().finally(() => {
      this.#isSigning = null;
    });
    return this.#isSigning;
  }

  async #giveSign(): Promise<void> {
    const { pool, clock, onFault } = this.#parts;
    const asked = clock.elapsed();
    try {
      const self = { ...this.#parts.self, address: this.#address };
      const sign = { draining: this.#isDraining, figures: this.#figures() };
      const isCaretaker = await giveSign(pool, self, sign);
      this.#caretakesUntil = isCaretaker
        ? asked + CARETAKER_MS - MARGIN_MS
        : Number.NEGATIVE_INFINITY;
    } catch (error) {
      // The next sign tells again.
      onFault(error);
    }
  }

  /** Where the database is away the others find out by themselves. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.onFault(error);
    }
  }
}
