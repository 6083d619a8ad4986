import { beforeEach, describe, expect, test } from "vitest";
import { snapshotOf } from "../domain/live-view.ts";
import { CLIENT_HEARTBEAT_MS, DEAD_SERVER_MS } from "../protocol/limits.ts";
import { problemOf } from "../protocol/problem.ts";
import type { Position } from "../protocol/up.ts";
import { UP } from "../protocol/up.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import { FakeClock } from "../test/support/fake-clock.ts";
import { batchOf, FakeSite, SITE_ID } from "../test/support/fake-site.ts";
import { FakeWire } from "../test/support/fake-wire.ts";
import { CATCH_UP_MS, OFFLINE_TRY_MS, PROBE_MS } from "./connection.ts";
import type { Answering } from "./connection-state.ts";
import type { SiteClient } from "./site-client.ts";
import { openSiteClient } from "./site-client.ts";

let clock: FakeClock;
let wire: FakeWire;
let site: FakeSite;
let client: SiteClient;
let ids = 0;
let answering: Answering = "server";

beforeEach(() => {
  [clock, wire, site] = [new FakeClock(), new FakeWire(), new FakeSite()];
  client = open();
});

function open(): SiteClient {
  return openSiteClient({
    url: "ws://gym.test/ws/checkins/",
    siteId: SITE_ID,
    socketFactory: wire.connect,
    clock,
    random: () => 0.5,
    screen: () => "live",
    lookWhoAnswers: () => Promise.resolve(answering),
    newId: () => `id-${++ids}`,
  });
}

const kind = () => client.getState().connection.kind;
const turn = () => Promise.resolve().then(() => Promise.resolve());

function subscribedPosition(): Position | undefined {
  const [said] = wire.latest.take("subscribe", "resume");
  const position = said?.type === "resume" ? said.payload : said?.payload["position"];
  return position as Position | undefined;
}

function catchUp(): void {
  for (const message of site.catchUp(subscribedPosition())) wire.latest.receive(message);
}

function goLive(): void {
  wire.latest.open();
  catchUp();
}

function expectSame(): void {
  const { view } = client.getState();
  expect(view && snapshotOf(view)).toEqual(snapshotOf(site.view));
}

describe("[CLIENT-12] from opening to live", () => {
  test("connects, subscribes, takes the snapshot and is live", () => {
    site.pass(1);
    expect(kind()).toBe("connecting");
    wire.latest.open();
    expect(kind()).toBe("catching-up");
    expect(wire.latest.sent).toEqual([
      {
        type: "subscribe",
        payload: { site: SITE_ID, topics: ["events"], protocolVersion: PROTOCOL_VERSION },
      },
    ]);
    catchUp();
    expect(kind()).toBe("live");
    expectSame();
  });

  test("comes back with its position, and hears what it missed as catch-up, once each", () => {
    goLive();
    const heard: unknown[] = [];
    client.onEvent(({ seq }, how) => heard.push([seq, how]));
    wire.latest.receive(site.pass(1));
    wire.latest.cut();
    site.pass(2);
    site.pass(1);
    clock.advance(500);
    wire.latest.open();
    catchUp();
    wire.latest.receive(site.pass(3));
    expect(heard).toEqual([
      [1, "live"],
      [2, "catch-up"],
      [3, "catch-up"],
      [4, "live"],
    ]);
    expect(client.getState().resets.count).toBe(0);
    expectSame();
  });

  test("a gap while live is asked for again, and closed", () => {
    goLive();
    wire.latest.take();
    site.pass(1);
    wire.latest.receive(site.pass(2));
    expect(kind()).toBe("catching-up");
    catchUp();
    expect(kind()).toBe("live");
    expectSame();
  });

  test("history that changed is replaced and counted, with why", () => {
    goLive();
    wire.latest.receive(site.pass(1));
    wire.latest.cut();
    site.epoch = "second";
    clock.advance(500);
    goLive();
    expect(client.getState().resets).toEqual({ count: 1, lastReason: "epoch-changed" });
    expectSame();
  });

  test("a hash that differs at the heartbeat leads to a new view", () => {
    goLive();
    const event = site.pass(1);
    wire.latest.receive({ ...event, payload: { ...event.payload, id: "other" } });
    const [beat] = wire.latest.take("heartbeat");
    wire.latest.receive(site.heartbeatAck(beat?.payload["sentAt"], clock.now()));
    expect(kind()).toBe("catching-up");
    catchUp();
    expect(client.getState().resets).toEqual({ count: 1, lastReason: "hash-differs" });
    expectSame();
  });

  test("what cannot be read ends the connection, and the next begins anew", () => {
    goLive();
    wire.latest.receiveText("{");
    expect(kind()).toBe("waiting");
    expect(wire.latest.isClosedByClient).toBe(true);
    clock.advance(500);
    wire.latest.open();
    expect(subscribedPosition()).toBeUndefined();
  });

  test("a server that no longer speaks this version: the page is out of date", () => {
    wire.latest.open();
    const snapshot = site.snapshot();
    const spoken = { protocolVersion: PROTOCOL_VERSION + 1, oldestSpoken: PROTOCOL_VERSION + 1 };
    wire.latest.receive({ ...snapshot, payload: { ...snapshot.payload, ...spoken } });
    expect(kind()).toBe("out-of-date");
    expect(client.getState().view).toBeNull();
  });

  test("what it does not know yet is passed over", () => {
    goLive();
    const state = client.getState();
    wire.latest.receive({ type: "something_new", payload: {} });
    expect(client.getState()).toBe(state);
    expect(kind()).toBe("live");
  });
});

describe("[CLIENT-13] signs of life", () => {
  test("latency and the server's clock are learnt from heartbeats", () => {
    goLive();
    const [beat] = wire.latest.take("heartbeat");
    clock.advance(12);
    wire.latest.receive(site.heartbeatAck(beat?.payload["sentAt"], clock.now() + 60_000));
    expect(client.getState()).toMatchObject({ latencyMs: 12, serverOffsetMs: 60_006 });
  });

  test("a dead server is found within ten seconds", () => {
    goLive();
    clock.advance(DEAD_SERVER_MS - 1);
    expect(wire.latest.take("heartbeat")).toHaveLength(2);
    expect(kind()).toBe("live");
    clock.advance(1);
    expect(kind()).toBe("waiting");
    expect(wire.latest.isClosedByClient).toBe(true);
  });

  test("whatever is heard counts as a sign of life", () => {
    goLive();
    for (let round = 0; round < 10; round += 1) {
      clock.advance(DEAD_SERVER_MS - 1_000);
      wire.latest.receive(site.pass(1));
    }
    expect(kind()).toBe("live");
  });

  test("a server that accepts and then says nothing is given up", () => {
    wire.latest.open();
    clock.advance(CATCH_UP_MS);
    expect(kind()).toBe("waiting");
  });

  test("after sleep it asks first, and gives up soon without an answer", () => {
    goLive();
    wire.latest.take();
    clock.sleep(60_000);
    expect(kind()).toBe("live");
    expect(wire.latest.take("heartbeat").length).toBeGreaterThan(0);
    clock.advance(PROBE_MS);
    expect(kind()).toBe("waiting");
  });

  test("woken by the page, it asks at once; an answer keeps the connection", () => {
    goLive();
    wire.latest.take();
    client.wake();
    const [beat] = wire.latest.take("heartbeat");
    wire.latest.receive(site.heartbeatAck(beat?.payload["sentAt"], clock.now()));
    clock.advance(CLIENT_HEARTBEAT_MS);
    expect(kind()).toBe("live");
  });
});

describe("[CLIENT-20] attempts that fail again", () => {
  test("are looked into, and what is found is said until there is a connection", async () => {
    answering = "other";
    wire.latest.cut();
    await turn();
    expect(kind()).toBe("waiting");
    clock.advance(500);
    wire.latest.cut();
    await turn();
    expect(kind()).toBe("intercepted");
    clock.advance(500);
    goLive();
    expect(kind()).toBe("live");
  });
});

describe("[CLIENT-21] a server that restarts", () => {
  test("says when to come back, and is come back to then, with nothing missed", () => {
    goLive();
    wire.latest.receive({ type: "going_away", payload: { comeBackInMs: 1_500 } });
    expect(kind()).toBe("restarting");
    expect(wire.latest.isClosedByClient).toBe(true);
    site.pass(1);
    clock.advance(1_500);
    goLive();
    expectSame();
  });
});

describe("[CLIENT-22] a heartbeat without an answer", () => {
  test("puts the connection in doubt until anything is heard", () => {
    goLive();
    clock.advance(2 * CLIENT_HEARTBEAT_MS - 2_000);
    expect(client.getState().connection).toMatchObject({ doubtSince: clock.now() - 3_000 });
    wire.latest.receive(site.pass(1));
    expect(client.getState().connection).toMatchObject({ kind: "live", doubtSince: null });
  });
});

describe("[CLIENT-31] how the connection does", () => {
  test("is told with each heartbeat, in a form the server takes", () => {
    goLive();
    const [first] = wire.latest.take("heartbeat");
    clock.advance(30);
    wire.latest.receive(site.heartbeatAck(first?.payload["sentAt"], clock.now()));
    wire.latest.cut();
    clock.advance(500);
    goLive();
    const [beat] = wire.latest.take("heartbeat");
    expect(UP.heartbeat.safeParse(beat).success).toBe(true);
    expect(beat?.payload["health"]).toEqual({
      ...{ screen: "live", latencyMs: 30, lagMs: 0, quality: 100 },
      ...{ lost: 0, resumed: 1, reset: 0, tabs: 1 },
      ...{ waiting: 0, oldestWaitingAt: null, verdictsMs: [] },
    });
    expect(client.getState().health).toMatchObject({ latencyMs: 30, resumed: 1 });
  });
});

describe("[CLIENT-4] the browser's word about its network", () => {
  test("offline is believed at once, online leads back at once", () => {
    goLive();
    client.setOnline(false);
    expect(client.getState().connection).toEqual({ kind: "offline", since: clock.now() });
    expect(wire.latest.isClosedByClient).toBe(true);
    client.setOnline(true);
    expect(kind()).toBe("connecting");
    goLive();
    expectSame();
  });

  test("a server on the same machine is found all the same", () => {
    client.setOnline(false);
    clock.advance(OFFLINE_TRY_MS);
    goLive();
    expect(kind()).toBe("live");
  });
});

describe("[CLIENT-2] a subscription that is sent back", () => {
  test.each([
    ["unknown-site", { kind: "refused", code: 4004 }],
    ["not-allowed", { kind: "refused", code: 4003 }],
    ["not-signed-in", { kind: "signed-out" }],
  ] as const)("%s ends it", (code, expected) => {
    wire.latest.open();
    wire.latest.receive({ type: "error", payload: problemOf(code) });
    expect(client.getState().connection).toEqual(expected);
    client.reconnect();
    expect(kind()).toBe("connecting");
  });

  test("for a while only, it waits for that while", () => {
    wire.latest.open();
    const payload = problemOf("overloaded", { retryAfter: 4 });
    wire.latest.receive({ type: "error", payload });
    expect(client.getState().connection).toMatchObject({ until: clock.now() + 4_000 });
    clock.advance(4_000);
    expect(kind()).toBe("connecting");
  });
});

describe("[CLIENT-14] the state as screens read it", () => {
  test("is the same object until something changes, and one frame is one change", () => {
    goLive();
    let calls = 0;
    const end = client.subscribe(() => (calls += 1));
    const before = client.getState();
    expect(client.getState()).toBe(before);
    const [batch] = batchOf([site.pass(1), site.pass(2), site.pass(3)]);
    wire.latest.receive(batch ?? {});
    expect(calls).toBe(1);
    expect(client.getState()).not.toBe(before);
    expect(client.getState().version).toBe(before.version + 3);
    end();
    wire.latest.receive(site.pass(4));
    expect(calls).toBe(1);
  });

  test("events are told after the state has them", () => {
    goLive();
    const seen: number[] = [];
    client.onEvent(() => seen.push(client.getState().view?.statistics.currentlyIn ?? -1));
    wire.latest.receive(site.pass(1));
    expect(seen).toEqual([1]);
  });

  test("changes in the organisation are passed on and leave the view alone", () => {
    goLive();
    const heard: string[] = [];
    client.onOrganisationEvent(({ type }) => heard.push(type));
    const payload = { id: "m1", at: "2026-11-24T10:00:00.000Z" };
    wire.latest.receive({ type: "member_changed", stream: "organisation", seq: 9, payload });
    expect(heard).toEqual(["member_changed"]);
    expect(kind()).toBe("live");
  });

  test("a client that only takes figures is live with the first of them", () => {
    client.close();
    client = openSiteClient({
      ...{ url: "ws://gym.test/", siteId: SITE_ID, socketFactory: wire.connect, clock },
      topics: ["stats"],
    });
    wire.latest.open();
    wire.latest.receive({ type: "initial_stats", payload: { currentlyIn: 7 } });
    expect(kind()).toBe("live");
    expect(client.getState()).toMatchObject({ view: null, stats: { currentlyIn: 7 } });
  });

  test("a client that only takes figures stays live when the server has brought it up to date", () => {
    client.close();
    client = openSiteClient({
      ...{ url: "ws://gym.test/", siteId: SITE_ID, socketFactory: wire.connect, clock },
      topics: ["stats"],
    });
    wire.latest.open();
    wire.latest.receive({ type: "initial_stats", payload: { currentlyIn: 7 } });
    wire.latest.take();
    const head = { stream: SITE_ID, epoch: "first", seq: 9, hash: "00000000" };
    const payload = { from: 3, protocolVersion: 2, oldestSpoken: 1 };
    wire.latest.receive({ type: "resumed", ...head, payload });
    expect(kind()).toBe("live");
    expect(wire.latest.take("resume")).toEqual([]);
  });

  test("closed, it holds no timer and says no more", () => {
    goLive();
    client.close();
    expect(clock.timers).toBe(0);
    expect(wire.latest.isClosedByClient).toBe(true);
    wire.latest.receive(site.pass(1));
    expect(client.getState().version).toBe(1);
  });
});

describe("[CLIENT-9] commands on the wire", () => {
  test("are stamped with an id and the server's time, and resolve with the answer", async () => {
    goLive();
    const [beat] = wire.latest.take("heartbeat");
    wire.latest.receive(site.heartbeatAck(beat?.payload["sentAt"], clock.now() + 60_000));
    const answer = client.checkIn({ memberId: "m", doorId: "d", notes: "hello" });
    expect(client.getState().waiting).toBe(1);
    await turn();
    const [said] = wire.latest.take("check_in");
    expect(said?.payload).toEqual({
      commandId: `id-${ids}`,
      at: new Date(clock.now() + 60_000).toISOString(),
      memberId: "m",
      notes: "hello",
      location: { doorId: "d" },
    });
    wire.latest.receive(site.answer(said ?? { type: "", payload: {} }));
    await expect(answer).resolves.toMatchObject({ decision: { verdict: "admit" } });
    expect(client.getState().waiting).toBe(0);
  });

  test("made offline, they keep their time, wait, and go in order on return", async () => {
    client.setOnline(false);
    const made = clock.now();
    void client.checkIn({ credential: "A", doorId: "d" });
    void client.checkOut({ checkInId: "v" });
    void client.undo({ visitId: "v", what: "check_out" });
    expect(client.waitingCommands()).toHaveLength(3);
    clock.advance(5_000);
    client.setOnline(true);
    goLive();
    await turn();
    const said = wire.latest.take("check_in", "check_out", "undo");
    expect(said.map(({ type }) => type)).toEqual(["check_in", "check_out", "undo"]);
    expect(said[0]?.payload["at"]).toBe(new Date(made).toISOString());
    expect(said[1]?.payload).not.toHaveProperty("location");
  });
});
