// The generated people and their year: pure, no database.
import { describe, expect, test } from "vitest";
import { instantAt, millis } from "../../domain/instant.ts";
import { localMoment } from "../../domain/gym-day.ts";
import type { Site } from "../../domain/site.ts";
import { USUAL_OFFLINE_POLICY } from "../../domain/site.ts";
import { evolveStatistics } from "../../domain/statistics.ts";
import { searchTextOf } from "../store/search-text.ts";
import { weekdayOf } from "./calendar.ts";
import { DEMO_CAPACITY } from "./furnish-site.ts";
import { generatePeople, MEMBER_COUNT } from "./generate-members.ts";
import { playHistory } from "./play-history.ts";
import type { PlayedDay } from "./play-history.ts";
import { DEMO_HOURS, openingOn, VISITS_PER_DAY } from "./rhythm.ts";
import { SeededRandom } from "./seeded-random.ts";

const NOW = "2026-11-24T17:40:00.000Z";
const TODAY = "2026-11-24";
const WEEKS = 6;

const people = generatePeople(new SeededRandom(7), TODAY, MEMBER_COUNT);
const site: Site = {
  ...{ id: new SeededRandom("site").id(0), name: "Harbour Gym", timeZone: "Europe/Berlin" },
  ...{ gymDayStartsAt: "04:00", hours: DEMO_HOURS, capacity: DEMO_CAPACITY, timeline: "live" },
};
const door = { id: "d", siteId: site.id, name: "Door", zone: null, offline: USUAL_OFFLINE_POLICY };
const doors = {
  desk: { ...door, id: new SeededRandom("desk").id(0), channel: "desk" },
  turnstile: { ...door, id: new SeededRandom("turnstile").id(0), channel: "turnstile" },
} as const;

function play(seed: number, members = people.members, days = WEEKS * 7): readonly PlayedDay[] {
  const random = new SeededRandom(seed);
  const photoUrlOf = () => null;
  return [...playHistory({ random, site, doors, members, photoUrlOf, days, now: NOW })];
}

const played = play(7);
const visits = played.flatMap((day) => day.visits.map(({ visit }) => visit));

const share = (part: number, whole: number) => part / whole;

describe("people", () => {
  test("[DEMO-1] the same seed makes the same gym, another seed another", () => {
    expect(generatePeople(new SeededRandom(7), TODAY, MEMBER_COUNT)).toEqual(people);
    const others = generatePeople(new SeededRandom(8), TODAY, MEMBER_COUNT);
    expect(others.members.map(({ fullName }) => fullName)).not.toEqual(
      people.members.map(({ fullName }) => fullName),
    );
    const few = people.members.slice(0, 200);
    expect(play(7, few, 10)).toEqual(play(7, few, 10));
    expect(play(7, few, 10)).not.toEqual(play(8, few, 10));
  });

  test("[DEMO-2] numbers, cards and ids are each somebody's alone", () => {
    const { members } = people;
    const codes = members.flatMap(({ credentials }) => credentials.map(({ code }) => code));
    const ids = members.flatMap(({ id, memberships }) => [id, ...memberships.map((m) => m.id)]);
    expect(new Set(members.map((member) => member.membershipNumber)).size).toBe(MEMBER_COUNT);
    expect(new Set(codes).size).toBe(codes.length);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { email, phone } of members) {
      expect(email ?? "a@example.com").toMatch(/^[a-z._0-9]+@example\.(com|org|net)$/);
      expect(phone ?? "+44 7700 900000").toMatch(/^\+(44 7700 900|33 6 39 98|1 202 555 01)/);
    }
  });

  test("[DEMO-2] every situation at the door is there, in believable shares", () => {
    const { members } = people;
    const last = members.map(({ memberships }) => memberships.at(-1));
    const count = (claim: (index: number) => boolean) =>
      members.filter((_, index) => claim(index)).length / MEMBER_COUNT;
    expect(count((index) => (last[index]?.endsOn ?? "9") < TODAY)).toBeGreaterThan(0.12);
    expect(count((index) => (last[index]?.endsOn ?? "9") < TODAY)).toBeLessThan(0.3);
    expect(count((index) => last[index]?.freeze !== null)).toBeGreaterThan(0.02);
    expect(count((index) => (last[index]?.startsOn ?? "") > TODAY)).toBeGreaterThan(0.008);
    expect(count((index) => members[index]?.paymentDue !== null)).toBeGreaterThan(0.02);
    expect(count((index) => members[index]?.barred !== null)).toBeGreaterThan(0);
    expect(count((index) => members[index]?.hasPhoto === true)).toBeCloseTo(0.85, 1);
    const scripts = members.filter(({ fullName }) => /[^\p{Script=Latin}\s’-]/u.test(fullName));
    expect(share(scripts.length, MEMBER_COUNT)).toBeGreaterThan(0.05);
    expect(members.every((member) => searchTextOf(member).includes(member.membershipNumber))).toBe(
      true,
    );
  });
});

describe("the history", () => {
  test("[DEMO-3] the house is never emptier than empty nor fuller than it may be", () => {
    for (const { events, statistics, isToday, day } of played) {
      const inside = [0];
      for (const { type } of events) {
        const before = inside.at(-1) ?? 0;
        if (type === "member_checked_in") inside.push(before + 1);
        if (type === "member_checked_out") inside.push(before - 1);
      }
      expect(Math.min(...inside)).toBe(0);
      expect(Math.max(...inside)).toBeLessThanOrEqual(DEMO_CAPACITY);
      expect(statistics.gymDay).toBe(day);
      expect(statistics.currentlyIn).toBe(inside.at(-1));
      expect(statistics.currentlyIn > 0).toBe(isToday);
    }
  });

  test("[DEMO-3] a day's figures are the fold of what happened on it", () => {
    for (const { events, statistics, day } of played) {
      const begun = {
        type: "gym_day_began",
        payload: { id: day, day, at: statistics.asOf ?? NOW },
      } as const;
      const before = evolveStatistics({ ...statistics, currentlyIn: 0, busiest: null }, begun);
      const { asOf: _asOf, ...folded } = events.reduce(evolveStatistics, before);
      expect(statistics).toMatchObject(folded);
    }
  });

  test("[DEMO-3] nobody is in twice, nobody comes before the doors open or after now", () => {
    const until = new Map<string, string>();
    const wrong = visits
      .toSorted((a, b) => a.checkInTime.localeCompare(b.checkInTime))
      .filter((visit) => {
        const isTwice = (until.get(visit.member.id) ?? "") > visit.checkInTime;
        until.set(visit.member.id, "checkOutTime" in visit ? visit.checkOutTime : NOW);
        const { minuteOfDay } = localMoment(visit.checkInTime, site.timeZone);
        const { from, to } = openingOn(weekdayOf(visit.gymDay));
        return isTwice || visit.checkInTime > NOW || minuteOfDay < from || minuteOfDay > to;
      });
    expect(wrong).toEqual([]);
  });

  test("[DEMO-3] weekdays, evenings, stays and forgotten exits are as in life", () => {
    const past = played.filter(({ isToday }) => !isToday);
    const mean = visits.length / past.length;
    expect(mean).toBeGreaterThan(VISITS_PER_DAY * 0.8);
    expect(mean).toBeLessThan(VISITS_PER_DAY * 1.25);
    const on = (weekday: number) =>
      past
        .filter(({ day }) => weekdayOf(day) === weekday)
        .reduce((sum, day) => sum + day.visits.length, 0);
    expect(on(1)).toBeGreaterThan(on(5));
    expect(on(5)).toBeGreaterThan(on(7));
    const atHour = (hour: string) =>
      visits.filter(({ checkInTime }) => checkInTime.slice(11, 13) === hour).length;
    expect(atHour("17")).toBeGreaterThan(2 * atHour("12"));
    const closed = visits.filter((visit) => "how" in visit);
    const guessed = closed.filter(({ how }) => how === "automatic");
    expect(share(guessed.length, closed.length)).toBeGreaterThan(0.08);
    expect(share(guessed.length, closed.length)).toBeLessThan(0.2);
    const scanned = closed.filter(({ how }) => how === "scanned");
    const minutes = scanned.reduce((sum, { durationMinutes }) => sum + durationMinutes, 0);
    expect(minutes / scanned.length).toBeGreaterThan(60);
    expect(minutes / scanned.length).toBeLessThan(80);
  });

  test("[DEMO-3] now and then somebody is refused, and the reason is kept", () => {
    const codes = new Set(
      played.flatMap(({ decisions }) =>
        decisions.flatMap(({ decision }) => decision.reasons.map(({ code }) => code)),
      ),
    );
    for (const code of [
      "unknown-credential",
      "membership-ended",
      "membership-frozen",
      "payment-due",
      "already-inside",
      "plan-does-not-cover-hour",
    ] as const) {
      expect(codes).toContain(code);
    }
  });
});

test("[DEMO-1] drawn ids are UUIDs ordered by their time", () => {
  const random = new SeededRandom("ids");
  const early = random.id(millis(NOW));
  const late = random.id(millis(NOW) + 1);
  expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(early < late).toBe(true);
  expect(instantAt(Number.parseInt(early.replaceAll("-", "").slice(0, 12), 16))).toBe(NOW);
});
