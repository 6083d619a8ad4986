// How often, on which days and at what hours a made-up member comes.
import type { Habit } from "./demo-member.ts";
import type { PlanKey } from "./demo-plans.ts";
import { FORGOTTEN_EXITS, humpsOf, weekdayFactor } from "./rhythm.ts";
import type { Hump } from "./rhythm.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Weekly visits of the middle member; a few come daily, every tenth hardly ever. */
const MEDIAN_PER_WEEK: Readonly<Record<PlanKey, number>> = {
  anytime: 2.9,
  "off-peak": 2.6,
  student: 2.8,
  "ten-visits": 1.1,
  "day-pass": 0,
};

export function drawHabit(random: SeededRandom, plan: PlanKey): Habit {
  const isSleeper = random.chance(0.1);
  const perWeek = isSleeper ? 0.12 : random.logNormal(MEDIAN_PER_WEEK[plan], 0.5);
  const weekdays = [1, 2, 3, 4, 5, 6, 7].map(
    (weekday) => weekdayFactor(weekday) * random.logNormal(1, 0.6),
  );
  const mean = weekdays.reduce((sum, weight) => sum + weight, 0) / 7;
  return {
    perWeek: Math.min(6.2, perWeek),
    weekdays: weekdays.map((weight) => weight / mean),
    humps: drawHumps(random, plan),
    pace: random.logNormal(1, 0.2),
    forgets: Math.min(0.95, FORGOTTEN_EXITS * random.logNormal(0.88, 0.5)),
  };
}

// Most have one time of the day; some have a second for the days on which life is different.
function drawHumps(random: SeededRandom, plan: PlanKey): readonly Hump[] {
  const all = humpsOf(1);
  const open = all.filter(({ peak }) => plan !== "off-peak" || peak < 16 * 60);
  const favourite = random.weighted(open);
  const forgetsThePlan = plan === "off-peak" && random.chance(0.06);
  const other = random.weighted(forgetsThePlan ? all : open);
  const own = ({ peak, spread }: Hump, weight: number): Hump => {
    return { weight, peak: random.normal(peak, spread * 0.8), spread: spread * 0.6 };
  };
  return [own(favourite, 0.8), own(other, 0.2)];
}
