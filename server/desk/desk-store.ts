// What the desk needs of a store, told in its own words; `server/store/desk-store.ts` fulfils it.
import type { Clash } from "../../domain/clash.ts";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import type { MemberFacts } from "../../domain/member.ts";
import type { Charge } from "../../domain/outcome.ts";
import type { Door, Site } from "../../domain/site.ts";
import type { Statistics } from "../../domain/statistics.ts";
import type { Decision, Visit } from "../../domain/visit.ts";
import type { MatchedExit, OverlapFacts } from "./overlaps.ts";
import type { LoggedEvent } from "../number-events.ts";

/** The head of a site's stream, locked, with what the site is. */
export interface SiteHead {
  readonly site: Site;
  readonly doors: ReadonlyMap<string, Door>;
  readonly seq: number;
  readonly hash: string;
  readonly currentDay: CalendarDay | null;
  readonly statistics: Statistics;
}

/** A visit with what only the database knows of it. */
export interface VisitRecord {
  readonly visit: Visit;
  readonly siteId: string;
  readonly checkInRecordedAt: Instant;
  readonly checkOutRecordedAt: Instant | null;
  readonly notes: string | null;
  readonly chargedMembershipId: string | null;
  readonly undoneAt: Instant | null;
}

export interface StoredAnswer {
  readonly contentHash: string;
  readonly answer: string;
}

export interface Wanted {
  readonly memberIds: readonly string[];
  readonly credentials: readonly string[];
  readonly visitIds: readonly string[];
  /** How far back the visits of each member are needed, for what happened on the same gym-day. */
  readonly since: Instant;
  /** Left out where no desk was by itself. */
  readonly overlaps?: {
    /** Commands of desks that may have turned out to be a visit of another name. */
    readonly commandIds: readonly string[];
    readonly siteId: string;
  };
}

/** As much of a visit as tells the gym-day it counts for and what paid for it. */
export interface VisitTrace {
  readonly id: string;
  readonly siteId: string;
  readonly gymDay: CalendarDay;
  readonly chargedMembershipId: string | null;
  readonly checkInTime: Instant;
  readonly checkOutTime: Instant | null;
}

/** All that the commands of one batch may need to know. */
export interface BatchFacts {
  readonly members: ReadonlyMap<string, MemberFacts>;
  readonly credentials: ReadonlyMap<
    string,
    { readonly memberId: string; readonly replacedAt: Instant | null }
  >;
  /** Visits asked for by id, and the open visit of every member in question, at whatever site. */
  readonly visits: readonly VisitRecord[];
  /** Each member's visits since the moment asked for, and in any case the latest; newest first. */
  readonly recent: ReadonlyMap<string, readonly VisitTrace[]>;
  readonly overlaps?: OverlapFacts;
}

export interface DecisionRecord {
  readonly decision: Decision;
  readonly command: "check_in" | "check_out" | "undo";
  readonly commandId: string;
  readonly doorId: string | null;
  readonly credential: string | null;
  readonly visitId: string | null;
  readonly recordedAt: Instant;
  readonly staffId: string | null;
  readonly facts: unknown;
  /** The device whose desk decided it by itself; null where the server did. */
  readonly deviceId: string | null;
}

/** What a desk decided by itself and the server would have decided otherwise. */
export interface ClashRecord {
  readonly id: string;
  readonly clash: Clash;
  readonly decision: Decision;
  readonly visitId: string | null;
  readonly deviceId: string;
}

export interface BatchWrites {
  readonly visits: readonly VisitRecord[];
  readonly decisions: readonly DecisionRecord[];
  readonly clashes: readonly ClashRecord[];
  /** Exits that were recorded before, and the visits that they ended after all. */
  readonly matchedExits: readonly MatchedExit[];
  readonly charges: readonly Charge[];
  readonly days: ReadonlyMap<CalendarDay, Statistics>;
  readonly currentDay: CalendarDay | null;
  readonly events: readonly LoggedEvent[];
  readonly answers: readonly (StoredAnswer & { readonly commandId: string })[];
  readonly recordedAt: Instant;
}

export interface DeskTransaction {
  /** Begins: waits for its turn at the site; null where there is no such site. */
  lockHead(): Promise<SiteHead | null>;
  load(wanted: Wanted): Promise<BatchFacts>;
  /** The answers that commands got when they were first decided. */
  answersOf(commandIds: readonly string[]): Promise<ReadonlyMap<string, StoredAnswer>>;
  loadInside(): Promise<readonly VisitRecord[]>;
  /** Ends it: records all of this and commits. */
  write(writes: BatchWrites): Promise<void>;
}

export interface DeskStore {
  /**
   * Runs the work in one transaction, from `lockHead` to `write`, and resolves once it is committed to
   * disk. Rejects with
   * `isAway(error)` true where the database could not be reached: then nobody knows whether it was.
   */
  transact<T>(siteId: string, work: (transaction: DeskTransaction) => Promise<T>): Promise<T>;
  isAway(error: unknown): boolean;
}
