// Plays the made-up scans through the very rules of the door, day by day: so the history is what the
// desk would have decided, and every figure is the domain's own.
import type { CheckIn, CheckOut } from "../../domain/command.ts";
import type { SiteEvent } from "../../domain/event.ts";
import { gymDayAt, gymDayNamed } from "../../domain/gym-day.ts";
import type { GymDay } from "../../domain/gym-day.ts";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import { instantAt, millis } from "../../domain/instant.ts";
import type { MemberFacts, Membership } from "../../domain/member.ts";
import type { Door, Site } from "../../domain/site.ts";
import type { Statistics } from "../../domain/statistics.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import { BatchState } from "../desk/batch-state.ts";
import { decideInBatch, turnDayInBatch } from "../desk/decide-command.ts";
import type { DecisionRecord, VisitRecord } from "../desk/desk-store.ts";
import { plusDays } from "./calendar.ts";
import type { DemoMember } from "./demo-member.ts";
import type { Move } from "./generate-visits.ts";
import { movesOn } from "./generate-visits.ts";
import type { SeededRandom } from "./seeded-random.ts";

export interface HistoryParts {
  readonly random: SeededRandom;
  readonly site: Site;
  readonly doors: { readonly desk: Door; readonly turnstile: Door };
  readonly members: readonly DemoMember[];
  readonly photoUrlOf: (member: DemoMember) => string | null;
  readonly days: number;
  readonly now: Instant;
}

export interface PlayedDay {
  readonly day: CalendarDay;
  readonly isToday: boolean;
  readonly visits: readonly VisitRecord[];
  readonly decisions: readonly DecisionRecord[];
  /** What happened; on a past day ending with the automatic check-outs. */
  readonly events: readonly SiteEvent[];
  /** The day in numbers when it was over, or as it stands now. */
  readonly statistics: Statistics;
  /** Members' memberships after the day, where a visit was taken from a pack. */
  readonly charged: readonly Membership[];
}

/** The gym-days up to the one of `now`, oldest first. */
export function* playHistory(parts: HistoryParts): Generator<PlayedDay> {
  const { site, now } = parts;
  const today = gymDayAt(now, site);
  const held = new Map(parts.members.map(({ id, memberships }) => [id, memberships]));
  const movesWithin = planMoves(parts);
  for (let ago = parts.days; ago >= 0; ago -= 1) {
    const gymDay = ago === 0 ? today : gymDayNamed(plusDays(today.day, -ago), site);
    yield playDay(parts, gymDay, { held, moves: movesWithin(gymDay), isToday: ago === 0 });
  }
}

function playDay(
  parts: HistoryParts,
  gymDay: GymDay,
  from: {
    readonly held: Map<string, readonly Membership[]>;
    readonly moves: readonly Move[];
    readonly isToday: boolean;
  },
): PlayedDay {
  const { day } = gymDay;
  const { held, isToday } = from;
  const random = parts.random.fork(`played-${day}`);
  const state = openDay(parts, gymDay, { held, moves: from.moves });
  const decisions: DecisionRecord[] = [];
  const arrivals = new Map<string, string>();
  for (const move of from.moves) {
    const at = instantAt(move.at);
    if (at > parts.now) break;
    const command = commandOf(parts, random, move, at);
    if (command.type === "check_out" && !isStillIn(state, move, arrivals)) continue;
    const { outcome, facts } = decideInBatch(state, command);
    const { decision, visit } = outcome;
    if (command.type === "check_in" && outcome.events.length > 0 && visit !== null) {
      arrivals.set(move.arrival, visit.id);
    }
    // Of the past, only what was out of the ordinary is kept.
    if (!isToday && decision.verdict === "admit") continue;
    const { commandId, doorId } = command;
    decisions.push({
      ...{ decision, command: command.type, commandId, doorId, credential: move.code },
      ...{ visitId: visit?.id ?? null, recordedAt: at, staffId: null, deviceId: null },
      facts: isToday ? facts : null,
    });
  }
  if (!isToday) closeDay(state, gymDay, random);
  return {
    ...{ day, isToday, decisions, visits: state.changedVisits() },
    events: state.events.filter(({ type }) => type !== "gym_day_began"),
    statistics: state.days.get(day) ?? emptyOn(gymDay),
    charged: takeOver(state, held),
  };
}

function openDay(
  parts: HistoryParts,
  gymDay: GymDay,
  from: {
    readonly held: ReadonlyMap<string, readonly Membership[]>;
    readonly moves: readonly Move[];
  },
): BatchState {
  const { day } = gymDay;
  const members = new Map<string, MemberFacts>();
  const credentials = new Map<string, { memberId: string; replacedAt: null }>();
  for (const { member, code } of from.moves) {
    if (member === null || members.has(member.id)) continue;
    const { id, fullName, membershipNumber, barred, paymentDue } = member;
    members.set(id, {
      ...{ id, fullName, membershipNumber, photoUrl: parts.photoUrlOf(member) },
      memberships: from.held.get(id) ?? [],
      barred: barred !== null && barred.since <= day ? { note: barred.note } : null,
      paymentDue: paymentDue !== null && paymentDue.since <= day ? paymentDue : null,
    });
    credentials.set(code, { memberId: id, replacedAt: null });
  }
  const { desk, turnstile } = parts.doors;
  const head = {
    site: parts.site,
    doors: new Map([desk, turnstile].map((door) => [door.id, door])),
    ...{ seq: 0, hash: "", currentDay: day },
    statistics: emptyOn(gymDay),
  };
  return new BatchState(head, { members, credentials, visits: [], recent: new Map() });
}

function emptyOn({ day, startsAt }: GymDay): Statistics {
  return { ...EMPTY_STATISTICS, gymDay: day, asOf: startsAt };
}

function commandOf(
  parts: HistoryParts,
  random: SeededRandom,
  move: Move,
  at: Instant,
): CheckIn | CheckOut {
  // One id serves for command, decision and visit: they are told apart by where they stand.
  const id = random.id(move.at);
  const subject = { credential: move.code };
  const doorId = parts.doors[move.door].id;
  const asked = {
    commandId: id,
    decisionId: id,
    at,
    recordedAt: at,
    by: null,
    notes: null,
    madeOffline: false,
  };
  if (move.kind === "out") return { ...asked, type: "check_out", subject, doorId, how: "scanned" };
  return { ...asked, type: "check_in", subject, doorId, visitId: id };
}

function isStillIn(state: BatchState, move: Move, arrivals: ReadonlyMap<string, string>): boolean {
  if (move.member === null) return false;
  const open = state.openVisitOf(move.member.id);
  return open !== null && open.visit.id === arrivals.get(move.arrival);
}

function closeDay(state: BatchState, gymDay: GymDay, random: SeededRandom): void {
  const at = gymDay.endsAt;
  turnDayInBatch(state, at, state.inside(), { id: random.id(millis(at)), recordedAt: at });
}

// What is left of a pack is carried on to the next day.
function takeOver(
  state: BatchState,
  held: Map<string, readonly Membership[]>,
): readonly Membership[] {
  const charged: Membership[] = [];
  for (const { visit } of state.changedVisits()) {
    const found = state.find({ memberId: visit.member.id });
    if (found.as !== "member") continue;
    const { id, memberships } = found.member;
    if (memberships === held.get(id)) continue;
    held.set(id, memberships);
    charged.push(...memberships.filter(({ visitsLeft }) => visitsLeft !== null));
  }
  return charged;
}

/** The scans of a gym-day: those of its two calendar dates that lie within it. */
function planMoves({ random, members, site }: HistoryParts) {
  const known = new Map<CalendarDay, readonly Move[]>();
  const movesOf = (date: CalendarDay) => {
    const moves =
      known.get(date) ?? movesOn(random.fork(`date-${date}`), members, date, site.timeZone);
    known.set(date, moves);
    return moves;
  };
  return ({ day, startsAt, endsAt }: GymDay): readonly Move[] => {
    const [from, to] = [millis(startsAt), millis(endsAt)];
    known.delete(plusDays(day, -1));
    return [...movesOf(day), ...movesOf(plusDays(day, 1))].filter(
      ({ at }) => at >= from && at < to,
    );
  };
}
