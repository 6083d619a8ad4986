import { beforeEach, describe, expect, test } from "vitest";
import { batchDown, downMessage } from "../../protocol/down.ts";
import type { Topic } from "../../protocol/up.ts";
import { Ear } from "../../test/support/ear.ts";
import { LogInMemory } from "../../test/support/log-in-memory.ts";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import { SITE } from "../../test/support/a-gym.ts";
import { Hub } from "./hub.ts";

let log: LogInMemory;
let clock: TurnedClock;
let hub: Hub;
let encoded: number;

beforeEach(() => {
  log = new LogInMemory();
  clock = new TurnedClock();
  encoded = 0;
  const encode = (text: string) => {
    encoded += 1;
    return Buffer.from(text);
  };
  hub = new Hub({ store: log, clock, encode, onFault: () => undefined });
});

/** A listener that is here and has heard what there was. */
async function here(...topics: readonly Topic[]): Promise<Ear> {
  const ear = new Ear(...topics);
  await hub.attach(SITE.id, ear, null, () => true);
  await new Promise<void>((resolve) => setImmediate(resolve));
  ear.clear();
  return ear;
}

const happen = (count = 1) => hub.announce(log.appendCheckIns(count));
const heardOf = (ear: Ear, type: string) => ear.types.filter((each) => each === type).length;

describe("frames", () => {
  test("[HUB-5] everybody who wants the same gets the very same bytes, made once", async () => {
    const ears = [await here(), await here(), await here()];
    encoded = 0;
    happen(3);
    clock.turn(20);
    expect(encoded).toBe(1);
    expect(ears[0]?.frames).toHaveLength(1);
    expect(ears[1]?.frames[0]).toBe(ears[0]?.frames[0]);
    expect(ears[2]?.frames[0]).toBe(ears[0]?.frames[0]);
  });

  test("[HUB-5] a snapshot that many ask for at one number is made once", async () => {
    log.appendCheckIns(3);
    const [one, two] = [new Ear("events"), new Ear("events")];
    await hub.attach(SITE.id, one, null, () => true);
    await hub.attach(SITE.id, two, null, () => true);
    expect(two.frames.at(-1)).toBe(one.frames.at(-1));
    happen();
    clock.turn(20);
    const three = new Ear("events");
    await hub.attach(SITE.id, three, null, () => true);
    expect(three.view?.seq).toBe(4);
  });

  test("[HUB-6] each hears what it chose", async () => {
    const [screen, feed, wall] = [
      await here("events"),
      await here("activity"),
      await here("stats"),
    ];
    happen(2);
    clock.turn(200);
    expect(screen.types).toEqual(["gym_day_began", "member_checked_in"]);
    expect(feed.types).toEqual(["activity_notification"]);
    expect(wall.types).toEqual(["stats_update"]);
    expect(screen.reached).toEqual([2]);
  });

  test("[HUB-6] a batch says the range of numbers it covers", async () => {
    const ear = await here();
    happen(3);
    clock.turn(200);
    expect(JSON.parse(String(ear.frames[0]))).toMatchObject({ type: "batch", from: 0, to: 3 });
  });

  test("[WIRE-2] every frame is one that the protocol knows", async () => {
    log.appendCheckIns(4);
    const ear = new Ear();
    await hub.attach(SITE.id, ear, null, () => true);
    const back = new Ear();
    await hub.attach(SITE.id, back, { epoch: "first", seq: 1, hash: log.hashAt(1) }, () => true);
    happen();
    clock.turn(20);
    happen(3);
    clock.turn(200);
    for (const frame of [...ear.frames, ...back.frames]) {
      const message = JSON.parse(String(frame)) as { type: string };
      const schema = message.type === "batch" ? batchDown : downMessage;
      expect(schema.safeParse(message).error).toBeUndefined();
    }
    expect(new Set([...ear.types, ...back.types])).toEqual(
      new Set([
        ...["initial_stats", "snapshot", "member_checked_in", "activity_notification", "resumed"],
        "stats_update",
      ]),
    );
  });
});

describe("the rhythm", () => {
  test("[HUB-8][HUB-20] the first event after a quiet while goes out as soon as the loop is free", async () => {
    const ear = await here("events");
    clock.turn(1_000);
    happen();
    // Whoever caused it is answered now: it is in the view already, and nobody has been written to.
    expect(ear.frames).toEqual([]);
    expect(hub.headOf(SITE.id)?.seq).toBe(1);
    clock.turn(0);
    expect(ear.numbers).toEqual([1]);
  });

  test("[HUB-8] those that follow share a frame within 10 ms", async () => {
    const ear = await here("events");
    happen();
    clock.turn(0);
    for (let each = 0; each < 5; each += 1) {
      clock.turn(1);
      happen();
    }
    expect(ear.frames).toHaveLength(1);
    clock.turn(5);
    expect(ear.frames).toHaveLength(2);
    expect(ear.numbers).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("[HUB-8] events never wait for the turn of the statistics", async () => {
    const ear = await here();
    happen();
    clock.turn(25);
    happen();
    // Statistics are due at 100 ms; an event now waits for 20 ms at most.
    clock.turn(5);
    happen();
    expect(ear.numbers).toEqual([1, 2]);
    clock.turn(15);
    expect(ear.numbers).toEqual([1, 2, 3]);
  });

  test("[HUB-7] statistics are sent ten times a second at most, and the last one arrives", async () => {
    const wall = await here("stats");
    for (let ms = 0; ms < 995; ms += 5) {
      happen();
      clock.turn(5);
    }
    expect(heardOf(wall, "stats_update")).toBe(10);
    clock.turn(1_000);
    expect(heardOf(wall, "stats_update")).toBe(11);
    expect(wall.messages.at(-1)?.payload).toMatchObject({ todayTotal: 198 });
    clock.turn(60_000);
    expect(heardOf(wall, "stats_update")).toBe(11);
  });

  test("[HUB-7] somebody who comes meanwhile does not take the last statistics from those who wait for them", async () => {
    const wall = await here("stats");
    happen();
    clock.turn(20);
    happen();
    clock.turn(20);
    wall.clear();
    await here("events");
    clock.turn(1_000);
    expect(wall.messages.at(-1)?.payload).toMatchObject({ todayTotal: 1 });
  });
});
