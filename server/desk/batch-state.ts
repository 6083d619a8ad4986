// What the site knows while one batch is decided: loaded once, then moved on by each outcome, so that
// the second command of a batch sees what the first one did.
import { must } from "../../domain/assert.ts";
import type { Found } from "../../domain/decide-check-in.ts";
import type { SiteEvent } from "../../domain/event.ts";
import type { GymDay } from "../../domain/gym-day.ts";
import { gymDayAt, isWithin } from "../../domain/gym-day.ts";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import type { MemberFacts } from "../../domain/member.ts";
import type { Charge } from "../../domain/outcome.ts";
import type { Statistics } from "../../domain/statistics.ts";
import { evolveStatistics } from "../../domain/statistics.ts";
import type { OpenVisit, Visit } from "../../domain/visit.ts";
import { isClosed, reopened } from "../../domain/visit.ts";
import { Overlaps } from "./overlaps.ts";
import type { BatchFacts, BatchWrites, SiteHead, VisitRecord, VisitTrace } from "./desk-store.ts";

export class BatchState {
  readonly head: SiteHead;
  readonly events: SiteEvent[] = [];
  readonly charges: Charge[] = [];
  readonly overlaps: Overlaps;
  readonly days = new Map<CalendarDay, Statistics>();
  currentDay: CalendarDay | null;
  statistics: Statistics;
  readonly #facts: BatchFacts;
  readonly #members: Map<string, MemberFacts>;
  readonly #visits = new Map<string, VisitRecord>();
  readonly #openByMember = new Map<string, string>();
  readonly #recent: Map<string, readonly VisitTrace[]>;
  readonly #touched = new Set<string>();
  #lastDay: GymDay | null = null;

  constructor(head: SiteHead, facts: BatchFacts) {
    this.head = head;
    this.currentDay = head.currentDay;
    this.statistics = head.statistics;
    this.#facts = facts;
    this.overlaps = new Overlaps(facts.overlaps);
    this.#members = new Map(facts.members);
    this.#recent = new Map(facts.recent);
    for (const record of facts.visits) this.know(record);
  }

  /** Takes in a visit that was loaded. */
  know(record: VisitRecord): void {
    if (this.#visits.has(record.visit.id)) return;
    this.#visits.set(record.visit.id, record);
    const isOpen = !isClosed(record.visit) && record.undoneAt === null;
    if (isOpen) this.#openByMember.set(record.visit.member.id, record.visit.id);
  }

  gymDayOf(at: Instant): GymDay {
    if (this.#lastDay === null || !isWithin(at, this.#lastDay)) {
      this.#lastDay = gymDayAt(at, this.head.site);
    }
    return this.#lastDay;
  }

  find(subject: { readonly memberId: string } | { readonly credential: string }): Found {
    if ("memberId" in subject) {
      const member = this.#members.get(subject.memberId);
      return member === undefined ? { as: "unknown-member" } : { as: "member", member };
    }
    const credential = this.#facts.credentials.get(subject.credential);
    const member = credential && this.#members.get(credential.memberId);
    if (credential === undefined || member === undefined) return { as: "unknown-credential" };
    if (credential.replacedAt === null) return { as: "member", member };
    return { as: "replaced", since: credential.replacedAt, member };
  }

  openVisitOf(memberId: string): VisitRecord | null {
    const id = this.#openByMember.get(memberId);
    return id === undefined ? null : must(this.#visits.get(id), `open visit ${id}`);
  }

  /** Who is in at this site, as far as it was loaded. */
  inside(): readonly OpenVisit[] {
    return [...this.#openByMember.values()]
      .map((id) => must(this.#visits.get(id), `open visit ${id}`))
      .filter((record) => record.siteId === this.head.site.id)
      .map((record) => record.visit);
  }

  visit(id: string): VisitRecord | null {
    return this.#visits.get(id) ?? null;
  }

  /** The member's visits on a gym-day, at whatever site. */
  visitsOn(memberId: string, day: CalendarDay): readonly VisitTrace[] {
    return (this.#recent.get(memberId) ?? []).filter((visit) => visit.gymDay === day);
  }

  /** True when the member has another visit that is later than this one or still open. */
  isInAgainAfter({ id, member }: Visit): boolean {
    const open = this.#openByMember.get(member.id);
    const latest = this.#recent.get(member.id)?.[0]?.id;
    return (open !== undefined && open !== id) || (latest !== undefined && latest !== id);
  }

  /** Makes an event true for the commands that follow. */
  apply(event: SiteEvent, recordedAt: Instant): void {
    this.events.push(event);
    if (event.type === "gym_day_began") this.currentDay = event.payload.day;
    this.statistics = evolveStatistics(this.statistics, event);
    if (this.currentDay !== null) this.days.set(this.currentDay, this.statistics);
    if (event.type === "member_checked_in") this.#enter(event.payload, recordedAt);
    if (event.type === "member_checked_out") {
      this.#change(event.payload, { checkOutRecordedAt: recordedAt });
    }
    if (event.type === "check_out_undone") {
      this.#change(reopened(event.payload.visit), { checkOutRecordedAt: null });
    }
    if (event.type === "check_in_undone") this.#withdraw(event.payload.visit, recordedAt);
  }

  /** Takes a visit from a pack, or gives it back. */
  charge(charge: Charge, memberId: string, visitId: string): void {
    this.charges.push(charge);
    const record = must(this.#visits.get(visitId), `visit ${visitId}`);
    const paid = charge.visits === -1 ? charge.membershipId : null;
    this.#visits.set(visitId, { ...record, chargedMembershipId: paid });
    this.#touched.add(visitId);
    this.#retrace(record.visit, { chargedMembershipId: paid });
    const member = must(this.#members.get(memberId), `member ${memberId}`);
    const memberships = member.memberships.map((held) =>
      held.id === charge.membershipId && held.visitsLeft !== null
        ? { ...held, visitsLeft: held.visitsLeft + charge.visits }
        : held,
    );
    this.#members.set(memberId, { ...member, memberships });
  }

  note(visitId: string, notes: string): void {
    const record = must(this.#visits.get(visitId), `visit ${visitId}`);
    const all = record.notes === null ? notes : `${record.notes}\n${notes}`;
    this.#visits.set(visitId, { ...record, notes: all });
    this.#touched.add(visitId);
  }

  /** Visits to write: those that end before those that are open, so that nobody is in twice. */
  changedVisits(): BatchWrites["visits"] {
    const records = [...this.#touched].map((id) => must(this.#visits.get(id), `visit ${id}`));
    const isOpen = ({ visit, undoneAt }: VisitRecord) =>
      Number(!isClosed(visit) && undoneAt === null);
    return records.toSorted((a, b) => isOpen(a) - isOpen(b));
  }

  #enter(visit: OpenVisit, recordedAt: Instant): void {
    const { id, gymDay, member } = visit;
    const siteId = this.head.site.id;
    this.#visits.set(id, {
      visit,
      siteId,
      checkInRecordedAt: recordedAt,
      checkOutRecordedAt: null,
      notes: null,
      chargedMembershipId: null,
      undoneAt: null,
    });
    this.#touched.add(id);
    // A late visit of somebody who is in now does not hide the one they are in.
    if (!this.#openByMember.has(member.id)) this.#openByMember.set(member.id, id);
    const traces = this.#recent.get(member.id) ?? [];
    const later = traces.filter((trace) => trace.gymDay > gymDay);
    const times = { checkInTime: visit.checkInTime, checkOutTime: null };
    const trace = { id, siteId, gymDay, chargedMembershipId: null, ...times };
    this.#recent.set(member.id, [...later, trace, ...traces.slice(later.length)]);
  }

  #change(visit: Visit, more: Partial<VisitRecord>): void {
    const record = must(this.#visits.get(visit.id), `visit ${visit.id}`);
    this.#visits.set(visit.id, { ...record, ...more, visit });
    this.#touched.add(visit.id);
    const checkOutTime = isClosed(visit) ? visit.checkOutTime : null;
    this.#retrace(visit, { checkOutTime });
    if (isClosed(visit)) return this.#leave(visit);
    // One of an earlier day, reopened for a moment, does not hide the one they are in.
    if (!this.#openByMember.has(visit.member.id)) {
      this.#openByMember.set(visit.member.id, visit.id);
    }
  }

  #withdraw(visit: OpenVisit, recordedAt: Instant): void {
    this.#change(visit, { undoneAt: recordedAt });
    this.#leave(visit);
    const others = (this.#recent.get(visit.member.id) ?? []).filter(({ id }) => id !== visit.id);
    this.#recent.set(visit.member.id, others);
  }

  #retrace({ id, member }: Visit, changed: Partial<VisitTrace>): void {
    const traces = this.#recent.get(member.id) ?? [];
    this.#recent.set(
      member.id,
      traces.map((trace) => (trace.id === id ? { ...trace, ...changed } : trace)),
    );
  }

  #leave({ id, member }: Visit): void {
    if (this.#openByMember.get(member.id) === id) this.#openByMember.delete(member.id);
  }
}
