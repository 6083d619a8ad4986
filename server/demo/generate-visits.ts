// Who stands at the door on a date: scans of members with their habits, a few that will be refused, now
// and then a card nobody knows. What becomes of them is the domain's to decide, not this file's.
import { instantOfLocal } from "../../domain/gym-day.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import { millis } from "../../domain/instant.ts";
import { plusDays, weekdayOf } from "./calendar.ts";
import type { DemoMember } from "./demo-member.ts";
import { drawStay, humpsOf, LAST_ENTRY, openingOn, seasonFactor } from "./rhythm.ts";
import type { Opening } from "./rhythm.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** One scan at a door. A scan of an exit names the scan that let the person in. */
export interface Move {
  readonly kind: "in" | "out";
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly code: string;
  /** Null: nobody's card. */
  readonly member: DemoMember | null;
  readonly door: "desk" | "turnstile";
  /** The same for all scans of one coming and going. */
  readonly arrival: string;
}

/** How willing a member is who would be refused, against the usual. */
const TRIES = { ended: 0.09, frozen: 0.07, notStarted: 0.1, barred: 0.04 };
const TRIES_FOR_DAYS = 40;
const UNKNOWN_CARDS = 0.004;
const SECOND_SWIPES = 0.009;
/** People come more often in their first weeks. */
const NEW_DAYS = 56;

/** All scans of a calendar date, in order of time. */
export function movesOn(
  random: SeededRandom,
  members: readonly DemoMember[],
  date: CalendarDay,
  timeZone: string,
): readonly Move[] {
  const weekday = weekdayOf(date);
  const opening = openingOn(weekday);
  const noon = millis(instantOfLocal(`${date}T12:00`, timeZone));
  const atMinute = (minute: number) => Math.round(noon + (minute - 720) * 60_000);
  const mood = seasonFactor(date) * random.logNormal(1, 0.06);
  const since = { isNew: plusDays(date, -NEW_DAYS), tries: plusDays(date, -TRIES_FOR_DAYS) };
  const moves: Move[] = [];
  for (const member of members) {
    const will = willingness(member, date, since) * mood;
    if (will === 0 || !random.chance(likelihood(member, weekday, will))) continue;
    const arrival = `${date} ${member.membershipNumber}`;
    const minute = drawMinute(random, member, weekday, opening);
    const door = random.chance(0.72) ? "turnstile" : "desk";
    const code = (member.credentials[0] as DemoMember["credentials"][number]).code;
    const scan = { code, member, door, arrival } as const;
    moves.push({ ...scan, kind: "in", at: atMinute(minute) });
    if (random.chance(SECOND_SWIPES)) {
      moves.push({ ...scan, kind: "in", at: atMinute(minute + random.whole(3, 25) / 60) });
    }
    const leaves = leavingMinute(random, member, minute, opening);
    if (leaves !== null) moves.push({ ...scan, kind: "out", at: atMinute(leaves) });
    if (random.chance(UNKNOWN_CARDS)) {
      const away = Math.min(minute + random.next() * 30, opening.to - LAST_ENTRY);
      const stranger = { code: unknownCode(random), member: null, door, arrival: "" } as const;
      moves.push({ ...stranger, kind: "in", at: atMinute(away) });
    }
  }
  return moves.toSorted((a, b) => a.at - b.at);
}

/** A code as cards of other houses have them. */
export function unknownCode(random: SeededRandom): string {
  return `29${String(random.whole(0, 99_999_999_999)).padStart(11, "0")}`;
}

// A pass of one day is used on its day; the others come as often as they are used to.
function likelihood(member: DemoMember, weekday: number, will: number): number {
  const { perWeek, weekdays } = member.habit;
  if (perWeek === 0) return will > 0 ? 0.97 : 0;
  return Math.min(0.97, (perWeek / 7) * (weekdays[weekday - 1] as number) * will);
}

function willingness(
  member: DemoMember,
  date: CalendarDay,
  since: { readonly isNew: CalendarDay; readonly tries: CalendarDay },
): number {
  if (date < member.joinedOn) return 0;
  if (member.barred !== null && date >= member.barred.since) return TRIES.barred;
  const first = member.memberships[0];
  const last = member.memberships.at(-1);
  if (first === undefined || last === undefined) return 0;
  if (date < first.startsOn) return TRIES.notStarted;
  if (last.endsOn !== null && date > last.endsOn) {
    if (member.habit.perWeek === 0 || last.endsOn < since.tries) return 0;
    return TRIES.ended;
  }
  const { freeze } = last;
  if (freeze !== null && date >= freeze.from && (freeze.until === null || date < freeze.until)) {
    return TRIES.frozen;
  }
  return member.joinedOn > since.isNew ? 1.3 : 0.98;
}

function drawMinute(
  random: SeededRandom,
  member: DemoMember,
  weekday: number,
  opening: Opening,
): number {
  const humps = weekday <= 5 ? member.habit.humps : humpsOf(weekday);
  for (;;) {
    const { peak, spread } = random.weighted(humps);
    const minute = random.normal(peak, spread);
    if (minute >= opening.from && minute <= opening.to - LAST_ENTRY) return minute;
  }
}

function leavingMinute(
  random: SeededRandom,
  member: DemoMember,
  minute: number,
  opening: Opening,
): number | null {
  const stay = drawStay(random, member.habit.pace);
  if (random.chance(member.habit.forgets)) return null;
  const leaves = minute + stay;
  return leaves <= opening.to ? leaves : opening.to + 4 - random.next() * 12;
}
