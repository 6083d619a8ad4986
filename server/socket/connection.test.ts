// A connection whose wire takes only what it is told to take: what leaves first, how much may wait, and
// how it finds its way back.
import { beforeEach, describe, expect, test } from "vitest";
import type { WebSocket } from "ws";
import { must } from "../../domain/assert.ts";
import type { Topic } from "../../protocol/up.ts";
import { SITE } from "../../test/support/a-gym.ts";
import { HeldWire } from "../../test/support/held-wire.ts";
import { LogInMemory } from "../../test/support/log-in-memory.ts";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import { Hub } from "../hub/hub.ts";
import { createMetrics } from "../metrics.ts";
import type { Caller } from "../people/caller.ts";
import { createLogger } from "../settings/logger.ts";
import { Connection } from "./connection.ts";
import { encodeTextFrame } from "./frame.ts";
import { USUAL_LIMITS } from "./limits.ts";

let log: LogInMemory;
let clock: TurnedClock;
let hub: Hub;
let behind: number;

beforeEach(() => {
  log = new LogInMemory();
  clock = new TurnedClock();
  behind = 0;
  hub = new Hub({ store: log, clock, encode: encodeTextFrame, onFault: () => undefined });
});

function connect() {
  const wire = new HeldWire();
  const said: (number | string)[] = [];
  const webSocket = {
    close: (code: number) => said.push(code),
    terminate: () => said.push("terminate"),
    ping: () => said.push("ping"),
    pause: () => said.push("pause"),
    resume: () => said.push("resume"),
  } as unknown as WebSocket;
  const parts = {
    ...{ hub, clock, limits: USUAL_LIMITS, logger: createLogger("silent"), desk: null as never },
    observer: { ...createMetrics().socket, behind: () => (behind += 1) },
    authenticate: () => Promise.resolve(null),
    isOwnOrigin: () => true,
    addressOf: () => "",
  };
  const caller: Caller = {
    staffId: null,
    fullName: "Olga",
    role: "owner",
    siteIds: null,
    sessionId: null,
  };
  const who = { caller, address: "192.0.2.7" };
  const connection = new Connection(parts, { webSocket, socket: wire }, who);
  return { connection, wire, said };
}

async function listen(topics: readonly Topic[] = ["events"]) {
  const connected = connect();
  await connected.connection.subscribe(SITE.id, topics, { position: null, reason: "connected" });
  await settle();
  return connected;
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
/** So many events, each in a frame of its own. */
const happen = (count: number) => {
  for (let done = 0; done < count; done += 1) {
    hub.announce(log.appendCheckIns(1));
    clock.turn(10);
  }
};
const upTo = (from: number, to: number) =>
  Array.from({ length: to - from }, (_each, index) => from + index + 1);
const pong = { type: "pong", payload: { serverTime: "", sentAt: null } };

describe("two lanes", () => {
  test("[WIRE-60] an answer goes ahead of the broadcast frames that wait, which keep their order", async () => {
    const { connection, wire } = await listen();
    wire.hold();
    happen(4);
    connection.send(pong);
    happen(1);
    wire.open();
    await settle();
    // The first was with Node already.
    expect(wire.messages.slice(2).map(({ type, seq }) => seq ?? type)).toEqual([
      ...[1, "pong", 2, 3, 4, 5],
    ]);
  });

  test("[WIRE-60] statistics, snapshot and what was missed keep their place among the events", async () => {
    const { connection, wire } = await listen();
    happen(2);
    wire.hold();
    happen(2);
    void connection.subscribe(SITE.id, ["events"], { position: null, reason: "asked" });
    await settle();
    happen(1);
    wire.open();
    await settle();
    const heard = wire.messages.slice(4).map(({ type, seq }) => `${type} ${seq ?? ""}`.trim());
    expect(heard).toEqual([
      ...["member_checked_in 3", "initial_stats", "snapshot 4", "member_checked_in 5"],
    ]);
  });
});

describe("a slow listener", () => {
  test("[WIRE-31] is cut to size, and gets every event once it reads again", async () => {
    const { connection, wire } = await listen();
    wire.hold();
    happen(400);
    expect(behind).toBe(1);
    expect(connection.figures()).toMatchObject({ behind: 1, resumed: 0 });
    expect(connection.figures().lag).toBeGreaterThan(300);
    wire.open();
    await settle();
    happen(1);
    await settle();
    expect(wire.numbers).toEqual(upTo(0, 401));
    expect(connection.figures()).toMatchObject({ resumed: 1, lag: 0, pendingBytes: 0 });
  });

  test("[WIRE-61] holds 64 KB at most, however much happens and whatever its topics", async () => {
    for (const topics of [["events"], ["stats"], []] as Topic[][]) {
      const { connection, wire } = await listen(topics);
      wire.hold();
      let most = 0;
      for (let round = 0; round < 60; round += 1) {
        hub.announce(log.appendCheckIns(20));
        clock.turn(100);
        most = Math.max(most, connection.figures().pendingBytes);
      }
      expect(most).toBeGreaterThan(topics[0] === "stats" ? 10_000 : 40_000);
      expect(most).toBeLessThanOrEqual(64 * 1024);
      connection.close("goingAway");
    }
  });

  test("[WIRE-61] a snapshot, which is larger by itself, is taken all the same, and nothing on top of it", async () => {
    log.appendCheckIns(400);
    const { connection, wire } = connect();
    wire.hold();
    await connection.subscribe(SITE.id, ["events"], { position: null, reason: "connected" });
    const { pendingBytes } = connection.figures();
    expect(pendingBytes).toBeGreaterThan(100_000);
    happen(3);
    expect(connection.figures().pendingBytes).toBeLessThan(pendingBytes + 100);
    wire.open();
    await settle();
    expect(wire.messages.map(({ type }) => type)).toContain("snapshot");
    expect(wire.numbers).toEqual([401, 402, 403]);
  });

  test("[WIRE-31] that stays behind for too long is closed with 1013", async () => {
    const { connection, wire, said } = await listen();
    wire.hold();
    happen(400);
    connection.check(clock.elapsed());
    expect(said).toEqual([]);
    connection.check(clock.elapsed() + USUAL_LIMITS.behindMs + 1);
    expect(said).toEqual([1013]);
    expect(connection.figures().pendingBytes).toBeLessThan(1_024);
  });

  test("[WIRE-31] falls behind with the first word, and still gets what it asked for", async () => {
    const { connection, wire } = connect();
    happen(3);
    wire.hold();
    for (let sent = 0; sent < 900; sent += 1) connection.send(pong);
    const position = { epoch: "first", seq: 1, hash: log.hashAt(1) };
    await connection.subscribe(SITE.id, ["events"], { position, reason: "asked" });
    expect(connection.figures().pendingBytes).toBeGreaterThan(USUAL_LIMITS.behindBytes);
    wire.open();
    await settle();
    expect(wire.messages.slice(900).map(({ type }) => type)).toEqual([
      ...["initial_stats", "member_checked_in", "member_checked_in", "resumed"],
    ]);
    expect(behind).toBe(0);
  });

  test("[WIRE-62] that does not take its answers is not read from until it does", async () => {
    const { connection, wire, said } = await listen();
    wire.hold();
    for (let sent = 0; sent < 300; sent += 1) connection.send(pong);
    expect(said).toEqual(["pause"]);
    wire.open();
    await settle();
    expect(said).toEqual(["pause", "resume"]);
  });

  test("[WIRE-62] and is closed with 1013 where too many wait, or for too long", async () => {
    const many = await listen();
    many.wire.hold();
    for (let sent = 0; sent < 6_000; sent += 1) many.connection.send(pong);
    expect(many.said).toEqual(["pause", 1013]);
    const long = await listen();
    long.wire.hold();
    for (let sent = 0; sent < 300; sent += 1) long.connection.send(pong);
    long.connection.check(clock.elapsed() + USUAL_LIMITS.behindMs + 1);
    expect(long.said).toEqual(["pause", 1013]);
  });
});

describe("signs of life", () => {
  test("[WIRE-37] a peer that gives none for 45 seconds is closed with 4008", () => {
    const { connection, said } = connect();
    connection.check(clock.elapsed() + 44_000);
    expect(said).toEqual(["ping"]);
    connection.check(clock.elapsed() + 46_000);
    expect(said).toEqual(["ping", 4008]);
  });

  test("[WIRE-67] every connection tells its figures, with the way to it and back", async () => {
    const { connection } = await listen();
    happen(3);
    clock.turn(21_000);
    connection.liveness.heard();
    connection.check(clock.elapsed());
    clock.turn(12);
    connection.liveness.heardPong();
    // One that nobody asked for says nothing.
    clock.turn(5_000);
    connection.liveness.heardPong();
    const figures = connection.figures();
    expect(figures).toMatchObject({
      ...{ account: "Olga", role: "owner", siteId: SITE.id, topics: ["events"] },
      ...{ framesSent: 5, eventsSent: 3, behind: 0, resumed: 0, reset: 0, lag: 0 },
      ...{ roundTripMs: 12, health: null },
    });
    expect(figures.addressHash).toMatch(/^[0-9a-f]{8}$/);
    const other = connect().connection.figures();
    expect(other.addressHash).toBe(figures.addressHash);
    expect(other.id).not.toBe(figures.id);
  });
});

test("[WIRE-63] who is sent away hears when to come back before the close", async () => {
  const { connection, wire, said } = await listen();
  await connection.sendAway(250);
  expect(must(wire.frames.at(-1), "frame")).toEqual({
    type: "going_away",
    payload: { comeBackInMs: 250 },
  });
  expect(said).toEqual([1012]);
});

test("[BUS-17] who is sent away while a command is decided gets the answer first", async () => {
  const { connection, said } = await listen();
  const answered = connection.commands.begin();
  const going = connection.sendAway(250);
  expect(said).toEqual([]);
  answered();
  await going;
  expect(said).toEqual([1012]);
});

test("[HUB-27] where handing it a frame goes wrong, it is closed with 1011", async () => {
  const { connection, said } = await listen();
  connection.deliver = () => {
    throw new Error("an invariant is broken");
  };
  happen(1);
  expect(said).toEqual([1011]);
});
