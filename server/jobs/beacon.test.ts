import { beforeEach, describe, expect, test } from "vitest";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import type { Hint } from "../bus/bus.ts";
import { Beacon, BEACON_EVERY_MS } from "./beacon.ts";

let clock: TurnedClock;
let heads: Hint[];
let asked: (readonly string[])[];
let heard: Hint[];
let rooms: number;
let lost: number;
let faults: unknown[];
let isAway: boolean;

beforeEach(() => {
  clock = new TurnedClock();
  [heads, asked, heard, rooms, lost, faults, isAway] = [[headAt(1)], [], [], 1, 0, [], false];
});

const headAt = (seq: number): Hint => ({ stream: "site", epoch: "e", seq });

function openBeacon(): Beacon {
  return new Beacon({
    clock,
    hub: {
      openRooms: () => Array.from({ length: rooms }),
      streams: () => ["site", "organisation"],
      heard: (hint) => heard.push(hint),
    },
    readHeads: (streams) => {
      asked.push(streams);
      return isAway ? Promise.reject(new Error("away")) : Promise.resolve(heads);
    },
    onLost: () => (lost += 1),
    onFault: (error) => faults.push(error),
  });
}

async function turn(): Promise<void> {
  clock.turn(BEACON_EVERY_MS);
  await new Promise((resolve) => setImmediate(resolve));
}

describe("[BUS-12] the beacon", () => {
  test("tells within one turn how far a stream has come, and a quarter of a second holds it", async () => {
    const beacon = openBeacon();
    await turn();
    heads = [headAt(4)];
    await turn();
    expect(heard.map(({ seq }) => seq)).toEqual([1, 4]);
    expect(BEACON_EVERY_MS).toBeLessThanOrEqual(200);
    beacon.close();
  });

  test("counts a hint as lost that does not come within a turn, once", async () => {
    const beacon = openBeacon();
    await turn();
    heads = [headAt(2)];
    await turn();
    expect(lost).toBe(0);
    await turn();
    expect(lost).toBe(1);
    await turn();
    expect(lost).toBe(1);
    beacon.close();
  });

  test("counts none where the hint came, before the look or soon after it", async () => {
    const beacon = openBeacon();
    await turn();
    beacon.note(headAt(2));
    heads = [headAt(2)];
    await turn();
    heads = [headAt(5)];
    await turn();
    beacon.note(headAt(5));
    await turn();
    expect(lost).toBe(0);
    beacon.close();
  });

  test("does not ask while nobody watches, and not while it is asking", async () => {
    rooms = 0;
    const beacon = openBeacon();
    await turn();
    expect(asked).toEqual([]);
    rooms = 1;
    clock.turn(BEACON_EVERY_MS * 3);
    expect(asked).toEqual([["site", "organisation"]]);
    beacon.close();
  });

  test("asks again after a database that was away", async () => {
    isAway = true;
    const beacon = openBeacon();
    await turn();
    isAway = false;
    await turn();
    expect(faults).toHaveLength(1);
    expect(heard).toEqual([headAt(1)]);
    beacon.close();
    await turn();
    expect(asked).toHaveLength(2);
  });
});
