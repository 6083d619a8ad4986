import { expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { OrganisationEvent, SiteEvent } from "../domain/event.ts";
import { ORGANISATION_EVENT_TYPES } from "../domain/event.ts";
import type { FeedLine } from "../domain/feed.ts";
import { feedLineOf } from "../domain/feed.ts";
import type { LiveViewSnapshot } from "../domain/live-view.ts";
import type { Reason } from "../domain/reason.ts";
import { REASON_CODES } from "../domain/reason.ts";
import type { Site } from "../domain/site.ts";
import type { Statistics } from "../domain/statistics.ts";
import { EMPTY_STATISTICS, evolveStatistics } from "../domain/statistics.ts";
import type { ClosedVisit, Decision, OpenVisit, Visit } from "../domain/visit.ts";
import { aClosedVisit, anOpenVisit, idOf, NOW, SITE, TODAY } from "../test/support/a-gym.ts";
import { EVENTS, ORGANISATION_EVENTS } from "./down.ts";
import type { DoorAnswer, doorAnswer } from "./http/gym.ts";
import * as shapes from "./shapes.ts";

/** True where each may stand for the other. */
type Mirrors<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Shape<S extends z.ZodType> = z.infer<S>;
type Logged<E> = E & { readonly stream: string; readonly seq: number };
type WireEvent<Schemas extends Record<string, z.ZodType>> = {
  [Type in keyof Schemas]: z.infer<Schemas[Type]>;
}[keyof Schemas];

test("[WIRE-2] the compiler holds every travelling type to its schema, both ways", () => {
  expectTypeOf<Mirrors<Shape<typeof shapes.site>, Site>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.reason>, Reason>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.openVisit>, OpenVisit>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.closedVisit>, ClosedVisit>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.visit>, Visit>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.decision>, Decision>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.statistics>, Statistics>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.feedLine>, FeedLine>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof shapes.liveView>, LiveViewSnapshot>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<Shape<typeof doorAnswer>, DoorAnswer>>().toEqualTypeOf<true>();
  expectTypeOf<Mirrors<WireEvent<typeof EVENTS>, Logged<SiteEvent>>>().toEqualTypeOf<true>();
  expect(Object.keys(ORGANISATION_EVENTS)).toEqual([...ORGANISATION_EVENT_TYPES]);
});

const place = { stream: SITE.id, seq: 1 };
const undone = { id: idOf(9), at: NOW, by: idOf(7), madeOffline: true };
const EXAMPLES: readonly SiteEvent[] = [
  {
    type: "member_checked_in",
    payload: anOpenVisit({
      alerts: [{ code: "payment-due", amountCents: 1, since: TODAY }],
      by: idOf(7),
    }),
  },
  { type: "member_checked_out", payload: aClosedVisit({ how: "moved" }) },
  {
    type: "check_in_refused",
    payload: {
      ...{ id: idOf(9), member: null, reasons: [{ code: "unknown-credential" }], at: NOW },
      ...{
        gymDay: TODAY,
        location: anOpenVisit().location,
        channel: "turnstile",
        by: null,
        madeOffline: false,
      },
    },
  },
  { type: "check_in_undone", payload: { ...undone, visit: anOpenVisit() } },
  { type: "check_out_undone", payload: { ...undone, visit: aClosedVisit() } },
  { type: "gym_day_began", payload: { id: idOf(9), day: TODAY, at: NOW } },
  {
    type: "site_changed",
    payload: {
      id: SITE.id,
      site: { ...SITE, capacity: 80, hours: [{ days: [1, 7], from: "22:00", to: "24:00" }] },
      at: NOW,
    },
  },
];

test.each(EXAMPLES)("[WIRE-2] $type passes its schema and loses nothing on the way", (event) => {
  const sent = { ...event, ...place };
  const received: unknown = JSON.parse(JSON.stringify(sent));
  expect(EVENTS[event.type].parse(received)).toEqual(sent);
});

test("[WIRE-2] there is an example of every event, so that none goes unread", () => {
  expect(EXAMPLES.map(({ type }) => type)).toEqual(Object.keys(EVENTS));
});

test.each(ORGANISATION_EVENT_TYPES)("[WIRE-2] %s passes its schema", (type) => {
  const event: OrganisationEvent = { type, payload: { id: idOf(9), at: NOW } };
  expect(ORGANISATION_EVENTS[type].parse({ ...event, ...place })).toEqual({ ...event, ...place });
});

test("[WIRE-2] the live view after every kind of event passes its schema", () => {
  const events = EXAMPLES.map((event, index) => ({ ...event, stream: SITE.id, seq: index + 1 }));
  const statistics = events.reduce(evolveStatistics, EMPTY_STATISTICS);
  const activities = events.map(feedLineOf).filter((line) => line !== null);
  const view = { site: SITE, statistics, inside: [anOpenVisit()], activities };
  expect(shapes.liveView.parse(JSON.parse(JSON.stringify(view)))).toEqual(view);
});

test.each(REASON_CODES)("[WIRE-2] the reason %s travels with what it knows", (code) => {
  const reason = { code, plan: "Off-peak", since: TODAY };
  expect(shapes.reason.parse(reason)).toEqual(reason);
});

test("[WIRE-2] a reason that nobody knows does not pass", () => {
  expect(shapes.reason.safeParse({ code: "bad-mood" }).success).toBe(false);
});

test.each([
  ["a visit of minus one minute", shapes.closedVisit, { ...aClosedVisit(), durationMinutes: -1 }],
  ["an unknown channel", shapes.openVisit, { ...anOpenVisit(), channel: "window" }],
  ["a time with an offset", shapes.instant, "2026-11-24T18:00:00.000+01:00"],
  ["the 30th of February", shapes.calendarDay, "2026-02-30"],
  ["25 o'clock", shapes.clockTime, "25:00"],
])("[WIRE-2] %s does not pass", (_name, schema, value) => {
  expect(schema.safeParse(value).success).toBe(false);
});
