import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConnectionEffect, ConnectionEvent, ConnectionState } from "./connection-state.ts";
import { backoffMs, LONGEST_BACKOFF_MS, nextConnection } from "./next-connection.ts";

/** Being live is two rows: sure of it, and in doubt. */
type Kind = ConnectionState["kind"] | "in-doubt";
type EventType = ConnectionEvent["type"];
/** Where it stands then, and what is to be done. */
type Expected = readonly [Kind, ...ConnectionEffect[]];

const NOW = 1_000_000;
const MOMENT = { now: NOW, random: 0.5 };

const PAUSE = { since: 7, attempt: 2, until: NOW + 400 };
const SURE = { kind: "live", latencyMs: 12, attempt: 0, doubtSince: null } as const;

const STATES: {
  readonly [K in Kind]: Extract<ConnectionState, { kind: K extends "in-doubt" ? "live" : K }>;
} = {
  idle: { kind: "idle" },
  connecting: { kind: "connecting", since: 7, attempt: 1, isOnline: true, answering: null },
  "catching-up": { kind: "catching-up", since: 7, attempt: 1 },
  live: SURE,
  "in-doubt": { ...SURE, doubtSince: 9 },
  waiting: { kind: "waiting", ...PAUSE },
  unreachable: { kind: "unreachable", ...PAUSE },
  intercepted: { kind: "intercepted", ...PAUSE },
  restarting: { kind: "restarting", ...PAUSE },
  offline: { kind: "offline", since: 7 },
  "signed-out": { kind: "signed-out" },
  refused: { kind: "refused", code: 4003 },
  "out-of-date": { kind: "out-of-date" },
};

const EVENTS: { readonly [T in EventType]: Extract<ConnectionEvent, { type: T }> } = {
  start: { type: "start" },
  opened: { type: "opened" },
  closed: { type: "closed", code: 1006 },
  "caught-up": { type: "caught-up" },
  "lost-place": { type: "lost-place" },
  acknowledged: { type: "acknowledged", latencyMs: 9 },
  unanswered: { type: "unanswered" },
  heard: { type: "heard" },
  "told-to-wait": { type: "told-to-wait", ms: 3_000 },
  "going-away": { type: "going-away", comeBackInMs: 2_000 },
  silent: { type: "silent" },
  looked: { type: "looked", answering: "other" },
  due: { type: "due" },
  "went-offline": { type: "went-offline" },
  "came-online": { type: "came-online" },
  woke: { type: "woke" },
  stop: { type: "stop" },
};

/** A cell that is left out, or one too many, does not compile. */
const TABLE: { readonly [K in Kind]: { readonly [T in EventType]: Expected } } = {
  idle: {
    start: ["connecting", "open"],
    opened: ["idle"],
    closed: ["idle"],
    "caught-up": ["idle"],
    "lost-place": ["idle"],
    acknowledged: ["idle"],
    unanswered: ["idle"],
    heard: ["idle"],
    "told-to-wait": ["idle"],
    "going-away": ["idle"],
    silent: ["idle"],
    looked: ["idle"],
    due: ["idle"],
    "went-offline": ["idle"],
    "came-online": ["idle"],
    woke: ["idle"],
    stop: ["idle"],
  },
  connecting: {
    start: ["connecting"],
    opened: ["catching-up", "subscribe"],
    closed: ["waiting", "look"],
    "caught-up": ["connecting"],
    "lost-place": ["connecting"],
    acknowledged: ["connecting"],
    unanswered: ["connecting"],
    heard: ["connecting"],
    "told-to-wait": ["waiting", "close"],
    "going-away": ["restarting", "close"],
    silent: ["waiting", "close", "look"],
    looked: ["connecting"],
    due: ["connecting"],
    "went-offline": ["offline", "close"],
    "came-online": ["connecting"],
    woke: ["connecting"],
    stop: ["idle", "close"],
  },
  "catching-up": {
    start: ["catching-up"],
    opened: ["catching-up"],
    closed: ["waiting", "look"],
    "caught-up": ["live", "resend"],
    "lost-place": ["catching-up"],
    acknowledged: ["catching-up"],
    unanswered: ["catching-up"],
    heard: ["catching-up"],
    "told-to-wait": ["waiting", "close"],
    "going-away": ["restarting", "close"],
    silent: ["waiting", "close", "look"],
    looked: ["catching-up"],
    due: ["catching-up"],
    "went-offline": ["offline", "close"],
    "came-online": ["catching-up"],
    woke: ["catching-up"],
    stop: ["idle", "close"],
  },
  live: {
    start: ["live"],
    opened: ["live"],
    closed: ["waiting"],
    "caught-up": ["live"],
    "lost-place": ["catching-up", "resume"],
    acknowledged: ["live"],
    unanswered: ["in-doubt"],
    heard: ["live"],
    "told-to-wait": ["waiting", "close"],
    "going-away": ["restarting", "close"],
    silent: ["waiting", "close"],
    looked: ["live"],
    due: ["live"],
    "went-offline": ["offline", "close"],
    "came-online": ["live"],
    woke: ["in-doubt", "probe"],
    stop: ["idle", "close"],
  },
  "in-doubt": {
    start: ["in-doubt"],
    opened: ["in-doubt"],
    closed: ["waiting"],
    "caught-up": ["in-doubt"],
    "lost-place": ["catching-up", "resume"],
    acknowledged: ["live"],
    unanswered: ["in-doubt"],
    heard: ["live"],
    "told-to-wait": ["waiting", "close"],
    "going-away": ["restarting", "close"],
    silent: ["waiting", "close"],
    looked: ["in-doubt"],
    due: ["in-doubt"],
    "went-offline": ["offline", "close"],
    "came-online": ["in-doubt"],
    woke: ["in-doubt", "probe"],
    stop: ["idle", "close"],
  },
  waiting: {
    start: ["waiting"],
    opened: ["waiting"],
    closed: ["waiting"],
    "caught-up": ["waiting"],
    "lost-place": ["waiting"],
    acknowledged: ["waiting"],
    unanswered: ["waiting"],
    heard: ["waiting"],
    "told-to-wait": ["waiting"],
    "going-away": ["waiting"],
    silent: ["waiting"],
    looked: ["intercepted"],
    due: ["connecting", "open"],
    "went-offline": ["offline"],
    "came-online": ["connecting", "open"],
    woke: ["connecting", "open"],
    stop: ["idle"],
  },
  unreachable: {
    start: ["unreachable"],
    opened: ["unreachable"],
    closed: ["unreachable"],
    "caught-up": ["unreachable"],
    "lost-place": ["unreachable"],
    acknowledged: ["unreachable"],
    unanswered: ["unreachable"],
    heard: ["unreachable"],
    "told-to-wait": ["unreachable"],
    "going-away": ["unreachable"],
    silent: ["unreachable"],
    looked: ["intercepted"],
    due: ["connecting", "open"],
    "went-offline": ["offline"],
    "came-online": ["connecting", "open"],
    woke: ["connecting", "open"],
    stop: ["idle"],
  },
  intercepted: {
    start: ["intercepted"],
    opened: ["intercepted"],
    closed: ["intercepted"],
    "caught-up": ["intercepted"],
    "lost-place": ["intercepted"],
    acknowledged: ["intercepted"],
    unanswered: ["intercepted"],
    heard: ["intercepted"],
    "told-to-wait": ["intercepted"],
    "going-away": ["intercepted"],
    silent: ["intercepted"],
    looked: ["intercepted"],
    due: ["connecting", "open"],
    "went-offline": ["offline"],
    "came-online": ["connecting", "open"],
    woke: ["connecting", "open"],
    stop: ["idle"],
  },
  restarting: {
    start: ["restarting"],
    opened: ["restarting"],
    closed: ["restarting"],
    "caught-up": ["restarting"],
    "lost-place": ["restarting"],
    acknowledged: ["restarting"],
    unanswered: ["restarting"],
    heard: ["restarting"],
    "told-to-wait": ["restarting"],
    "going-away": ["restarting"],
    silent: ["restarting"],
    looked: ["restarting"],
    due: ["connecting", "open"],
    "went-offline": ["offline"],
    "came-online": ["connecting", "open"],
    woke: ["restarting"],
    stop: ["idle"],
  },
  offline: {
    start: ["offline"],
    opened: ["offline"],
    closed: ["offline"],
    "caught-up": ["offline"],
    "lost-place": ["offline"],
    acknowledged: ["offline"],
    unanswered: ["offline"],
    heard: ["offline"],
    "told-to-wait": ["offline"],
    "going-away": ["offline"],
    silent: ["offline"],
    looked: ["offline"],
    due: ["connecting", "open"],
    "went-offline": ["offline"],
    "came-online": ["connecting", "open"],
    woke: ["connecting", "open"],
    stop: ["idle"],
  },
  "signed-out": {
    start: ["connecting", "open"],
    opened: ["signed-out"],
    closed: ["signed-out"],
    "caught-up": ["signed-out"],
    "lost-place": ["signed-out"],
    acknowledged: ["signed-out"],
    unanswered: ["signed-out"],
    heard: ["signed-out"],
    "told-to-wait": ["signed-out"],
    "going-away": ["signed-out"],
    silent: ["signed-out"],
    looked: ["signed-out"],
    due: ["signed-out"],
    "went-offline": ["signed-out"],
    "came-online": ["signed-out"],
    woke: ["signed-out"],
    stop: ["idle"],
  },
  refused: {
    start: ["connecting", "open"],
    opened: ["refused"],
    closed: ["refused"],
    "caught-up": ["refused"],
    "lost-place": ["refused"],
    acknowledged: ["refused"],
    unanswered: ["refused"],
    heard: ["refused"],
    "told-to-wait": ["refused"],
    "going-away": ["refused"],
    silent: ["refused"],
    looked: ["refused"],
    due: ["refused"],
    "went-offline": ["refused"],
    "came-online": ["refused"],
    woke: ["refused"],
    stop: ["idle"],
  },
  "out-of-date": {
    start: ["connecting", "open"],
    opened: ["out-of-date"],
    closed: ["out-of-date"],
    "caught-up": ["out-of-date"],
    "lost-place": ["out-of-date"],
    acknowledged: ["out-of-date"],
    unanswered: ["out-of-date"],
    heard: ["out-of-date"],
    "told-to-wait": ["out-of-date"],
    "going-away": ["out-of-date"],
    silent: ["out-of-date"],
    looked: ["out-of-date"],
    due: ["out-of-date"],
    "went-offline": ["out-of-date"],
    "came-online": ["out-of-date"],
    woke: ["out-of-date"],
    stop: ["idle"],
  },
};

const kinds = Object.keys(TABLE) as readonly Kind[];
const eventTypes = Object.keys(EVENTS) as readonly EventType[];

function nameOf(state: ConnectionState): Kind {
  return state.kind === "live" && state.doubtSince !== null ? "in-doubt" : state.kind;
}

describe.each(kinds)("[CLIENT-1] the connection, %s", (kind) => {
  test.each(eventTypes)("and then: %s", (type) => {
    const { state, effects } = nextConnection(STATES[kind], EVENTS[type], MOMENT);
    expect([nameOf(state), ...effects]).toEqual(TABLE[kind][type]);
  });
});

describe("[CLIENT-2] what a close code means", () => {
  test.each([
    [4001, { kind: "signed-out" }],
    [4003, { kind: "refused", code: 4003 }],
    [4004, { kind: "refused", code: 4004 }],
    [4426, { kind: "out-of-date" }],
  ])("%i: no coming back by itself", (code, expected) => {
    const { state, effects } = nextConnection(STATES.live, { type: "closed", code }, MOMENT);
    expect(state).toEqual(expected);
    expect(effects).toEqual([]);
  });

  test.each([1001, 1006, 1011, 1012, 1013, 4029, 4999])("%i: again after a while", (code) => {
    const { state } = nextConnection(STATES.live, { type: "closed", code }, MOMENT);
    expect(state).toEqual({ kind: "waiting", since: NOW, attempt: 1, until: NOW + 250 });
  });

  test("4008: again at once, unless that was tried just before", () => {
    const silent = { type: "closed", code: 4008 } as const;
    const first = nextConnection(STATES.live, silent, MOMENT);
    expect(first).toMatchObject({ state: { kind: "connecting" }, effects: ["open"] });
    const second = nextConnection(first.state, silent, MOMENT);
    expect(second.state.kind).toBe("waiting");
  });
});

describe("[CLIENT-3] coming back", () => {
  test("waits anything up to a bound that doubles from half a second to twenty", () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 100].map((attempt) => backoffMs(attempt, 1));
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
    fc.assert(
      fc.property(fc.nat(1_000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const ms = backoffMs(attempt, random);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(LONGEST_BACKOFF_MS);
      }),
    );
  });

  test("counts on while the server falls before its first sign of life", () => {
    const live = { ...SURE, latencyMs: null, attempt: 3 };
    const fell = nextConnection(live, { type: "closed", code: 1006 }, MOMENT).state;
    expect(fell).toMatchObject({ kind: "waiting", attempt: 4 });
    const alive = nextConnection(live, { type: "acknowledged", latencyMs: 5 }, MOMENT).state;
    const later = nextConnection(alive, { type: "closed", code: 1006 }, MOMENT).state;
    expect(later).toMatchObject({ kind: "waiting", attempt: 1 });
  });

  test("keeps the moment at which it was last live", () => {
    const lost = nextConnection(STATES.live, { type: "silent" }, MOMENT).state;
    const again = nextConnection(lost, { type: "due" }, { now: NOW + 5_000, random: 0 }).state;
    expect(again).toMatchObject({ kind: "connecting", since: NOW });
  });

  test("waits for as long as the server says", () => {
    const told = { type: "told-to-wait", ms: 3_000 } as const;
    const { state } = nextConnection(STATES["catching-up"], told, MOMENT);
    expect(state).toMatchObject({ kind: "waiting", until: NOW + 3_000 });
  });
});

test("[CLIENT-4] a try without a network ends offline again, and one that succeeds counts", () => {
  const trying = nextConnection(STATES.offline, { type: "due" }, MOMENT).state;
  expect(trying).toMatchObject({ kind: "connecting", isOnline: false, since: 7 });
  const failed = nextConnection(trying, { type: "closed", code: 1006 }, MOMENT).state;
  expect(failed).toEqual({ kind: "offline", since: 7 });
  const reached = nextConnection(trying, { type: "opened" }, MOMENT).state;
  expect(reached.kind).toBe("catching-up");
});

describe("[CLIENT-20] who answers where the server should be", () => {
  const found = (state: ConnectionState, answering: "server" | "other" | "nobody") =>
    nextConnection(state, { type: "looked", answering }, MOMENT).state;

  test.each([
    ["nobody", "unreachable"],
    ["other", "intercepted"],
    ["server", "waiting"],
  ] as const)("%s: it is %s, and the next attempt comes when it would have", (answering, kind) => {
    expect(found(STATES.waiting, answering)).toEqual({ kind, ...PAUSE });
    expect(found(STATES.intercepted, answering)).toEqual({ kind, ...PAUSE });
  });

  test("the first failure is not looked into, each further one is", () => {
    const first = { ...STATES.connecting, attempt: 0 };
    expect(nextConnection(first, EVENTS.closed, MOMENT).effects).toEqual([]);
    expect(nextConnection(STATES.connecting, EVENTS.closed, MOMENT).effects).toEqual(["look"]);
  });

  test("stays known while it is tried again and that fails; a connection forgets it", () => {
    const trying = nextConnection(STATES.intercepted, EVENTS.due, MOMENT).state;
    expect(trying).toMatchObject({ kind: "connecting", answering: "other", since: 7 });
    expect(nextConnection(trying, EVENTS.closed, MOMENT).state.kind).toBe("intercepted");
    const changed = found(trying, "nobody");
    expect(nextConnection(changed, EVENTS.closed, MOMENT).state.kind).toBe("unreachable");
    const reached = nextConnection(trying, EVENTS.opened, MOMENT).state;
    expect(nextConnection(reached, EVENTS.closed, MOMENT).state.kind).toBe("waiting");
  });
});

test("[CLIENT-21] a server that restarts is come back to when it said; waking does not hurry that", () => {
  const { state } = nextConnection(STATES.live, EVENTS["going-away"], MOMENT);
  expect(state).toEqual({ kind: "restarting", since: NOW, attempt: 1, until: NOW + 2_000 });
  expect(nextConnection(state, EVENTS.woke, MOMENT).state).toBe(state);
  expect(nextConnection(state, EVENTS.due, MOMENT).effects).toEqual(["open"]);
});

test("[CLIENT-22] what was in doubt and then lost was lost when the doubt began", () => {
  const doubted = nextConnection(STATES.live, EVENTS.unanswered, MOMENT).state;
  expect(doubted).toEqual({ ...SURE, doubtSince: NOW });
  const later = { now: NOW + 4_000, random: 0 };
  expect(nextConnection(doubted, EVENTS.unanswered, later).state).toEqual(doubted);
  expect(nextConnection(doubted, EVENTS.silent, later).state).toMatchObject({ since: NOW });
});
