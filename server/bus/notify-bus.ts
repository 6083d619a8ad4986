// Hints by PostgreSQL's NOTIFY, over a connection of its own that is opened anew whenever it breaks.
// Behind a pooler that gives a connection away after each transaction nothing is heard: there the
// beacon does the work, or Redis.
import pg from "pg";
import type { Connection } from "../store/database.ts";
import type { Bus, BusParts, Hint, OpenBus } from "./bus.ts";
import { CoalescedSender } from "./coalesced-sender.ts";
import { hearText } from "./hint-text.ts";
import {
  ANSWER_MS,
  ASK_EVERY_MS,
  FIRST_PAUSE_MS,
  LONGEST_PAUSE_MS,
  OPEN_PATIENCE_MS,
} from "./patience.ts";
import { waitAtMost } from "../wait-at-most.ts";

const CHANNEL = "avgym_hints";

export function notifyBusTo(connection: Connection): OpenBus {
  return async (parts) => {
    const bus = new NotifyBus(connection, parts);
    await bus.opened();
    return bus;
  };
}

class NotifyBus implements Bus {
  readonly #connection: Connection;
  readonly #parts: BusParts;
  readonly #sender: CoalescedSender;
  readonly #cancelAsking: () => void;
  #client: pg.Client | null = null;
  #pauseMs = FIRST_PAUSE_MS;
  #cancelRetry: () => void = () => undefined;
  #opening: Promise<void>;
  #isClosed = false;

  constructor(connection: Connection, parts: BusParts) {
    this.#connection = connection;
    this.#parts = parts;
    this.#sender = new CoalescedSender({ ...parts, send: (text) => this.#notify(text) });
    this.#cancelAsking = parts.clock.every(ASK_EVERY_MS, () => void this.#ask());
    this.#opening = this.#connect();
  }

  async opened(): Promise<void> {
    await waitAtMost(this.#parts.clock, OPEN_PATIENCE_MS, this.#opening);
  }

  tell(hints: readonly Hint[]): void {
    if (!this.#isClosed) this.#sender.add(hints);
  }

  async close(): Promise<void> {
    this.#cancelAsking();
    this.#cancelRetry();
    if (this.#client !== null) await this.#sender.finish();
    this.#isClosed = true;
    await this.#opening;
    const client = this.#client;
    this.#client = null;
    await client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      ...this.#connection,
      application_name: "av-gym hints",
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    client.on("error", (error) => this.#lose(client, error));
    client.on("end", () => this.#lose(client, new Error("the connection for hints ended")));
    client.on("notification", ({ payload }) => {
      if (!this.#isClosed) hearText(this.#parts, payload ?? "");
    });
    try {
      await client.connect();
      // A notification is no news worth waiting for the disk.
      await client.query("set synchronous_commit = off");
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      await end(client);
      this.#retry(error);
      return;
    }
    this.#client = client;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#sender.wake();
  }

  #lose(client: pg.Client, error: unknown): void {
    if (this.#client !== client) return;
    this.#client = null;
    void end(client);
    this.#retry(error);
  }

  #retry(error: unknown): void {
    if (this.#isClosed) return;
    this.#parts.onFault(error);
    this.#cancelRetry = this.#parts.clock.after(this.#pauseMs, () => {
      this.#opening = this.#connect();
    });
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  async #notify(text: string): Promise<void> {
    const client = this.#client;
    if (client === null) throw new Error("no connection for hints");
    try {
      await client.query("select pg_notify($1, $2)", [CHANNEL, text]);
    } catch (error) {
      this.#lose(client, error);
      throw error;
    }
  }

  async #ask(): Promise<void> {
    const client = this.#client;
    if (client === null) return;
    try {
      await client.query("select 1");
    } catch (error) {
      this.#lose(client, error);
    }
  }
}

/** The connection is of no use any more: how it ends is no news. */
async function end(client: pg.Client): Promise<void> {
  await client.end().catch(() => undefined);
}
