import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aClosedVisit, anOpenVisit, idOf, NOW, TODAY } from "../test/support/a-gym.ts";
import { History, stayOf, steps } from "../test/support/a-history.ts";
import type { SiteEvent } from "./event.ts";
import { plusMinutes } from "./instant.ts";
import type { Statistics } from "./statistics.ts";
import { averageStayMinutes, EMPTY_STATISTICS, evolveStatistics } from "./statistics.ts";
import type { CheckOutWay } from "./visit.ts";
import { isClosed } from "./visit.ts";

const fold = (events: readonly SiteEvent[], from: Statistics = EMPTY_STATISTICS) =>
  events.reduce(evolveStatistics, from);

const began = (day = TODAY, at = NOW): SiteEvent => ({
  type: "gym_day_began",
  payload: { id: idOf(0xe0), day, at },
});
const entered = (visit = anOpenVisit()): SiteEvent => ({
  type: "member_checked_in",
  payload: visit,
});
const left = (visit = aClosedVisit()): SiteEvent => ({
  type: "member_checked_out",
  payload: visit,
});
const another = (number: number) =>
  anOpenVisit({ id: idOf(0x40 + number), checkInTime: plusMinutes(NOW, number) });

/** The day's figures, counted from the clerk's list. */
function countedFrom(history: History): Partial<Statistics> {
  const today = history.visitsOf(history.day);
  const gone = today.filter(isClosed);
  const known = gone.filter(({ how }) => how !== "automatic");
  return {
    gymDay: history.day,
    currentlyIn: history.inside().length,
    todayTotal: today.length,
    uniqueToday: new Set(today.map(({ member }) => member.id)).size,
    refusedToday: history.refusals.filter(({ gymDay }) => gymDay === history.day).length,
    checkOutsToday: gone.length,
    stays: { count: known.length, minutes: known.reduce((sum, visit) => sum + stayOf(visit), 0) },
  };
}

describe("any history", () => {
  test("[STAT-2] the folded figures equal those counted from scratch", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const history = History.of(taken);
        expect(fold(history.events)).toMatchObject(countedFrom(history));
      }),
      { numRuns: 500 },
    );
  });

  test("[STAT-2] no counter is ever below nought, at any moment", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        let now = EMPTY_STATISTICS;
        for (const event of History.of(taken).events) {
          now = evolveStatistics(now, event);
          const { currentlyIn, todayTotal, uniqueToday, checkOutsToday, stays } = now;
          const counters = [currentlyIn, todayTotal, uniqueToday, checkOutsToday, stays.minutes];
          expect(Math.min(...counters, stays.count)).toBeGreaterThanOrEqual(0);
          expect(uniqueToday).toBeLessThanOrEqual(todayTotal);
        }
      }),
      { numRuns: 200 },
    );
  });

  test("[STAT-9] the busiest moment is the most that were ever in on the day", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        let now = EMPTY_STATISTICS;
        let most = 0;
        for (const event of History.of(taken).events) {
          now = evolveStatistics(now, event);
          const isLate = event.type === "member_checked_in" && event.payload.gymDay !== now.gymDay;
          if (event.type === "gym_day_began") most = 0;
          else if (!isLate) most = Math.max(most, now.currentlyIn);
          expect(now.busiest?.count ?? 0).toBe(most);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("the average stay", () => {
  test("[STAT-3] guesses are left out, scans and what staff said are in", () => {
    const stay = (number: number, durationMinutes: number, how: CheckOutWay) =>
      left(aClosedVisit({ id: idOf(number), durationMinutes, how }));
    const events = [
      began(),
      stay(1, 60, "scanned"),
      stay(2, 91, "staff"),
      stay(3, 600, "automatic"),
      stay(4, 500, "moved"),
    ];
    const figures = fold(events);
    expect(figures.checkOutsToday).toBe(4);
    expect(averageStayMinutes(figures)).toBe(76);
  });

  test("[STAT-3] before anybody left there is none", () => {
    expect(averageStayMinutes(fold([began(), entered()]))).toBeNull();
  });

  test("[UNDO-3] an undone check-out takes its stay out of the average again", () => {
    const undone: SiteEvent = {
      type: "check_out_undone",
      payload: { id: idOf(9), visit: aClosedVisit(), at: NOW, by: null, madeOffline: false },
    };
    const before = fold([began(), entered()]);
    const { asOf: _now, ...figures } = fold([left(), undone], before);
    const { asOf: _then, ...expected } = before;
    expect(figures).toEqual(expected);
  });
});

describe("the day", () => {
  test("[STAT-4] a late visit of yesterday leaves today's figures alone", () => {
    const before = fold([began(), entered(another(1))]);
    const visit = { gymDay: "2026-11-23", checkInTime: plusMinutes(NOW, -1_440) };
    const late = [entered(anOpenVisit(visit)), left(aClosedVisit({ ...visit, how: "automatic" }))];
    expect(fold(late, before)).toEqual(before);
  });

  test("[DAY-4] a new day begins at nought but for who is still in", () => {
    const evening = fold([began(), entered(another(1)), entered(another(2))]);
    expect(fold([began("2026-11-25", NOW)], evening)).toEqual({
      ...EMPTY_STATISTICS,
      gymDay: "2026-11-25",
      currentlyIn: 2,
      asOf: NOW,
    });
  });

  test("[STAT-9] the first moment of the highest count stays, an undo does not rewrite it", () => {
    const peak = fold([began(), entered(another(1)), entered(another(2))]);
    expect(peak.busiest).toEqual({ count: 2, at: plusMinutes(NOW, 2) });
    const undone: SiteEvent = {
      type: "check_in_undone",
      payload: {
        id: idOf(9),
        visit: another(2),
        at: plusMinutes(NOW, 3),
        by: null,
        madeOffline: false,
      },
    };
    expect(fold([undone, entered(another(4))], peak).busiest).toEqual(peak.busiest);
  });

  test("[STAT-9] somebody whose check-out is undone counts for the busiest moment", () => {
    const third = aClosedVisit({ id: idOf(0x43) });
    const undone: SiteEvent = {
      type: "check_out_undone",
      payload: { id: idOf(9), visit: third, at: plusMinutes(NOW, 9), by: null, madeOffline: false },
    };
    const peak = fold([
      began(),
      entered(another(3)),
      left(third),
      entered(another(4)),
      entered(another(5)),
    ]);
    expect(peak.busiest?.count).toBe(2);
    expect(fold([undone], peak).busiest).toEqual({ count: 3, at: plusMinutes(NOW, 9) });
  });

  test("[STAT-2] refusals of today are counted, those of another day are not", () => {
    const refused = (gymDay: string): SiteEvent => ({
      type: "check_in_refused",
      payload: {
        ...{
          id: idOf(9),
          member: null,
          reasons: [{ code: "unknown-credential" }],
          at: NOW,
          gymDay,
        },
        ...{ location: anOpenVisit().location, channel: "desk", by: null, madeOffline: false },
      },
    });
    expect(fold([began(), refused(TODAY), refused("2026-11-23")]).refusedToday).toBe(1);
  });
});
