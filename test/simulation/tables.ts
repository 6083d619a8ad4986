// The tables of a simulated gym, and what is in them when it opens. Rows are replaced, never changed in
// place, so that a copy of the maps is a copy of the tables.
import type { MemberFacts } from "../../domain/member.ts";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import type { Door, Site } from "../../domain/site.ts";
import type { Statistics } from "../../domain/statistics.ts";
import type { DecisionRecord, StoredAnswer, VisitRecord } from "../../server/desk/desk-store.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import { aMember, aMembership, DOOR, idOf, SITE } from "../support/a-gym.ts";

export interface StreamRow {
  readonly epoch: string;
  readonly seq: number;
  readonly hash: string;
  readonly currentDay: string | null;
}

export interface Tables {
  readonly streams: Map<string, StreamRow>;
  readonly sites: Map<string, Site>;
  readonly doors: Map<string, Door>;
  readonly members: Map<string, MemberFacts>;
  readonly credentials: Map<
    string,
    { readonly memberId: string; readonly replacedAt: string | null }
  >;
  readonly visits: Map<string, VisitRecord>;
  /** The open visit of a member: an index that is unique. */
  readonly open: Map<string, string>;
  /** Ids of visits by member. */
  readonly visitsOf: Map<string, readonly string[]>;
  readonly decisions: Map<string, DecisionRecord>;
  readonly answers: Map<string, StoredAnswer>;
  /** By site and day. */
  readonly days: Map<string, Statistics>;
  /** By stream; those up to `pruned` are gone. */
  readonly events: Map<string, readonly LoggedEvent[]>;
  readonly pruned: Map<string, number>;
}

export const ORGANISATION = idOf(0x0e);
export const OTHER_SITE: Site = { ...SITE, id: idOf(0xb), name: "Nord" };
export const OTHER_DOOR: Door = { ...DOOR, id: idOf(0xde), siteId: OTHER_SITE.id };
export const memberId = (number: number): string => idOf(0x100 + number);
export const cardOf = (number: number): string => `card ${number}`;

/** Every member has a card; some a pack of visits, one is barred, one owes, one has left. */
export function openTables(members: number, capacity: number | null): Tables {
  const tables = emptyTables();
  for (const site of [SITE, OTHER_SITE]) {
    tables.sites.set(site.id, { ...site, capacity });
    openStream(tables, site.id);
  }
  openStream(tables, ORGANISATION);
  for (const door of [DOOR, OTHER_DOOR]) tables.doors.set(door.id, door);
  for (let number = 1; number <= members; number += 1) {
    tables.members.set(memberId(number), memberOf(number));
    tables.credentials.set(cardOf(number), { memberId: memberId(number), replacedAt: null });
  }
  return tables;
}

export function copyOf(tables: Tables): Tables {
  const copied = Object.entries(tables).map(([name, rows]) => [
    name,
    new Map(rows as Map<string, unknown>),
  ]);
  return Object.fromEntries(copied) as Tables;
}

export const dayKey = (siteId: string, day: string): string => `${siteId} ${day}`;

function emptyTables(): Tables {
  return {
    streams: new Map(),
    sites: new Map(),
    doors: new Map(),
    members: new Map(),
    credentials: new Map(),
    visits: new Map(),
    open: new Map(),
    visitsOf: new Map(),
    decisions: new Map(),
    answers: new Map(),
    days: new Map(),
    events: new Map(),
    pruned: new Map(),
  };
}

function openStream(tables: Tables, id: string): void {
  tables.streams.set(id, { epoch: "epoch-1", seq: 0, hash: EMPTY_HASH, currentDay: null });
  tables.events.set(id, []);
}

function memberOf(number: number): MemberFacts {
  const held = aMembership({
    id: idOf(0x1_000 + number),
    visitsLeft: number % 4 === 0 ? 3 : null,
    endsOn: number % 7 === 0 ? "2026-03-01" : null,
  });
  return aMember({
    id: memberId(number),
    fullName: `Member ${number}`,
    membershipNumber: `M-${number}`,
    memberships: [held],
    barred: number % 9 === 0 ? { note: "keep out" } : null,
    paymentDue: number % 5 === 0 ? { amountCents: 1_000, since: "2026-01-01" } : null,
  });
}
