// Random histories of a gym, made by the domain's own decisions, with what a patient clerk with a
// paper list would know at their end.
import fc from "fast-check";
import { beginGymDay } from "../../domain/begin-gym-day.ts";
import { decideCheckIn } from "../../domain/decide-check-in.ts";
import { decideCheckOut } from "../../domain/decide-check-out.ts";
import { decideUndo } from "../../domain/decide-undo.ts";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { gymDayAt } from "../../domain/gym-day.ts";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import { minutesBetween, plusMinutes } from "../../domain/instant.ts";
import type { MemberFacts } from "../../domain/member.ts";
import type { OpenVisit, Visit } from "../../domain/visit.ts";
import { isClosed, reopened } from "../../domain/visit.ts";
import { aCheckIn, aCheckOut, aMember, anUndo, aSituation, idOf, NOW, SITE } from "./a-gym.ts";

export interface Step {
  readonly kind: "in" | "out" | "undo" | "late" | "refused" | "wait";
  readonly member: number;
  readonly minutes: number;
}

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom("in" as const, "out" as const) },
      { weight: 1, arbitrary: fc.constantFrom("undo" as const, "late" as const) },
      { weight: 1, arbitrary: fc.constantFrom("refused" as const, "wait" as const) },
    ),
    member: fc.integer({ min: 0, max: 5 }),
    minutes: fc.oneof(
      { weight: 9, arbitrary: fc.nat(90) },
      { weight: 1, arbitrary: fc.nat(2_000) },
    ),
  }),
  { maxLength: 60 },
);

/** A line of the clerk's list. */
export interface Entry {
  readonly visit: Visit;
  readonly isUndone: boolean;
}

export class History {
  readonly events: Numbered<SiteEvent>[] = [];
  readonly entries = new Map<string, Entry>();
  readonly refusals: { readonly gymDay: CalendarDay }[] = [];
  day: CalendarDay | null = null;
  #now: Instant = NOW;
  #ids = 0x1000;

  static of(taken: readonly Step[]): History {
    const history = new History();
    for (const step of taken) history.#take(step);
    return history;
  }

  /** Visits of a day that were not taken back. */
  visitsOf(day: CalendarDay | null): readonly Visit[] {
    return [...this.entries.values()]
      .filter(({ visit, isUndone }) => !isUndone && visit.gymDay === day)
      .map(({ visit }) => visit);
  }

  inside(): readonly OpenVisit[] {
    return [...this.entries.values()]
      .filter(({ visit, isUndone }) => !isUndone && !isClosed(visit))
      .map(({ visit }) => visit);
  }

  #take(step: Step): void {
    this.#now = plusMinutes(this.#now, step.minutes);
    const to = { id: this.#id(), day: gymDayAt(this.#now, SITE).day, at: this.#now };
    this.#record(beginGymDay({ currentDay: this.day, inside: this.inside() }, to));
    this.day = to.day;
    const member = aMember({ id: idOf(step.member + 1) });
    if (step.kind === "in") this.#checkIn(member, this.#now);
    if (step.kind === "late") this.#checkIn(member, plusMinutes(this.#now, -1_500));
    if (step.kind === "refused") this.#checkIn({ ...member, barred: { note: "" } }, this.#now);
    if (step.kind === "out") this.#checkOut(member);
    if (step.kind === "undo") this.#undo(member.id);
  }

  #checkIn(member: MemberFacts, at: Instant): void {
    const { day } = gymDayAt(at, SITE);
    const command = { at, recordedAt: this.#now, visitId: this.#id(), decisionId: this.#id() };
    const situation = aSituation(at, {
      member,
      currentDay: this.day ?? day,
      openVisit: this.inside().find((visit) => visit.member.id === member.id) ?? null,
      isFirstToday: !this.visitsOf(day).some((visit) => visit.member.id === member.id),
    });
    this.#record(decideCheckIn(situation, aCheckIn(command)).events);
  }

  #checkOut(member: MemberFacts): void {
    const visit = this.inside().find((each) => each.member.id === member.id) ?? null;
    const command = aCheckOut({ at: this.#now, decisionId: this.#id() });
    const situation = {
      found: { as: "member", member },
      visit,
      isUndone: false,
      door: null,
    } as const;
    this.#record(decideCheckOut(situation, command).events);
  }

  #undo(memberId: string): void {
    const own = [...this.entries.values()].filter(
      ({ visit, isUndone }) => visit.member.id === memberId && !isUndone,
    );
    const latest = own.toSorted((a, b) => (a.visit.checkInTime < b.visit.checkInTime ? 1 : -1))[0];
    if (latest === undefined) return;
    const { visit, isUndone } = latest;
    const situation = { visit, isUndone, doneAt: this.#now, isInAgain: false };
    const command = anUndo({
      what: isClosed(visit) ? "check_out" : "check_in",
      at: this.#now,
      decisionId: this.#id(),
    });
    this.#record(decideUndo({ ...situation, chargedMembershipId: null }, command).events);
  }

  #record(events: readonly SiteEvent[]): void {
    for (const event of events) {
      this.events.push({ ...event, stream: SITE.id, seq: this.events.length + 1 });
      if (event.type === "check_in_refused") this.refusals.push(event.payload);
      if (event.type === "member_checked_in") this.#enter(event.payload, false);
      if (event.type === "member_checked_out") this.#enter(event.payload, false);
      if (event.type === "check_in_undone") this.#enter(event.payload.visit, true);
      if (event.type === "check_out_undone") this.#enter(reopened(event.payload.visit), false);
    }
  }

  #enter(visit: Visit, isUndone: boolean): void {
    this.entries.set(visit.id, { visit, isUndone });
  }

  #id(): string {
    this.#ids += 1;
    return idOf(this.#ids);
  }
}

/** The whole minutes of a stay as the clerk would reckon them. */
export function stayOf(visit: Visit): number {
  return isClosed(visit) ? minutesBetween(visit.checkInTime, visit.checkOutTime) : 0;
}
