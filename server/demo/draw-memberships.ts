// The story of a member's memberships up to today: running, ending soon, frozen, ended, not started,
// packs bought one after the other, a day pass.
import type { CalendarDay } from "../../domain/instant.ts";
import type { Membership } from "../../domain/member.ts";
import { daysBetween, plusDays, plusMonths } from "./calendar.ts";
import type { DemoPlan } from "./demo-plans.ts";
import type { SeededRandom } from "./seeded-random.ts";

export const STORIES = [
  { story: "running", weight: 56 },
  { story: "ending-soon", weight: 5 },
  { story: "frozen", weight: 4 },
  { story: "ended", weight: 17 },
  { story: "not-started", weight: 2 },
  { story: "packs", weight: 11 },
  { story: "day-guest", weight: 5 },
] as const;
export type Story = (typeof STORIES)[number]["story"];

export interface Drawn {
  readonly joinedOn: CalendarDay;
  readonly memberships: readonly Membership[];
}

/** How far back the oldest member joined. */
const OLDEST_DAYS = 4 * 365;

export function drawMemberships(
  random: SeededRandom,
  of: {
    readonly story: Story;
    readonly plan: DemoPlan;
    readonly today: CalendarDay;
    readonly perWeek: number;
  },
): Drawn {
  const { story, plan, today } = of;
  const term = (startsOn: CalendarDay, endsOn: CalendarDay | null): Membership => ({
    id: random.id(Date.parse(startsOn)),
    planId: plan.id,
    planName: plan.name,
    covers: plan.covers,
    startsOn,
    endsOn,
    freeze: null,
    visitsLeft: plan.visits,
  });
  const yearsEnding = (endsOn: CalendarDay, months: number): Drawn => {
    const terms: Membership[] = [];
    const count = random.weighted([
      { terms: 1, weight: 5 },
      { terms: 2, weight: 3 },
      { terms: 3, weight: 2 },
    ]).terms;
    for (let back = count; back > 0; back -= 1) {
      const startsOn = plusMonths(plusDays(endsOn, 1), -months * back);
      terms.push(term(startsOn, plusDays(plusMonths(startsOn, months), -1)));
    }
    return { joinedOn: (terms[0] as Membership).startsOn, memberships: terms };
  };

  switch (story) {
    case "running":
      return random.chance(0.45)
        ? endless(random, today, term)
        : yearsEnding(plusDays(today, random.whole(15, 350)), 12);
    case "ending-soon":
      return yearsEnding(plusDays(today, random.whole(0, 13)), 12);
    case "frozen": {
      const { joinedOn, memberships } = endless(random, today, term);
      const from = plusDays(today, -random.whole(2, 40));
      const until = random.chance(0.15) ? null : plusDays(today, random.whole(3, 75));
      return {
        joinedOn: joinedOn < from ? joinedOn : plusDays(from, -30),
        memberships: memberships.map((held) => ({
          ...held,
          startsOn: held.startsOn < from ? held.startsOn : plusDays(from, -30),
          freeze: { from, until },
        })),
      };
    }
    case "ended":
      return yearsEnding(
        plusDays(today, -random.whole(1, 360)),
        random.weighted([
          { months: 12, weight: 6 },
          { months: 6, weight: 3 },
          { months: 3, weight: 2 },
        ]).months,
      );
    case "not-started": {
      const startsOn = plusDays(today, random.whole(1, 14));
      return {
        joinedOn: plusDays(today, -random.whole(0, 6)),
        memberships: [term(startsOn, plusDays(plusMonths(startsOn, 12), -1))],
      };
    }
    case "packs":
      return packs(random, today, of.perWeek, term);
    case "day-guest": {
      const day = plusDays(today, -Math.floor(random.next() * 380));
      return { joinedOn: day, memberships: [term(day, day)] };
    }
  }
}

type Term = (startsOn: CalendarDay, endsOn: CalendarDay | null) => Membership;

function endless(random: SeededRandom, today: CalendarDay, term: Term): Drawn {
  const joinedOn = drawJoining(random, today);
  return { joinedOn, memberships: [term(joinedOn, null)] };
}

// A new pack when the last should be used up, now and then a little too late.
function packs(random: SeededRandom, today: CalendarDay, perWeek: number, term: Term): Drawn {
  const joinedOn = drawJoining(random, today);
  const memberships: Membership[] = [];
  for (let day = joinedOn; day <= today;) {
    const pack = term(day, plusDays(plusMonths(day, 12), -1));
    memberships.push(pack);
    const lasts = (10 / Math.max(perWeek, 0.25)) * 7 * random.logNormal(0.95, 0.15);
    day = plusDays(day, Math.max(10, Math.round(lasts)));
  }
  return { joinedOn, memberships };
}

// More of today's members joined lately than long ago, and more in January than in August.
function drawJoining(random: SeededRandom, today: CalendarDay): CalendarDay {
  for (;;) {
    const day = plusDays(today, -Math.floor(OLDEST_DAYS * random.next() ** 1.2));
    const month = Number(day.slice(5, 7));
    const pull = month === 1 ? 1 : month === 9 ? 0.75 : month === 8 ? 0.35 : 0.55;
    if (daysBetween(day, today) >= 0 && random.chance(pull)) return day;
  }
}
