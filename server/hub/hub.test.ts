import { beforeEach, describe, expect, test } from "vitest";
import { must } from "../../domain/assert.ts";
import { snapshotOf } from "../../domain/live-view.ts";
import { averageStayMinutes } from "../../domain/statistics.ts";
import { aClosedVisit, idOf, NOW, SITE } from "../../test/support/a-gym.ts";
import { Ear } from "../../test/support/ear.ts";
import { LogInMemory } from "../../test/support/log-in-memory.ts";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import type { Frame } from "./listener.ts";
import { numberEvents } from "../number-events.ts";
import { Hub } from "./hub.ts";
import type { HubStore } from "./hub-store.ts";

let log: LogInMemory;
let clock: TurnedClock;
let hub: Hub;
let faults: unknown[];

function openHub(store: HubStore): Hub {
  const encode = (text: string) => Buffer.from(text);
  return new Hub({ store, clock, encode, onFault: (error) => faults.push(error) });
}

beforeEach(() => {
  log = new LogInMemory();
  clock = new TurnedClock();
  faults = [];
  hub = openHub(log);
});

const stays = () => true;
const attach = async (ear: Ear, seq?: number, more: object = {}) => {
  const position =
    seq === undefined ? null : { epoch: log.epoch, seq, hash: log.hashAt(seq), ...more };
  await hub.attach(SITE.id, ear, position, stays);
  return ear;
};
const room = async () => must(await hub.room(SITE.id), "room");
/** Lets everything that is ready come to pass. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const happen = (count = 1) => {
  hub.announce(log.appendCheckIns(count));
  clock.turn(200);
};
const reasonOf = (ear: Ear) =>
  ear.messages.find(({ type }) => type === "snapshot")?.payload["reason"];
const upTo = (from: number, to: number) =>
  Array.from({ length: to - from }, (_each, index) => from + index + 1);

describe("arriving", () => {
  test("[HUB-1] statistics, then the view at an exact number, then all that follows", async () => {
    log.appendCheckIns(3);
    const ear = await attach(new Ear());
    expect(ear.types).toEqual(["initial_stats", "snapshot"]);
    expect(ear.messages[0]?.payload).toMatchObject({ currentlyIn: 2, todayTotal: 2 });
    expect(ear.messages[1]).toMatchObject({ stream: SITE.id, epoch: "first", seq: 3 });
    expect(reasonOf(ear)).toBe("connected");
    happen(2);
    expect(ear.numbers).toEqual([4, 5]);
    expect(snapshotOf(must(ear.view, "view"))).toEqual(snapshotOf((await room()).view));
    expect(ear.view?.statistics.currentlyIn).toBe(4);
  });

  test("[HUB-1] who comes between an event and its frame hears it once", async () => {
    const early = await attach(new Ear());
    happen();
    hub.announce(log.appendCheckIns(1));
    const late = await attach(new Ear());
    clock.turn(200);
    expect(early.numbers).toEqual([1, 2]);
    expect(late.messages.find(({ type }) => type === "snapshot")).toMatchObject({ seq: 2 });
    expect(late.numbers).toEqual([]);
  });

  test("[HUB-1] what commits while the view is being read is heard after it", async () => {
    log.appendCheckIns(2);
    log.beforeAnswer = async (what) => {
      if (what === "view") hub.announce(log.appendCheckIns(3));
      await Promise.resolve();
    };
    const ear = await attach(new Ear());
    await settle();
    clock.turn(200);
    expect(ear.view?.seq).toBe(5);
    expect(ear.numbers).toEqual([3, 4, 5]);
  });

  test("[HUB-1] a site of nowhere has no room", async () => {
    expect(await hub.attach(idOf(0xfff), new Ear(), null, stays)).toBe(false);
    expect(hub.openRooms()).toEqual([]);
  });

  test("[HUB-1] who has gone meanwhile is left alone", async () => {
    const ear = new Ear();
    await hub.attach(SITE.id, ear, null, () => false);
    happen();
    expect(ear.frames).toEqual([]);
  });
});

describe("coming back", () => {
  test("[HUB-2] from memory: exactly what was missed, in one frame, and nothing is read", async () => {
    await room();
    happen(5);
    log.asked.events = 0;
    const ear = await attach(new Ear(), 2);
    expect(ear.types[0]).toBe("initial_stats");
    expect(ear.types.at(-1)).toBe("resumed");
    expect(ear.numbers).toEqual([3, 4, 5]);
    expect(ear.frames).toHaveLength(3);
    expect(log.asked).toMatchObject({ events: 0, hashes: 0 });
    happen();
    expect(ear.numbers).toEqual([3, 4, 5, 6]);
  });

  test("[HUB-2] who has missed nothing is told so", async () => {
    log.appendCheckIns(4);
    const ear = await attach(new Ear(), 4);
    expect(ear.types).toEqual(["initial_stats", "resumed"]);
    expect(ear.messages[1]).toMatchObject({ seq: 4, payload: { from: 4 } });
  });

  test("[HUB-2] from the log, page by page, where memory does not reach back", async () => {
    log.appendCheckIns(2_500);
    const ear = await attach(new Ear("events"), 0);
    expect(ear.numbers).toEqual(upTo(0, 2_500));
    expect(ear.types.at(-1)).toBe("resumed");
  });

  test("[HUB-2] what commits while the log is being read is neither missed nor heard twice", async () => {
    log.appendCheckIns(1_500);
    await room();
    await settle();
    log.beforeAnswer = async () => {
      happen(7);
      await Promise.resolve();
    };
    const ear = await attach(new Ear("events"), 10);
    happen();
    expect(ear.numbers).toEqual(upTo(10, log.events.length));
  });

  test("[HUB-2] a slow listener goes on from what it had been given", async () => {
    await room();
    happen(6);
    const ear = new Ear("events");
    await hub.resume(SITE.id, ear, 4, stays);
    expect(ear.numbers).toEqual([5, 6]);
    const lost = new Ear();
    await hub.resume(SITE.id, lost, 99, stays);
    expect(reasonOf(lost)).toBe("log-pruned");
  });
});

describe("falling behind while being brought up to date", () => {
  /** Falls behind with its frame of that number, as a slow connection does, and hears no more. */
  class SlowEar extends Ear {
    isThere = true;
    readonly #atFrame: number;

    constructor(atFrame: number) {
      super("events");
      this.#atFrame = atFrame;
    }

    override deliver(frame: Frame, seq: number | null): void {
      if (this.isThere) super.deliver(frame, seq);
      this.isThere &&= this.frames.length < this.#atFrame;
    }
  }

  test.each([
    { name: "with the snapshot", from: null, before: 1_500, live: 0 },
    { name: "with what memory held", from: 5, before: 5, live: 3 },
    { name: "with a page of the log", from: 5, before: 2_500, live: 0 },
  ])("[HUB-2] $name: nothing live until it goes on, then nothing missing", async (given) => {
    const { from, before, live } = given;
    log.appendCheckIns(before);
    await room();
    await settle();
    if (live > 0) happen(live);
    const ear = new SlowEar(2);
    const position = from === null ? null : { epoch: log.epoch, seq: from, hash: log.hashAt(from) };
    await hub.attach(SITE.id, ear, position, () => ear.isThere);
    expect((await room()).size).toBe(0);
    happen(3);
    const drained = new Ear("events");
    await hub.resume(SITE.id, drained, must(ear.reached.at(-1), "number"), stays);
    const heard = ear.numbers.concat(drained.numbers);
    expect(heard).toEqual(upTo(from ?? before, log.events.length));
  });
});

describe("no way back", () => {
  test.each([
    ["epoch-changed", 2, { epoch: "another" }],
    ["ahead-of-log", 2, { seq: 9 }],
    ["hash-differs", 2, { hash: "00000000" }],
    ["hash-differs", 0, { hash: "00000000" }],
  ])("[HUB-3] %s leads to a snapshot that says so", async (reason, seq, more) => {
    log.appendCheckIns(5);
    const ear = await attach(new Ear(), seq, more);
    expect(ear.types).toEqual(["initial_stats", "snapshot"]);
    expect(reasonOf(ear)).toBe(reason);
    happen();
    expect(ear.numbers).toEqual([6]);
  });

  test("[HUB-30] who knows more than this server has it read on, and goes back to nothing", async () => {
    log.appendCheckIns(3);
    await room();
    await settle();
    // Committed by another server, and heard of there.
    log.appendCheckIns(4);
    const ear = await attach(new Ear("events"), 5);
    expect(ear.numbers).toEqual([6, 7]);
    expect(ear.types).not.toContain("snapshot");
    happen();
    expect(ear.numbers).toEqual([6, 7, 8]);
  });

  test("[HUB-3] a log that was pruned, or from too long ago", async () => {
    log.appendCheckIns(6_000);
    log.prune(3_000);
    expect(reasonOf(await attach(new Ear(), 2_000))).toBe("log-pruned");
    expect(reasonOf(await attach(new Ear(), 500))).toBe("log-pruned");
    expect((await attach(new Ear("events"), 3_000)).numbers).toEqual(upTo(3_000, 6_000));
  });

  test("[HUB-3] a hash from memory is held to as well", async () => {
    await room();
    happen(5);
    expect(reasonOf(await attach(new Ear(), 3, { hash: "00000000" }))).toBe("hash-differs");
    expect(log.asked.hashes).toBe(0);
  });
});

describe("gaps", () => {
  test("[HUB-4] what was never announced is read from the log with the next that is", async () => {
    const ear = await attach(new Ear());
    await settle();
    log.appendCheckIns(3);
    happen();
    await settle();
    clock.turn(200);
    expect(ear.numbers).toEqual([1, 2, 3, 4]);
    expect(faults).toEqual([]);
  });

  test("[HUB-4] or as soon as somebody says that there may be something", async () => {
    const ear = await attach(new Ear());
    await settle();
    log.appendCheckIns(3);
    hub.readOn(SITE.id);
    await settle();
    clock.turn(200);
    expect(ear.numbers).toEqual([1, 2, 3]);
  });

  test("[HUB-4] what is announced while the last page is on its way is read too", async () => {
    const ear = await attach(new Ear());
    await settle();
    let isFirst = true;
    log.beforeAnswer = async () => {
      if (isFirst) {
        isFirst = false;
        hub.announce(log.appendCheckIns(2));
      }
      await Promise.resolve();
    };
    hub.readOn(SITE.id);
    await settle();
    clock.turn(200);
    expect(ear.numbers).toEqual([1, 2]);
  });

  test("[HUB-4] a log that does not answer is asked again within 250 ms", async () => {
    const ear = await attach(new Ear());
    await settle();
    log.appendCheckIns(2);
    log.isAway = true;
    hub.readOn(SITE.id);
    await settle();
    expect(faults).toHaveLength(1);
    log.isAway = false;
    clock.turn(250);
    await settle();
    clock.turn(200);
    expect(ear.numbers).toEqual([1, 2]);
  });

  test("[HUB-4] where the log was pruned under a room, everybody gets the view anew", async () => {
    const ear = await attach(new Ear());
    await settle();
    ear.clear();
    log.appendCheckIns(9);
    log.prune(5);
    hub.readOn(SITE.id);
    await settle();
    expect(reasonOf(ear)).toBe("log-pruned");
    expect(ear.view?.seq).toBe(9);
  });

  test("[HUB-4] what comes twice or late is taken once", async () => {
    const ear = await attach(new Ear());
    const events = log.appendCheckIns(2);
    hub.announce(events);
    hub.announce(events);
    clock.turn(200);
    expect(ear.numbers).toEqual([1, 2]);
  });
});

describe("whom it concerns", () => {
  const changed = numberEvents(idOf(0x0e), { seq: 0, hash: "811c9dc5" }, [
    { type: "member_changed", payload: { id: idOf(1), at: NOW } },
  ]);

  test("[HUB-9] a change of the organisation is heard at every site", async () => {
    const ear = await attach(new Ear());
    const deaf = await attach(new Ear("stats"));
    hub.announce(changed);
    expect(ear.messages.at(-1)).toMatchObject({ type: "member_changed", payload: { id: idOf(1) } });
    expect(ear.reached.at(-1)).toBeNull();
    expect(deaf.types).toEqual(["initial_stats"]);
  });

  test("[HUB-9] what happens at a site that nobody watches is heard nowhere else", async () => {
    const ear = await attach(new Ear());
    const other = numberEvents(idOf(0xb), { seq: 0, hash: "811c9dc5" }, [
      { type: "member_checked_out", payload: aClosedVisit() },
    ]);
    hub.announce(other);
    clock.turn(200);
    expect(ear.types).toEqual(["initial_stats", "snapshot"]);
  });

  test("[HUB-10] a listener that fails is dropped, and nobody else notices", async () => {
    const good = await attach(new Ear());
    const bad = await attach(new Ear());
    const other = await attach(new Ear());
    bad.deliver = () => {
      throw new Error("broken pipe");
    };
    happen();
    hub.announce(changed);
    expect(faults.map(String)).toEqual(["Error: broken pipe"]);
    expect([good.numbers, other.numbers]).toEqual([[1], [1]]);
    expect((await room()).size).toBe(2);
  });

  test("[HUB-9] who has left hears nothing more", async () => {
    const ear = await attach(new Ear());
    hub.detach(SITE.id, ear);
    happen();
    expect(ear.types).toEqual(["initial_stats", "snapshot"]);
  });
});

describe("a reset", () => {
  test("[HUB-11] gives everybody the view anew, under its new epoch", async () => {
    log.appendCheckIns(3);
    const [screen, wall] = [await attach(new Ear()), await attach(new Ear("stats"))];
    log.epoch = "second";
    await hub.reset(SITE.id);
    clock.turn(200);
    expect(screen.types.slice(2)).toEqual(["snapshot", "stats_update"]);
    expect(screen.messages[2]).toMatchObject({
      epoch: "second",
      payload: { reason: "epoch-changed" },
    });
    expect(wall.types).toEqual(["initial_stats", "stats_update"]);
  });

  test("[HUB-11] loses nothing that came while the view was read", async () => {
    const ear = await attach(new Ear());
    await settle();
    log.beforeAnswer = async (what) => {
      if (what === "view") hub.announce(log.appendCheckIns(2));
      await Promise.resolve();
    };
    await hub.reset(SITE.id);
    await settle();
    clock.turn(200);
    expect(ear.view?.seq).toBe(2);
    expect(ear.view?.statistics.todayTotal).toBe(1);
    expect(averageStayMinutes(must(ear.view, "view").statistics)).toBeNull();
  });
});
