// Rounds to many listeners: what may happen between their pieces, and what they cost.
import { beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import type { Topic } from "../../protocol/up.ts";
import { SITE } from "../../test/support/a-gym.ts";
import { Ear } from "../../test/support/ear.ts";
import { LogInMemory } from "../../test/support/log-in-memory.ts";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import { encodeTextFrame } from "../socket/frame.ts";
import { Hub } from "./hub.ts";
import { fitting } from "./sweep.ts";

/** More than are served in one piece. */
const MANY = 450;

/** A clock whose loop stops before each thing that waits for it. */
class SteppedClock extends TurnedClock {
  readonly #waiting: (() => void)[] = [];

  override after(ms: number, callback: () => void): () => void {
    if (ms > 0) return super.after(ms, callback);
    this.#waiting.push(callback);
    return () => this.#waiting.splice(this.#waiting.indexOf(callback), 1);
  }

  step(): void {
    for (const callback of this.#waiting.splice(0)) callback();
  }
}

let log: LogInMemory;
let clock: SteppedClock;
let hub: Hub;
let faults: unknown[];

beforeEach(() => {
  log = new LogInMemory();
  clock = new SteppedClock();
  faults = [];
  const onFault = (error: unknown) => faults.push(error);
  hub = new Hub({ store: log, clock, encode: (text) => Buffer.from(text), onFault });
});

async function come(...topics: readonly Topic[]): Promise<Ear> {
  const ear = new Ear(...topics);
  await hub.attach(SITE.id, ear, null, () => true);
  return ear;
}

async function crowd(): Promise<readonly Ear[]> {
  const ears = await Promise.all(Array.from({ length: MANY }, () => come("events")));
  await new Promise<void>((resolve) => setImmediate(resolve));
  return ears;
}

const happen = (count = 1) => hub.announce(log.appendCheckIns(count));
const heard = (ears: readonly Ear[]) => ears.filter(({ numbers }) => numbers.length > 0).length;

describe("a round in pieces", () => {
  test("[HUB-21] the loop has its turn before everybody was served", async () => {
    const ears = await crowd();
    happen();
    clock.step();
    expect(heard(ears)).toBe(200);
    clock.step();
    expect(heard(ears)).toBe(400);
    clock.step();
    expect(heard(ears)).toBe(MANY);
  });

  test("[HUB-21] what happens meanwhile shares the next round, and nobody hears it twice", async () => {
    const ears = await crowd();
    happen();
    clock.step();
    happen(2);
    clock.turn(20);
    expect(ears[0]?.numbers).toEqual([1]);
    for (let piece = 0; piece < 6; piece += 1) {
      clock.step();
      clock.turn(20);
    }
    for (const { numbers, frames } of ears) {
      expect(numbers).toEqual([1, 2, 3]);
      expect(frames).toHaveLength(4);
    }
  });

  test("[HUB-21] who comes, goes, or comes back between two pieces hears each event once", async () => {
    const ears = await crowd();
    const [gone, again] = [must(ears[440], "ear"), must(ears[441], "ear")];
    happen();
    clock.step();
    const late = await come("events");
    hub.detach(SITE.id, gone);
    hub.detach(SITE.id, again);
    again.clear();
    await hub.attach(SITE.id, again, null, () => true);
    happen();
    for (let piece = 0; piece < 6; piece += 1) {
      clock.step();
      clock.turn(20);
    }
    expect([late.view?.seq, late.numbers]).toEqual([2, [2]]);
    expect([again.view?.seq, again.numbers]).toEqual([2, [2]]);
    expect(gone.numbers).toEqual([]);
    expect(ears[449]?.numbers).toEqual([1, 2]);
  });

  test("[HUB-21] who comes between two pieces is not given statistics from before", async () => {
    await Promise.all(Array.from({ length: MANY }, () => come("stats")));
    await new Promise<void>((resolve) => setImmediate(resolve));
    happen();
    clock.step();
    happen();
    const late = await come("stats");
    clock.step();
    clock.step();
    expect(late.types).toEqual(["initial_stats"]);
    clock.turn(100);
    for (let piece = 0; piece < 3; piece += 1) clock.step();
    expect(late.types).toEqual(["initial_stats", "stats_update"]);
  });

  test("[HUB-11] after a reset to a history that is shorter, what follows there is heard", async () => {
    const other = new LogInMemory();
    other.epoch = "second";
    other.appendCheckIns(2);
    let current: LogInMemory = log;
    const store = {
      readView: (siteId: string) => current.readView(siteId),
      readEvents: (...asked: Parameters<LogInMemory["readEvents"]>) => current.readEvents(...asked),
      readHash: (...asked: Parameters<LogInMemory["readHash"]>) => current.readHash(...asked),
    };
    log.appendCheckIns(9);
    hub = new Hub({ store, clock, encode: (text) => Buffer.from(text), onFault: () => undefined });
    const ear = await come("events");
    await new Promise<void>((resolve) => setImmediate(resolve));
    current = other;
    await hub.reset(SITE.id);
    await new Promise<void>((resolve) => setImmediate(resolve));
    hub.announce(other.appendCheckIns(1));
    for (let piece = 0; piece < 3; piece += 1) {
      clock.step();
      clock.turn(100);
    }
    expect([ear.view?.seq, ear.numbers]).toEqual([3, [3]]);
  });

  test("[HUB-21] a reset between two pieces leaves nobody with what was before", async () => {
    const ears = await crowd();
    happen();
    clock.step();
    log.epoch = "second";
    await hub.reset(SITE.id);
    await new Promise<void>((resolve) => setImmediate(resolve));
    for (let piece = 0; piece < 6; piece += 1) {
      clock.step();
      clock.turn(20);
    }
    happen();
    for (let piece = 0; piece < 6; piece += 1) {
      clock.step();
      clock.turn(20);
    }
    expect(ears[0]?.numbers).toEqual([1, 2]);
    expect(ears[449]?.numbers).toEqual([2]);
    for (const { view } of ears) expect(view?.seq).toBe(2);
  });
});

test("[HUB-29] more than fits in one frame goes out in several, one right behind the other", async () => {
  const ear = await come();
  await new Promise<void>((resolve) => setImmediate(resolve));
  ear.clear();
  happen(200);
  const late = await come("events");
  for (let piece = 0; piece < 20; piece += 1) clock.step();
  expect(ear.frames.length).toBeGreaterThan(5);
  for (const frame of ear.frames) expect(frame.length).toBeLessThan(48 * 1024);
  expect(ear.numbers).toEqual(Array.from({ length: 200 }, (_each, index) => index + 1));
  expect(ear.types.filter((type) => type === "stats_update")).toHaveLength(1);
  expect([late.view?.seq, late.numbers]).toEqual([200, []]);
});

test("[HUB-29] one event that is larger than a round is a round of its own", () => {
  const [small, large] = log.appendCheckIns(2);
  const sized = [small, large, small].map((event, index) => ({
    ...must(event, "event"),
    body: "x".repeat(index === 1 ? 20_000 : 500),
  }));
  expect(fitting(sized)).toBe(1);
  expect(fitting(sized.slice(1))).toBe(1);
  expect(fitting(sized.slice(2))).toBe(1);
  expect(fitting([])).toBe(0);
});

describe("what it costs", () => {
  test("[HUB-26] what was sent is counted beside what it would have cost singly", async () => {
    const framed = new Hub({
      store: log,
      clock,
      encode: encodeTextFrame,
      onFault: () => undefined,
    });
    const deaf = { topics: new Set<Topic>(["events"]), deliver: () => undefined };
    const wall = { topics: new Set<Topic>(["stats"]), deliver: () => undefined };
    await framed.attach(SITE.id, deaf, null, () => true);
    await framed.attach(SITE.id, wall, null, () => true);
    const events = log.appendCheckIns(3);
    framed.announce(events);
    clock.step();
    const { frames, events: delivered, singly, bytes } = framed.sent;
    expect({ frames, delivered }).toEqual({ frames: 2, delivered: 6 });
    // Three events to the one, three times the statistics to the other.
    expect(singly.frames).toBe(6);
    const bodies = events.reduce((sum, { body }) => sum + encodeTextFrame(body).length, 0);
    const statistics = (singly.bytes - bodies) / 3;
    expect(statistics).toBeGreaterThan(200);
    expect(bytes).toBeGreaterThan(bodies + statistics);
    expect(bytes).toBeLessThan(singly.bytes);
  });
});

describe("a fault of ours", () => {
  test("[HUB-27] ends the listeners it concerns, is told, and the room goes on", async () => {
    const failed: string[] = [];
    const bad = {
      topics: new Set<Topic>(["events"]),
      deliver: () => {
        throw new Error("an invariant is broken");
      },
      failed: () => failed.push("bad"),
    };
    await hub.attach(SITE.id, bad, null, () => true);
    const good = await come("events");
    happen();
    clock.step();
    expect(failed).toContain("bad");
    expect(faults.map(String)).toContain("Error: an invariant is broken");
    expect(good.numbers).toEqual([1]);
  });

  test("[HUB-27] where no frame can be made, everybody is sent to come back", async () => {
    const failed: string[] = [];
    const listener = (name: string) => ({
      topics: new Set<Topic>(["activity"]),
      deliver: () => undefined,
      failed: () => failed.push(name),
    });
    await hub.attach(SITE.id, listener("one"), null, () => true);
    await hub.attach(SITE.id, listener("two"), null, () => true);
    const [begun, event] = log.appendCheckIns(2);
    hub.announce([must(begun, "event")]);
    clock.step();
    const broken = must(event, "event");
    hub.announce([broken]);
    Object.assign(broken.event, { payload: { ...broken.event.payload, member: undefined } });
    clock.turn(20);
    clock.step();
    expect(failed).toEqual(["one", "two"]);
    expect(faults).not.toEqual([]);
    expect(hub.headOf(SITE.id)?.seq).toBe(2);
  });
});
