// What a seed stands for: how large the world is, and what goes wrong in it and when.
import { Chance } from "./chance.ts";

export const FAULTS = [
  "cut",
  "stall",
  "lose",
  "slow-reader",
  "kill",
  "power-off",
  "drain",
  "freeze",
  "database-away",
  "answers-lost",
  "commits-lost",
  "collisions",
  "database-slow",
  "reload",
  "sleep",
  "offline",
  "hints-lost",
  "hints-late",
  "restore",
  "prune",
  "crowd",
  "site-changes",
  "member-changes",
] as const;
export type FaultKind = (typeof FAULTS)[number];

export interface PlannedFault {
  /** Its place in the seed's own list, by which it can be left out. */
  readonly index: number;
  readonly kind: FaultKind;
  readonly at: number;
  /** From 0 to 1: how long, how bad, whom. */
  readonly size: number;
  readonly whom: number;
}

export interface Plan {
  readonly seed: number;
  readonly servers: number;
  readonly sites: number;
  readonly browsers: number;
  readonly members: number;
  readonly capacity: number | null;
  /** When the faults end and what was asked is waited for. */
  readonly busyMs: number;
  readonly startsAt: string;
  readonly paceMs: number;
  readonly faults: readonly PlannedFault[];
  /** What was left out. */
  readonly less: Less;
}

/** What is left out of a seed, to find what a failure needs. */
export interface Less {
  readonly without?: readonly number[];
  readonly browsers?: number;
}

/** Just before the gym-day turns in Berlin, and an hour at which nothing of the kind happens. */
const STARTS = ["2026-11-25T02:59:20.000Z", "2026-11-24T17:00:00.000Z"] as const;

export function planOf(seed: number, less: Less = {}): Plan {
  const chance = new Chance(seed, "plan");
  const busyMs = chance.between(8_000, 30_000);
  const kinds = FAULTS.filter(() => chance.is(0.35));
  const count = chance.below(16);
  const faults = Array.from({ length: kinds.length === 0 ? 0 : count }, (_each, index) => ({
    index,
    kind: chance.pick(kinds),
    at: chance.between(500, busyMs),
    size: chance.unit(),
    whom: chance.below(1_000),
  }));
  const plan = {
    seed,
    servers: chance.pick([1, 1, 2, 2, 3]),
    sites: chance.pick([1, 2]),
    browsers: 2 + chance.below(4),
    members: 6 + chance.below(14),
    capacity: chance.is(0.3) ? 5 : null,
    busyMs,
    startsAt: chance.is(0.3) ? STARTS[0] : STARTS[1],
    paceMs: chance.pick([1_500, 3_000, 6_000]),
    less,
    faults: faults.filter(({ index }) => less.without?.includes(index) !== true),
  };
  return { ...plan, browsers: Math.min(plan.browsers, less.browsers ?? plan.browsers) };
}
