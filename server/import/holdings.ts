// Which memberships a file begins, and which of those there are it lets end on another day.
import type { CalendarDay } from "../../domain/instant.ts";
import { foldText } from "../../domain/fold-text.ts";
import type { Drawing, ImportLine } from "./import-line.ts";
import type { KnownGym, KnownMembership, KnownPlan } from "./known-gym.ts";
import { packVisits } from "./pack-visits.ts";
import type { Fault } from "./read-table.ts";

export interface MembershipBegun {
  readonly id: string;
  readonly memberId: string;
  readonly planId: string;
  readonly startsOn: CalendarDay;
  readonly endsOn: CalendarDay | null;
  readonly visitsLeft: number | null;
  readonly frozenFrom: CalendarDay | null;
}

export interface HoldingChanges {
  readonly plans: readonly KnownPlan[];
  readonly begun: readonly MembershipBegun[];
  readonly ended: readonly { readonly id: string; readonly endsOn: CalendarDay }[];
  readonly frozen: readonly { readonly id: string; readonly from: CalendarDay }[];
}

/** A file that names more new plans than this has its columns mixed up. */
const MAX_NEW_PLANS = 50;

export class Holdings {
  readonly #drawing: Drawing;
  readonly #fault: (fault: Fault) => void;
  readonly #plans: Map<string, KnownPlan>;
  /** What a membership without a named plan is of: the one plan on offer, where there is but one. */
  readonly #only: KnownPlan | null;
  readonly #created: KnownPlan[] = [];
  readonly #begun: MembershipBegun[] = [];
  readonly #ended: { id: string; endsOn: CalendarDay }[] = [];
  readonly #frozen: { id: string; from: CalendarDay }[] = [];

  constructor(gym: KnownGym, drawing: Drawing, fault: (fault: Fault) => void) {
    this.#drawing = drawing;
    this.#fault = fault;
    this.#plans = new Map(gym.plans.map((plan) => [foldText(plan.name), plan]));
    const offered = gym.plans.filter((plan) => plan.isActive);
    this.#only = offered.length === 1 ? (offered[0] ?? null) : null;
  }

  changes(): HoldingChanges {
    return { plans: this.#created, begun: this.#begun, ended: this.#ended, frozen: this.#frozen };
  }

  /** True where the line changes what the member holds; `held` is the latest first. */
  take(line: ImportLine, memberId: string, held: readonly KnownMembership[]): boolean {
    const { startsOn, endsOn } = line;
    if (line.planName === null && startsOn === null && endsOn === null) {
      return this.#freeze(line, held[0]);
    }
    const planId = this.#planOf(line, held);
    if (planId === null) return false;
    const same = held.find(
      (each) => each.planId === planId && (startsOn === null || each.startsOn === startsOn),
    );
    if (same === undefined) return this.#begin(line, memberId, planId);
    const isEnded = this.#end(line, same);
    return this.#freeze(line, same) || isEnded;
  }

  #planOf(line: ImportLine, held: readonly KnownMembership[]): string | null {
    if (line.planName === null) {
      const planId = held[0]?.planId ?? this.#only?.id ?? null;
      if (planId === null) this.#fault({ line: line.line, reason: "of which plan is this?" });
      return planId;
    }
    const key = foldText(line.planName);
    const known = this.#plans.get(key);
    if (known !== undefined) return known.id;
    if (this.#created.length >= MAX_NEW_PLANS) {
      const reason = `plan ${JSON.stringify(line.planName)}: more than ${MAX_NEW_PLANS} new plans: is this the right column?`;
      this.#fault({ line: line.line, reason });
      return null;
    }
    const visits = packVisits(line.planName);
    const plan = { id: this.#drawing.drawId(), name: line.planName, visits, isActive: true };
    this.#plans.set(key, plan);
    this.#created.push(plan);
    return plan.id;
  }

  #begin(line: ImportLine, memberId: string, planId: string): boolean {
    const { today, drawId } = this.#drawing;
    const { endsOn } = line;
    const latest = endsOn !== null && endsOn < today ? endsOn : today;
    const plan = [...this.#plans.values()].find((each) => each.id === planId);
    this.#begun.push({
      id: drawId(),
      ...{ memberId, planId, endsOn },
      startsOn: line.startsOn ?? latest,
      visitsLeft: plan?.visits ?? null,
      frozenFrom: line.state?.kind === "frozen" && latest === today ? today : null,
    });
    return true;
  }

  /** Until further notice, from today: the file does not say since when. */
  #freeze({ state, endsOn }: ImportLine, held: KnownMembership | undefined): boolean {
    const { today } = this.#drawing;
    if (state?.kind !== "frozen" || held === undefined || held.isFrozen) return false;
    const lastDay = endsOn ?? held.endsOn;
    if (lastDay !== null && lastDay < today) return false;
    this.#frozen.push({ id: held.id, from: today });
    return true;
  }

  #end({ line, endsOn }: ImportLine, held: KnownMembership): boolean {
    if (endsOn === null || endsOn === held.endsOn) return false;
    if (endsOn < held.startsOn) {
      const reason = `the membership ends (${endsOn}) before it starts (${held.startsOn})`;
      this.#fault({ line, reason });
      return false;
    }
    this.#ended.push({ id: held.id, endsOn });
    return true;
  }
}
