// What the demo gym sells.
import type { PlanCover } from "../../domain/member.ts";
import type { SeededRandom } from "./seeded-random.ts";

const PLAN_KEYS = ["anytime", "off-peak", "ten-visits", "student", "day-pass"] as const;
export type PlanKey = (typeof PLAN_KEYS)[number];

export interface DemoPlan {
  readonly id: string;
  readonly key: PlanKey;
  readonly name: string;
  readonly covers: PlanCover;
  /** Visits in a pack; null: unlimited. */
  readonly visits: number | null;
}

const OFF_PEAK = {
  siteIds: null,
  hours: [
    { days: [1, 2, 3, 4, 5], from: "06:00", to: "16:30" },
    { days: [6, 7], from: "08:00", to: "21:00" },
  ],
};
const ALWAYS: PlanCover = { siteIds: null, hours: null };

export function makePlans(random: SeededRandom, at: number): ReadonlyMap<PlanKey, DemoPlan> {
  const plan = (key: PlanKey, name: string, covers: PlanCover, visits: number | null) => {
    return [key, { id: random.id(at), key, name, covers, visits }] as const;
  };
  return new Map([
    plan("anytime", "Anytime", ALWAYS, null),
    plan("off-peak", "Off-peak", OFF_PEAK, null),
    plan("ten-visits", "10 visits", ALWAYS, 10),
    plan("student", "Student", ALWAYS, null),
    plan("day-pass", "Day pass", ALWAYS, 1),
  ]);
}
