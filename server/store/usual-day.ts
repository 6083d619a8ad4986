// Today beside the usual day: how many were in and how many came, quarter of an hour by quarter of an
// hour, on the last eight of this weekday. Read from the tables; never live, and says when it was read.
// Both are counted as a screen showed them at the time: whoever left without a scan was taken to be in
// until the day turned, so that today is compared with what was seen on other days.
import type pg from "pg";
import { gymDayAt, gymDayNamed, localMoment } from "../../domain/gym-day.ts";
import type { GymDay, SiteClock } from "../../domain/gym-day.ts";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import { instantAt, millis } from "../../domain/instant.ts";
import type { UsualDay } from "../../protocol/http/gym.ts";
import { ProblemError } from "../../protocol/problem.ts";

const STEP_MS = 15 * 60_000;
const STEPS = 96;
const WEEKS = 8;
const WEEK_MS = 7 * 24 * 60 * 60_000;

interface Stay {
  readonly gym_day: CalendarDay;
  readonly check_in_at: Instant;
  readonly check_out_at: Instant | null;
}

export async function readUsualDay(pool: pg.Pool, siteId: string, now: Instant): Promise<UsualDay> {
  const clock = await readClock(pool, siteId);
  const today = gymDayAt(clock.currentDay ?? now, clock);
  const days = usualDays(today, clock);
  const found = await pool.query<Stay>(
    `select gym_day, check_in_at,
       case when how = 'automatic' then null else check_out_at end as check_out_at from visit
     where site_id = $1 and gym_day = any($2::date[]) and undone_at is null`,
    [siteId, [...days.map(({ day }) => day), today.day]],
  );
  const byDay = groupByDay(found.rows);
  const known = days.filter(({ day }) => byDay.has(day));
  const usual = known.map((day) => countSteps(day, byDay.get(day.day) ?? [], day.endsAt));
  const actual = countSteps(today, byDay.get(today.day) ?? [], now);
  const passed = Math.floor((millis(now) - millis(today.startsAt)) / STEP_MS);
  return {
    computedAt: now,
    weekday: localMoment(today.startsAt, clock.timeZone).weekday,
    days: known.length,
    steps: Array.from({ length: STEPS }, (_, step) => ({
      at: labelOf(today, step, clock.timeZone),
      usualInside: meanOf(usual.map((counts) => counts.inside[step] ?? 0)),
      usualCheckIns: meanOf(usual.map((counts) => counts.checkIns[step] ?? 0)),
      inside: step <= passed ? (actual.inside[step] ?? 0) : null,
      checkIns: step <= passed ? (actual.checkIns[step] ?? 0) : null,
    })),
  };
}

interface Counts {
  /** People inside at the end of each step. */
  readonly inside: readonly number[];
  /** Check-ins from the start of the day to the end of each step. */
  readonly checkIns: readonly number[];
}

function countSteps(day: GymDay, stays: readonly Stay[], until: Instant): Counts {
  const change = Array.from({ length: STEPS }, () => 0);
  const came = Array.from({ length: STEPS }, () => 0);
  const stepOf = (at: Instant): number =>
    Math.min(STEPS - 1, Math.max(0, Math.floor((millis(at) - millis(day.startsAt)) / STEP_MS)));
  for (const stay of stays) {
    const first = stepOf(stay.check_in_at);
    came[first] = (came[first] ?? 0) + 1;
    change[first] = (change[first] ?? 0) + 1;
    if (stay.check_out_at === null || stay.check_out_at > until) continue;
    const last = stepOf(stay.check_out_at);
    change[last] = (change[last] ?? 0) - 1;
  }
  return { inside: runningSum(change), checkIns: runningSum(came) };
}

function groupByDay(stays: readonly Stay[]): ReadonlyMap<CalendarDay, readonly Stay[]> {
  const byDay = new Map<CalendarDay, Stay[]>();
  for (const stay of stays) {
    const ofDay = byDay.get(stay.gym_day) ?? [];
    ofDay.push(stay);
    byDay.set(stay.gym_day, ofDay);
  }
  return byDay;
}

function runningSum(values: readonly number[]): readonly number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

function meanOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sum = values.reduce((total, value) => total + value, 0);
  return Math.round((sum / values.length) * 10) / 10;
}

function usualDays(today: GymDay, clock: SiteClock): readonly GymDay[] {
  const noon = millis(today.startsAt) + 12 * 60 * 60_000;
  return Array.from({ length: WEEKS }, (_, week) =>
    gymDayAt(instantAt(noon - (week + 1) * WEEK_MS), clock),
  );
}

function labelOf(day: GymDay, step: number, timeZone: string): string {
  const { minuteOfDay } = localMoment(instantAt(millis(day.startsAt) + step * STEP_MS), timeZone);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}

async function readClock(pool: pg.Pool, siteId: string) {
  const found = await pool.query<{
    time_zone: string;
    gym_day_starts_at: string;
    timeline: string;
    current_day: CalendarDay | null;
  }>(
    `select t.time_zone, t.gym_day_starts_at, t.timeline, s.current_day
     from site t join stream s on s.id = t.id where t.id = $1`,
    [siteId],
  );
  const row = found.rows[0];
  if (row === undefined) throw new ProblemError("unknown-site");
  const clock = { timeZone: row.time_zone, gymDayStartsAt: row.gym_day_starts_at };
  // A replayed site lives in the day that is being played.
  const isReplay = row.timeline === "replay" && row.current_day !== null;
  const currentDay = isReplay ? gymDayNamed(row.current_day ?? "", clock).startsAt : null;
  return { ...clock, currentDay };
}
