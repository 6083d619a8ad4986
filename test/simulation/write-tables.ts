// What the desk's statement writes, into tables in memory, with the rules that PostgreSQL holds.
import { must } from "../../domain/assert.ts";
import { isClosed } from "../../domain/visit.ts";
import type { BatchWrites, VisitRecord } from "../../server/desk/desk-store.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import { isOpen } from "./read-tables.ts";
import type { Tables } from "./tables.ts";
import { dayKey } from "./tables.ts";

/** A rule of the tables was broken; the transaction comes to nothing. */
export class BrokenRule extends Error {
  readonly rule: string;

  constructor(rule: string) {
    super(`the tables do not allow it: ${rule}`);
    this.rule = rule;
  }
}

/** All or nothing: throws before anything is changed. */
export function writeBatch(tables: Tables, siteId: string, writes: BatchWrites): void {
  checkVisits(tables, writes.visits);
  for (const { decision } of writes.decisions)
    if (tables.decisions.has(decision.id)) throw new BrokenRule("decision_pkey");
  for (const { commandId } of writes.answers)
    if (tables.answers.has(commandId)) throw new BrokenRule("command_answer_pkey");
  checkNumbers(tables, siteId, writes.events);

  for (const record of writes.visits) {
    tables.visits.set(record.visit.id, record);
    const ofMember = tables.visitsOf.get(record.visit.member.id) ?? [];
    const others = ofMember.filter((id) => id !== record.visit.id);
    tables.visitsOf.set(record.visit.member.id, [...others, record.visit.id]);
    keepOpen(tables.open, record);
  }
  for (const record of writes.decisions) tables.decisions.set(record.decision.id, record);
  for (const { commandId, contentHash, answer } of writes.answers)
    tables.answers.set(commandId, { contentHash, answer });
  for (const [day, statistics] of writes.days) tables.days.set(dayKey(siteId, day), statistics);
  for (const { membershipId, visits } of writes.charges) charge(tables, membershipId, visits);
  appendEvents(tables, siteId, writes.events);
  const stream = must(tables.streams.get(siteId), "stream");
  tables.streams.set(siteId, { ...stream, currentDay: writes.currentDay });
}

/** Appends to the log and moves the head. */
export function appendEvents(tables: Tables, id: string, events: readonly LoggedEvent[]): void {
  checkNumbers(tables, id, events);
  const stream = must(tables.streams.get(id), "stream");
  const last = events.at(-1);
  if (last === undefined) return;
  tables.events.set(id, (tables.events.get(id) ?? []).concat(events));
  tables.streams.set(id, { ...stream, seq: last.seq, hash: last.hash });
}

function checkVisits(tables: Tables, visits: readonly VisitRecord[]): void {
  const openOf = new Map(tables.open);
  for (const record of visits) {
    const { visit } = record;
    if (isClosed(visit) && visit.checkOutTime < visit.checkInTime)
      throw new BrokenRule("visit_check");
    keepOpen(openOf, record);
  }
}

/** Row by row, as the database checks it. */
function keepOpen(openOf: Map<string, string>, record: VisitRecord): void {
  const { id, member } = record.visit;
  const open = openOf.get(member.id);
  if (!isOpen(record)) {
    if (open === id) openOf.delete(member.id);
  } else if (open !== undefined && open !== id) throw new BrokenRule("visit_one_open");
  else openOf.set(member.id, id);
}

/** The key of the log only forbids a number twice; a gap is for the oracle to find. */
function checkNumbers(tables: Tables, id: string, events: readonly LoggedEvent[]): void {
  let top = tables.events.get(id)?.at(-1)?.seq ?? 0;
  for (const { seq } of events) {
    if (seq <= top) throw new BrokenRule("event_pkey");
    top = seq;
  }
}

function charge(tables: Tables, membershipId: string, visits: number): void {
  for (const [id, member] of tables.members) {
    if (!member.memberships.some((held) => held.id === membershipId)) continue;
    const memberships = member.memberships.map((held) =>
      held.id === membershipId && held.visitsLeft !== null
        ? { ...held, visitsLeft: Math.max(0, held.visitsLeft + visits) }
        : held,
    );
    tables.members.set(id, { ...member, memberships });
  }
}
