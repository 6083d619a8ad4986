// What the process of the house can be asked to do.
import type { Connection } from "../../server/store/database.ts";
import type { Broadcast } from "../peers/broadcast.ts";
import type { Spent } from "../process/spent.ts";

export interface Opened {
  readonly port: number;
  readonly url: string;
  readonly operatorKey: string;
}

/** Senders that each wait for their answer before they send the next. */
export interface Drive {
  readonly checkIns: number;
  readonly senders: number;
  /** The number of the first member who comes in. */
  readonly firstMember: number;
  /** Every check-in in a transaction of its own, instead of together. */
  readonly isOneByOne: boolean;
}

export interface Driven {
  readonly ms: number;
  readonly spent: Spent;
  readonly answersMs: readonly number[];
}

export interface Commit {
  /** The head after it. */
  readonly seq: number;
  /** When it had happened, on the clock that all processes share. */
  readonly at: number;
}

export interface HouseDeeds {
  open(input: {
    readonly connection: Connection;
    readonly webFolder: string | null;
  }): Promise<Opened>;
  /** Announces made-up events to the hub, which nobody recorded. */
  broadcast(input: Broadcast): Promise<Spent>;
  /** The bytes of one tick, in base64. */
  tickBytes(input: { readonly perTick: number }): Promise<string>;
  residentBytes(input: null): Promise<number>;
  drive(input: Drive): Promise<Driven>;
  /** Lets everybody out again, through the desk. */
  empty(input: null): Promise<void>;
  /** Commits since it was last asked. */
  commits(input: null): readonly Commit[];
  close(input: null): Promise<void>;
}
