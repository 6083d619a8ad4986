// What the statements of `server/store/` read, from tables in memory: each as they are at one moment.
import type { FeedLine } from "../../domain/feed.ts";
import { feedLineOf } from "../../domain/feed.ts";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import type { LiveViewSnapshot } from "../../domain/live-view.ts";
import { FEED_LENGTH } from "../../domain/live-view.ts";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import type { OpenVisit } from "../../domain/visit.ts";
import { isClosed } from "../../domain/visit.ts";
import { must } from "../../domain/assert.ts";
import type { Head } from "../../protocol/down.ts";
import type {
  BatchFacts,
  SiteHead,
  StoredAnswer,
  VisitRecord,
  VisitTrace,
  Wanted,
} from "../../server/desk/desk-store.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import type { Tables } from "./tables.ts";
import { dayKey } from "./tables.ts";

export function readHead(tables: Tables, siteId: string): SiteHead | null {
  const stream = tables.streams.get(siteId);
  const site = tables.sites.get(siteId);
  if (stream === undefined || site === undefined) return null;
  const { seq, hash, currentDay } = stream;
  const day = currentDay === null ? undefined : tables.days.get(dayKey(siteId, currentDay));
  const doors = new Map([...tables.doors].filter(([, door]) => door.siteId === siteId));
  return { site, doors, seq, hash, currentDay, statistics: day ?? EMPTY_STATISTICS };
}

export function isOpen({ visit, undoneAt }: VisitRecord): boolean {
  return !isClosed(visit) && undoneAt === null;
}

export function readCredentials(tables: Tables, wanted: Wanted): BatchFacts["credentials"] {
  return onlyThose(tables.credentials, wanted.credentials);
}

/** Those asked for by id, and the open visit of everybody in question. */
export function readVisits(tables: Tables, wanted: Wanted): readonly VisitRecord[] {
  const open = [...membersIn(tables, wanted)].map((id) => tables.open.get(id));
  const ids = new Set([...wanted.visitIds, ...open].filter((id) => id !== undefined));
  return [...onlyThose(tables.visits, [...ids]).values()];
}

export function readMembers(tables: Tables, wanted: Wanted): BatchFacts["members"] {
  return onlyThose(tables.members, [...membersIn(tables, wanted)]);
}

export function readRecent(tables: Tables, wanted: Wanted): BatchFacts["recent"] {
  const recent = new Map<string, readonly VisitTrace[]>();
  for (const memberId of membersIn(tables, wanted)) {
    const visits = [...onlyThose(tables.visits, tables.visitsOf.get(memberId) ?? []).values()]
      .filter(({ undoneAt }) => undoneAt === null)
      .toSorted((a, b) => (a.visit.checkInTime < b.visit.checkInTime ? 1 : -1))
      .filter(({ visit }, index) => index === 0 || visit.checkInTime >= wanted.since);
    if (visits.length > 0) recent.set(memberId, visits.map(traceOf));
  }
  return recent;
}

export function readAnswers(
  tables: Tables,
  ids: readonly string[],
): ReadonlyMap<string, StoredAnswer> {
  return onlyThose(tables.answers, ids);
}

export function readInside(tables: Tables, siteId: string): readonly VisitRecord[] {
  return [...tables.visits.values()].filter((record) => record.siteId === siteId && isOpen(record));
}

export function readView(
  tables: Tables,
  siteId: string,
): { readonly head: Head; readonly view: LiveViewSnapshot } | null {
  const head = readHead(tables, siteId);
  if (head === null) return null;
  const { epoch } = must(tables.streams.get(siteId), "stream");
  const { site, statistics, seq, hash } = head;
  const inside = readInside(tables, siteId)
    .map(({ visit }): OpenVisit => visit)
    .toSorted((a, b) => (a.checkInTime < b.checkInTime ? -1 : 1));
  return {
    head: { stream: siteId, epoch, seq, hash },
    view: { site, statistics, inside, activities: latestLines(tables, siteId) },
  };
}

/** Pruned or not: in truth the log is kept for longer than the feed reaches back. */
function latestLines(tables: Tables, siteId: string): readonly FeedLine[] {
  const lines: FeedLine[] = [];
  const events = tables.events.get(siteId) ?? [];
  for (let index = events.length - 1; index >= 0 && lines.length < FEED_LENGTH; index -= 1) {
    const { event, stream, seq } = must(events[index], "event");
    const line = feedLineOf({ ...event, stream, seq } as Numbered<SiteEvent>);
    if (line !== null) lines.push(line);
  }
  return lines;
}

export function readEvents(
  tables: Tables,
  stream: string,
  after: number,
  limit: number,
): readonly LoggedEvent[] {
  const from = Math.max(after, tables.pruned.get(stream) ?? 0);
  const events = tables.events.get(stream) ?? [];
  return events.slice(from, Math.min(events.length, from + limit));
}

export function readHash(tables: Tables, stream: string, seq: number): string | null {
  if (seq === 0) return EMPTY_HASH;
  if (seq <= (tables.pruned.get(stream) ?? 0)) return null;
  return tables.events.get(stream)?.[seq - 1]?.hash ?? null;
}

function membersIn(tables: Tables, wanted: Wanted): ReadonlySet<string> {
  const ofCards = wanted.credentials.map((code) => tables.credentials.get(code)?.memberId);
  const ofVisits = wanted.visitIds.map((id) => tables.visits.get(id)?.visit.member.id);
  const all = [...wanted.memberIds, ...ofCards, ...ofVisits];
  return new Set(all.filter((id) => id !== undefined));
}

function onlyThose<T>(rows: ReadonlyMap<string, T>, ids: readonly string[]): Map<string, T> {
  const found = new Map<string, T>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row !== undefined) found.set(id, row);
  }
  return found;
}

function traceOf({ visit, siteId, chargedMembershipId }: VisitRecord): VisitTrace {
  const { id, gymDay, checkInTime } = visit;
  const checkOutTime = "checkOutTime" in visit ? visit.checkOutTime : null;
  return { id, siteId, gymDay, chargedMembershipId, checkInTime, checkOutTime };
}
