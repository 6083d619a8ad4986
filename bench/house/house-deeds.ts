// What the process of the house can be asked to do.
import type { Position } from "../../protocol/up.ts";
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

/** What the house holds for those who listen. */
export interface Held {
  readonly connections: number;
  /** Of them, those for whom something waits. */
  readonly waiting: number;
  readonly mostBytes: number;
  /** How often a listener fell behind, since the start. */
  readonly behind: number;
}

/** Statements sent to the database since it was last asked. */
export interface Reads {
  readonly sessions: number;
  readonly log: number;
  readonly views: number;
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
  /** Where the site's stream stands. */
  head(input: null): Promise<Position>;
  /** Announces made-up events one by one, and notes each as a commit. */
  trickle(input: { readonly events: number; readonly gapMs: number }): Promise<void>;
  held(input: null): Held;
  reads(input: null): Reads;
  /** Signs so many accounts in; their cookies. */
  signIn(input: { readonly accounts: number }): Promise<readonly string[]>;
  /** Lets everybody out again, through the desk. */
  empty(input: null): Promise<void>;
  /** Commits since it was last asked. */
  commits(input: null): readonly Commit[];
  close(input: null): Promise<void>;
}
