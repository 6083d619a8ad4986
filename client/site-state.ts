// What a screen reads of a site, and what it may ask of it.
import type { Numbered, OrganisationEvent, SiteEvent } from "../domain/event.ts";
import type { Instant } from "../domain/instant.ts";
import type { LiveView } from "../domain/live-view.ts";
import type { ResetReason, StatsPayload } from "../protocol/down.ts";
import type { DoorAnswer } from "../protocol/http/gym.ts";
import type { Problem } from "../protocol/problem.ts";
import type { MadeOffline, Position } from "../protocol/up.ts";
import type { ConnectionState } from "./connection-state.ts";
import type { SiteHealth } from "./health.ts";
import type { DoorMessage } from "./outbox-storage.ts";

/** A new object whenever anything in it changed. */
export interface SiteState {
  readonly connection: ConnectionState;
  /**
   * Null until the first snapshot; kept while offline. Folded in place: `inside` is the same map before
   * and after an event, so what is derived from it must depend on `version`.
   */
  readonly view: LiveView | null;
  /** Where the view stands in the site's stream; null where there is nothing to go on from. */
  readonly position: Position | null;
  /** Raised with every change of the view. */
  readonly version: number;
  /** The figures as the server sends them, for a client that takes the topic `stats`. */
  readonly stats: StatsPayload | null;
  /** Of the last heartbeat; null while not live. */
  readonly latencyMs: number | null;
  /** Commands that are not answered yet. */
  readonly waiting: number;
  /** False where the browser keeps nothing for us: what waits would not outlive the page. */
  readonly isKeeping: boolean;
  /** How often the view was replaced because it could not be continued, and why the last time. */
  readonly resets: { readonly count: number; readonly lastReason: ResetReason | null };
  /** The server's clock minus this machine's. */
  readonly serverOffsetMs: number;
  readonly health: SiteHealth;
  /** Tabs of this browser that share the connection. */
  readonly tabs: number;
}

/** Whether an event was heard as it happened, or made up for after an absence. */
export type Heard = "live" | "catch-up";

export type EventListener = (event: Numbered<SiteEvent>, heard: Heard) => void;
export type OrganisationListener = (event: Numbered<OrganisationEvent>) => void;

/** How a command ended, whoever sent it and however long ago. */
export type Settled =
  | { readonly message: DoorMessage; readonly answer: DoorAnswer }
  | { readonly message: DoorMessage; readonly problem: Problem };

interface Asked {
  /** When it happened at the door; left out: now. */
  readonly at?: Instant;
  /** Left out: a new one. The same id gets the same answer, however often it is sent. */
  readonly commandId?: string;
  /** What was decided at the door without the server: it has happened. */
  readonly madeOffline?: MadeOffline;
}

export type CheckInRequest = Asked &
  ({ readonly memberId: string } | { readonly credential: string }) & {
    readonly doorId: string;
    readonly notes?: string;
  };

export type CheckOutRequest = Asked &
  (
    | { readonly checkInId: string }
    | { readonly memberId: string }
    | { readonly credential: string }
  ) & {
    /** The door they left by; left out: the one they came in by. */
    readonly doorId?: string;
    readonly notes?: string;
  };

export type UndoRequest = Asked & {
  readonly visitId: string;
  readonly what: "check_in" | "check_out";
};

export interface SiteClient {
  getState(): SiteState;
  /** Calls back after every change of the state; returns how to end that. */
  subscribe(listener: () => void): () => void;
  /** Each event of the site once, in order, after it was applied. A snapshot yields none. */
  onEvent(listener: EventListener): () => void;
  /**
   * Members, plans, staff or sites changed. These are not made up for after an absence: whoever keeps
   * copies of them asks anew when the connection is live again.
   */
  onOrganisationEvent(listener: OrganisationListener): () => void;
  /** Every command that is answered or sent back, also those left over from before a reload. */
  onSettled(listener: (settled: Settled) => void): () => void;
  /**
   * Resolves with the gym's answer, a refusal too; waits for it across lost connections. Rejects with
   * `CommandProblem` where the server sent it back, or `ClientClosed`.
   */
  checkIn(request: CheckInRequest): Promise<DoorAnswer>;
  checkOut(request: CheckOutRequest): Promise<DoorAnswer>;
  undo(request: UndoRequest): Promise<DoorAnswer>;
  /** The commands that are not answered yet, oldest first; of a shared connection those asked here. */
  waitingCommands(): readonly DoorMessage[];
  /** Says of a command that still waits what was decided at the door meanwhile, without the server. */
  decidedHere(commandId: string, madeOffline: MadeOffline): void;
  /** What the browser says of its network. */
  setOnline(isOnline: boolean): void;
  /** The machine may have slept, or the page was hidden: find out at once whether the server is there. */
  wake(): void;
  /** Starts again after signing in. */
  reconnect(): void;
  close(): void;
}
