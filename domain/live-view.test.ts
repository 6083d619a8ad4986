import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aClosedVisit, anOpenVisit, idOf, NOW, SITE, TODAY } from "../test/support/a-gym.ts";
import { History, steps } from "../test/support/a-history.ts";
import type { Numbered, SiteEvent } from "./event.ts";
import { feedLineOf } from "./feed.ts";
import type { LiveView } from "./live-view.ts";
import { applyEvent, FEED_LENGTH, openView, snapshotOf } from "./live-view.ts";
import { EMPTY_STATISTICS } from "./statistics.ts";

const numbered = (seq: number, event: SiteEvent): Numbered<SiteEvent> => ({
  ...event,
  stream: SITE.id,
  seq,
});

const entered = (seq: number) =>
  numbered(seq, { type: "member_checked_in", payload: anOpenVisit({ id: idOf(seq) }) });

function emptyView(): LiveView {
  return openView({ site: SITE, statistics: EMPTY_STATISTICS, inside: [], activities: [] }, 0);
}

function viewAfter(events: readonly Numbered<SiteEvent>[], view = emptyView()): LiveView {
  for (const event of events) applyEvent(view, event);
  return view;
}

describe("folding", () => {
  test("[STAT-1] a fold from any snapshot plus its later events equals the fold from the start", () => {
    fc.assert(
      fc.property(steps, fc.nat(), (taken, anywhere) => {
        const { events } = History.of(taken);
        const cut = anywhere % (events.length + 1);
        const travelled = JSON.stringify(snapshotOf(viewAfter(events.slice(0, cut))));
        const joined = viewAfter(events.slice(cut), openView(JSON.parse(travelled), cut));
        const whole = viewAfter(events);
        expect(snapshotOf(joined)).toEqual(snapshotOf(whole));
        expect(joined.seq).toBe(whole.seq);
      }),
      { numRuns: 300 },
    );
  });

  test("[STAT-2] who is in the view is who is in, and as many as the counter says", () => {
    fc.assert(
      fc.property(steps, (taken) => {
        const history = History.of(taken);
        const view = viewAfter(history.events);
        expect(new Set(view.inside.values())).toEqual(new Set(history.inside()));
        expect(view.inside.size).toBe(view.statistics.currentlyIn);
      }),
      { numRuns: 200 },
    );
  });

  test.each([0, 1, 3])(
    "[STAT-7] after number 1, number %i is not applied and nothing moves",
    (seq) => {
      const view = viewAfter([entered(1)]);
      const before = JSON.stringify(snapshotOf(view));
      expect(() => applyEvent(view, entered(seq))).toThrow(`event ${seq} after 1`);
      expect(JSON.stringify(snapshotOf(view))).toBe(before);
      expect(view.seq).toBe(1);
    },
  );

  test("[STAT-6] the latest fifty lines are held, newest number first", () => {
    const many = Array.from({ length: FEED_LENGTH + 5 }, (_each, index) => entered(index + 1));
    const numbers = viewAfter(many).activities.map((line) => line.seq);
    expect(numbers).toEqual(Array.from({ length: 50 }, (_each, index) => 55 - index));
  });

  test("[STAT-6] what is no line of the feed pushes nothing out", () => {
    const change = { id: SITE.id, site: { ...SITE, capacity: 7 }, at: NOW };
    const view = viewAfter([entered(1), numbered(2, { type: "site_changed", payload: change })]);
    expect(view.activities.map((line) => line.seq)).toEqual([1]);
    expect(view.site.capacity).toBe(7);
  });
});

describe("the feed", () => {
  const line = {
    seq: 1,
    member: anOpenVisit().member,
    location: anOpenVisit().location,
    durationMinutes: null,
    how: null,
    undid: null,
    reasons: [],
    madeOffline: false,
  };
  const alerts = [{ code: "payment-due", amountCents: 100, since: "2026-11-01" }] as const;
  const undone = { id: idOf(9), at: NOW, by: null, madeOffline: false };

  test.each([
    [
      { type: "member_checked_in", payload: anOpenVisit({ alerts }) },
      { activity: "check_in", timestamp: NOW, visitId: idOf(0x31), reasons: alerts },
    ],
    [
      { type: "member_checked_out", payload: aClosedVisit({ how: "automatic" }) },
      {
        ...{ activity: "check_out", timestamp: "2026-11-24T18:15:00.000Z", visitId: idOf(0x31) },
        ...{ durationMinutes: 75, how: "automatic" },
      },
    ],
    [
      {
        type: "check_in_refused",
        payload: {
          ...{ id: idOf(9), member: null, reasons: [{ code: "unknown-credential" }], at: NOW },
          ...{
            gymDay: TODAY,
            location: line.location,
            channel: "desk",
            by: null,
            madeOffline: false,
          },
        },
      },
      {
        ...{ activity: "refused", member: null, timestamp: NOW, visitId: null },
        reasons: [{ code: "unknown-credential" }],
      },
    ],
    [
      { type: "check_in_undone", payload: { ...undone, visit: anOpenVisit() } },
      { activity: "undone", timestamp: NOW, visitId: idOf(0x31), undid: "check_in" },
    ],
    [
      { type: "check_out_undone", payload: { ...undone, visit: aClosedVisit() } },
      { activity: "undone", timestamp: NOW, visitId: idOf(0x31), undid: "check_out" },
    ],
  ] as [SiteEvent, object][])("[STAT-5] $type has its line", (event, expected) => {
    expect(feedLineOf(numbered(1, event))).toEqual({ ...line, ...expected });
  });

  test.each([
    { type: "gym_day_began", payload: { id: idOf(9), day: TODAY, at: NOW } },
    { type: "site_changed", payload: { id: SITE.id, site: SITE, at: NOW } },
  ] as SiteEvent[])("[STAT-5] $type is none of the feed's business", (event) => {
    expect(feedLineOf(numbered(1, event))).toBeNull();
  });
});
