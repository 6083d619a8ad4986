// Who is in, as far as this desk can know: what the server said last, and what the desk did since.
import { unreachable } from "../../domain/assert.ts";
import type { BookMember } from "../../domain/book.ts";
import type { SiteEvent } from "../../domain/event.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import type { Membership } from "../../domain/member.ts";
import type { ClosedVisit, OpenVisit, Visit } from "../../domain/visit.ts";
import { reopened } from "../../domain/visit.ts";
import type { OwnStep } from "./own-step.ts";

/** As the server left it; kept, so that it is known after a reload too. */
export interface KeptPresence {
  readonly gymDay: CalendarDay | null;
  readonly inside: readonly OpenVisit[];
}

export const NOBODY_IN: KeptPresence = { gymDay: null, inside: [] };

export class Presence {
  readonly #inside = new Map<string, OpenVisit>();
  /** Visits that this desk opened, closed or took back, by id. */
  readonly #own = new Map<string, { readonly visit: Visit; readonly isUndone: boolean }>();
  readonly #steps: readonly OwnStep[];
  readonly day: CalendarDay;

  /** As it is on a gym-day: whoever came in on an earlier one is taken to have left. */
  constructor(kept: KeptPresence, steps: readonly OwnStep[], day: CalendarDay) {
    this.day = day;
    this.#steps = steps;
    for (const visit of kept.inside) this.#inside.set(visit.member.id, visit);
    for (const { outcome } of steps) for (const event of outcome.events) this.#apply(event);
    for (const [memberId, visit] of this.#inside) {
      if (visit.gymDay < day) this.#inside.delete(memberId);
    }
  }

  get count(): number {
    return this.#inside.size;
  }

  get inside(): Iterable<OpenVisit> {
    return this.#inside.values();
  }

  openVisitOf(memberId: string): OpenVisit | null {
    return this.#inside.get(memberId) ?? null;
  }

  /** A visit by its id: one of somebody who is in, or one that this desk itself made or closed. */
  visit(id: string): { readonly visit: Visit; readonly isUndone: boolean } | null {
    const own = this.#own.get(id);
    if (own !== undefined) return own;
    for (const visit of this.#inside.values()) {
      if (visit.id === id) return { visit, isUndone: false };
    }
    return null;
  }

  /** True where the member had no visit here today, as far as this desk knows. */
  isFirstToday({ id, today }: BookMember): boolean {
    if (today?.day === this.day && today.wasHere) return false;
    return ![...this.#own.values()].some(
      ({ visit, isUndone }) => !isUndone && visit.gymDay === this.day && visit.member.id === id,
    );
  }

  /** True where the member has another visit that is open, or later than this one. */
  isInAgainAfter({ id, member }: Visit): boolean {
    const open = this.#inside.get(member.id);
    const own = [...this.#own.values()].filter(
      ({ visit, isUndone }) => !isUndone && visit.member.id === member.id,
    );
    const latest = own.at(-1)?.visit;
    return (open !== undefined && open.id !== id) || (latest !== undefined && latest.id !== id);
  }

  /** When this desk did the last step of a visit; null for one that it did not touch. */
  stepOn(visitId: string): OwnStep | null {
    const isOn = ({ outcome }: OwnStep) =>
      outcome.visit?.id === visitId && outcome.events.length > 0;
    return this.#steps.findLast(isOn) ?? null;
  }

  /** The membership whose pack this desk took a visit from for a visit of its own. */
  chargedFor(visitId: string): string | null {
    const step = this.#steps.find(
      ({ outcome }) => outcome.visit?.id === visitId && outcome.charge?.visits === -1,
    );
    return step?.outcome.charge?.membershipId ?? null;
  }

  /** Memberships whose pack has paid for a visit of this gym-day. */
  paidToday({ id, today }: BookMember): readonly string[] {
    const paid = new Set(today?.day === this.day ? today.paid : []);
    for (const { charge, gymDay } of this.#chargesOf(id)) {
      if (gymDay !== this.day) continue;
      if (charge.visits < 0) paid.add(charge.membershipId);
      else paid.delete(charge.membershipId);
    }
    return [...paid];
  }

  /** The member without the visits that this desk took from packs. */
  charged<Member extends BookMember>(member: Member): Member {
    const charges = this.#chargesOf(member.id);
    if (charges.length === 0) return member;
    const left = (membership: Membership): Membership => {
      if (membership.visitsLeft === null) return membership;
      const own = charges.filter(({ charge }) => charge.membershipId === membership.id);
      const spent = own.reduce((sum, { charge }) => sum + charge.visits, 0);
      return { ...membership, visitsLeft: Math.max(0, membership.visitsLeft + spent) };
    };
    return { ...member, memberships: member.memberships.map(left) };
  }

  #chargesOf(memberId: string) {
    return this.#steps.flatMap(({ outcome: { charge, visit }, gymDay }) =>
      charge !== null && visit?.member.id === memberId ? [{ charge, gymDay }] : [],
    );
  }

  #apply(event: SiteEvent): void {
    switch (event.type) {
      case "member_checked_in":
        return this.#enter(event.payload);
      case "member_checked_out":
        return this.#leave(event.payload);
      case "check_in_undone": {
        const { visit } = event.payload;
        this.#leave(visit);
        this.#own.set(visit.id, { visit, isUndone: true });
        return undefined;
      }
      case "check_out_undone":
        return this.#enter(reopened(event.payload.visit));
      case "check_in_refused":
      case "gym_day_began":
      case "site_changed":
        return undefined;
      default:
        return unreachable(event);
    }
  }

  #enter(visit: OpenVisit): void {
    this.#inside.set(visit.member.id, visit);
    this.#own.set(visit.id, { visit, isUndone: false });
  }

  #leave(visit: OpenVisit | ClosedVisit): void {
    if (this.#inside.get(visit.member.id)?.id === visit.id) this.#inside.delete(visit.member.id);
    this.#own.set(visit.id, { visit, isUndone: false });
  }
}
