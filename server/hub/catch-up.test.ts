// Who comes back: what memory holds, what is made once for all, and how it is handed over.
import { beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import { idOf, NOW, SITE } from "../../test/support/a-gym.ts";
import { Ear } from "../../test/support/ear.ts";
import { LogInMemory } from "../../test/support/log-in-memory.ts";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import { numberEvents } from "../number-events.ts";
import { Hub } from "./hub.ts";
import { Ring } from "./ring.ts";
import { SharedFrames } from "./shared-frames.ts";

const ORGANISATION = idOf(0x0e);

let log: LogInMemory;
let clock: TurnedClock;
let hub: Hub;
let encoded: number;

beforeEach(() => {
  log = new LogInMemory();
  clock = new TurnedClock();
  encoded = 0;
  hub = new Hub({
    store: log,
    clock,
    encode: (text) => {
      encoded += 1;
      return Buffer.from(text);
    },
    onFault: () => undefined,
    organisation: () => ORGANISATION,
  });
});

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const comeBack = async (seq: number, ear = new Ear("events")) => {
  const position = { epoch: "first", seq, hash: log.hashAt(seq) };
  await hub.attach(SITE.id, ear, position, () => true);
  return ear;
};
const happen = (count = 1) => {
  hub.announce(log.appendCheckIns(count));
  clock.turn(200);
};

describe("a log that is ahead of the room", () => {
  test("[HUB-2] what another server has committed is heard when the room has heard of it", async () => {
    log.appendCheckIns(5);
    await hub.room(SITE.id);
    await settle();
    const ahead = log.appendCheckIns(3);
    const ear = await comeBack(2);
    expect(ear.types).not.toContain("snapshot");
    expect(ear.numbers).toEqual([3, 4, 5]);
    hub.announce(ahead);
    clock.turn(200);
    expect(ear.numbers).toEqual([3, 4, 5, 6, 7, 8]);
  });
});

describe("many at once", () => {
  test("[HUB-22] who missed the same gets the very same frames, and no database is asked", async () => {
    await hub.room(SITE.id);
    await settle();
    happen(5);
    const first = await comeBack(2);
    Object.assign(log.asked, { views: 0, events: 0, hashes: 0 });
    encoded = 0;
    const others = await Promise.all(Array.from({ length: 100 }, () => comeBack(2)));
    expect(encoded).toBe(0);
    for (const { frames } of others) {
      for (const [index, frame] of frames.entries()) expect(frame).toBe(first.frames[index]);
    }
    expect(others[0]?.numbers).toEqual([3, 4, 5]);
    expect(log.asked).toEqual({ views: 0, events: 0, hashes: 0 });
  });

  test("[HUB-22] who stands at another number, or hears something else, gets frames of its own", async () => {
    await hub.room(SITE.id);
    await settle();
    happen(5);
    await comeBack(2);
    expect((await comeBack(3)).numbers).toEqual([4, 5]);
    expect((await comeBack(2, new Ear("activity"))).types).toEqual([
      ...["initial_stats", "activity_notification", "activity_notification"],
      ...["activity_notification", "resumed"],
    ]);
    happen();
    expect((await comeBack(2)).numbers).toEqual([3, 4, 5, 6]);
  });

  test("[HUB-22] what is shared is bounded, and what was asked for longest ago goes first", () => {
    const frames = new SharedFrames((text) => Buffer.from(text));
    const megabyte = "x".repeat(1024 * 1024);
    for (const name of ["a", "b", "c", "d"]) frames.get(name, () => megabyte);
    frames.get("a", () => null);
    frames.get("e", () => megabyte);
    expect(frames.bytes).toBe(4 * 1024 * 1024);
    expect(frames.get("a", () => null)).not.toBeNull();
    expect(frames.get("b", () => null)).toBeNull();
  });

  test("[HUB-28] what was missed is handed over in slices, to a slow listener no more than it takes", async () => {
    await hub.room(SITE.id);
    await settle();
    happen(300);
    const whole = await comeBack(0);
    expect(whole.frames.length).toBeGreaterThan(5);
    for (const frame of whole.frames) expect(frame.length).toBeLessThan(20_000);
    expect(whole.numbers).toHaveLength(300);
    const slow = new Ear("events");
    const position = { epoch: "first", seq: 0, hash: log.hashAt(0) };
    await hub.attach(SITE.id, slow, position, () => slow.frames.length < 3);
    expect(slow.frames).toHaveLength(3);
    const goesOn = new Ear("events");
    await hub.resume(SITE.id, goesOn, must(slow.numbers.at(-1), "number"), () => true);
    expect([...slow.numbers, ...goesOn.numbers]).toEqual(whole.numbers);
  });
});

describe("what memory holds", () => {
  const event = (seq: number, body = "{}") => ({
    ...{ stream: SITE.id, seq, hash: `hash ${seq}`, body },
    event: { type: "member_changed", payload: { id: idOf(seq), at: NOW } } as const,
  });

  test("[HUB-23] the latest events, bounded by their number, and the hash before the first of them", () => {
    const ring = new Ring({ seq: 10, hash: "hash 10" });
    expect(ring.since(10)).toEqual([]);
    expect(ring.hashAt(10)).toBe("hash 10");
    for (let seq = 11; seq <= 20_000; seq += 1) ring.add(event(seq));
    const oldest = 20_000 - 4_096;
    expect(ring.since(oldest)?.length).toBe(4_096);
    expect(ring.since(oldest)?.[0]?.seq).toBe(oldest + 1);
    expect(ring.since(100)).toBeNull();
    expect(ring.hashAt(100)).toBeNull();
    expect(ring.since(20_001)).toBeNull();
    const first = 20_000 - (ring.since(20_000 - 4_096)?.length ?? 0);
    expect(ring.hashAt(first)).toBe(`hash ${first}`);
    expect(ring.since(19_998)?.map(({ seq }) => seq)).toEqual([19_999, 20_000]);
  });

  test("[HUB-23] and by their bytes", () => {
    const ring = new Ring({ seq: 0, hash: "" });
    const body = "x".repeat(10_000);
    for (let seq = 1; seq <= 2_000; seq += 1) ring.add(event(seq, body));
    expect(ring.bytes).toBeLessThanOrEqual(2.5 * 1024 * 1024);
    expect(ring.since(1_900)?.length).toBe(100);
    expect(ring.since(1_500)).toBeNull();
  });

  test("[HUB-23] who stands right before the first event of memory needs no database either", async () => {
    log.appendCheckIns(4);
    await hub.room(SITE.id);
    await settle();
    happen(2);
    log.asked.hashes = 0;
    expect((await comeBack(4)).numbers).toEqual([5, 6]);
    expect(log.asked.hashes).toBe(0);
  });
});

describe("word from elsewhere", () => {
  const here = async () => {
    const ear = new Ear();
    await hub.attach(SITE.id, ear, null, () => true);
    await settle();
    return ear;
  };

  test("[HUB-24] a number ahead has the log read; one that is known does not", async () => {
    const ear = await here();
    log.asked.events = 0;
    hub.heard({ stream: SITE.id, epoch: "first", seq: 0 });
    expect(log.asked.events).toBe(0);
    log.appendCheckIns(3);
    hub.heard({ stream: SITE.id, epoch: "first", seq: 3 });
    await settle();
    clock.turn(0);
    expect(ear.numbers).toEqual([1, 2, 3]);
    hub.heard({ stream: idOf(0xfff), epoch: "first", seq: 3 });
    expect(hub.streams()).toEqual([SITE.id, ORGANISATION]);
  });

  test("[HUB-24] another epoch gives everybody the view anew, once; a late word of an old one does nothing", async () => {
    const ear = await here();
    log.epoch = "second";
    for (let each = 0; each < 3; each += 1) {
      hub.heard({ stream: SITE.id, epoch: "second", seq: 0 });
    }
    await settle();
    hub.heard({ stream: SITE.id, epoch: "first", seq: 9 });
    await settle();
    const snapshots = ear.messages.filter(({ type }) => type === "snapshot");
    expect(snapshots.map(({ payload }) => payload["reason"])).toEqual([
      ...["connected", "epoch-changed"],
    ]);
    expect(hub.headOf(SITE.id)?.epoch).toBe("second");
  });

  test("[HUB-25] what changed in the organisation elsewhere is read from its stream, in order and once", async () => {
    const ear = await here();
    const change = (number: number) =>
      ({ type: "member_changed", payload: { id: idOf(number), at: NOW } }) as const;
    const head = { seq: 7, hash: "811c9dc5" };
    const events = numberEvents(ORGANISATION, head, [1, 2, 3, 4].map(change));
    const read = log.readEvents.bind(log);
    log.readEvents = (stream, after, limit) =>
      stream === ORGANISATION
        ? Promise.resolve(events.filter(({ seq }) => seq > after))
        : read(stream, after, limit);
    hub.heard({ stream: ORGANISATION, epoch: "first", seq: 7 });
    hub.announce(events.slice(0, 1));
    // This server did not hear of the second; it did the third itself.
    hub.announce(events.slice(2, 3));
    await settle();
    hub.heard({ stream: ORGANISATION, epoch: "first", seq: 11 });
    await settle();
    hub.heard({ stream: ORGANISATION, epoch: "first", seq: 11 });
    const changed = ear.messages.filter(({ type }) => type === "member_changed");
    expect(changed.map(({ seq }) => seq)).toEqual([8, 9, 10, 11]);
  });

  test("[HUB-25] where the gym was set up elsewhere, its very first change is heard here too", async () => {
    let organisation: string | null = null;
    const early = new Hub({
      ...{ store: log, clock, encode: (text: string) => Buffer.from(text) },
      onFault: () => undefined,
      organisation: () => organisation,
    });
    const ear = new Ear();
    await early.attach(SITE.id, ear, null, () => true);
    const change = { type: "member_changed", payload: { id: idOf(1), at: NOW } } as const;
    const head = { seq: 0, hash: EMPTY_HASH };
    const events = numberEvents(ORGANISATION, head, [change, change]);
    log.readEvents = (_stream, after) =>
      Promise.resolve(events.filter(({ seq }) => seq > after && seq <= heard));
    let heard = 1;
    organisation = ORGANISATION;
    early.heard({ stream: ORGANISATION, epoch: "first", seq: 1 });
    await settle();
    heard = 2;
    early.heard({ stream: ORGANISATION, epoch: "first", seq: 2 });
    await settle();
    const changed = ear.messages.filter(({ type }) => type === "member_changed");
    expect(changed.map(({ seq }) => seq)).toEqual([1, 2]);
  });
});
