// What a desk holds of its site, so that it can decide without the server.
import type { CalendarDay, Instant } from "./instant.ts";
import type { MemberFacts } from "./member.ts";
import type { Door, Site } from "./site.ts";

/** Where the organisation's stream stood when a book was read. */
export interface BookPosition {
  readonly epoch: string;
  readonly seq: number;
}

export interface BookMember extends MemberFacts {
  readonly credentials: readonly { readonly code: string; readonly replacedAt: Instant | null }[];
  /** The staff's note; left out where there is none. */
  readonly note?: string | undefined;
  /** Their visits of a gym-day, where they had any. */
  readonly today?: BookDay | undefined;
}

/** It counts only for the gym-day it names: by the next one it is out of date. */
export interface BookDay {
  readonly day: CalendarDay;
  /** Memberships whose pack has paid for a visit of the day, at whatever site. */
  readonly paid: readonly string[];
  /** True where one of the visits was to this site. */
  readonly wasHere: boolean;
}

export interface BookHead {
  readonly position: BookPosition;
  /** When it was read, by the server's clock. */
  readonly builtAt: Instant;
  readonly site: Site;
  readonly doors: readonly Door[];
}

export interface Book extends BookHead {
  readonly members: readonly BookMember[];
}

/** What has changed since a position: members as they now are, and those that are there no more. */
export interface BookChanges extends BookHead {
  readonly members: readonly BookMember[];
  readonly gone: readonly string[];
}
