// Those who broadcast the same to the same number of dashboards, each in a process of its own.
import { SITE } from "../house/gym-ids.ts";
import type { Greeting } from "../load/greeting.ts";
import { greetBare, greetHouse, greetSocketIo, greetWs } from "../load/greeting.ts";
import type { Bench } from "../measure.ts";
import { openHouseProcess, SERVER_CORE } from "../measure.ts";
import { openChild } from "../process/open-child.ts";
import type { Spent } from "../process/spent.ts";
import type { Broadcast, ContenderDeeds } from "./broadcast.ts";
import { openFloor } from "./open-floor.ts";

export interface Contender {
  readonly name: "house" | "ws" | "socket.io" | "raw" | "floor";
  readonly greeting: Greeting;
  broadcast(input: Broadcast): Promise<Spent>;
  /** Null where it does not say. */
  residentBytes(): Promise<number | null>;
  end(): Promise<void>;
}

/** All there are on this machine; the house first. */
export async function openContenders(bench: Bench, run: string): Promise<readonly Contender[]> {
  const house = await openHouseContender(bench, run);
  const peers = [
    await openPeer("ws", "peers/naive-ws-child", greetWs),
    await openPeer("socket.io", "peers/socket-io-child", greetSocketIo),
    await openPeer("raw", "peers/raw-tcp-child", greetBare),
  ];
  const floor = await openFloorContender((perTick) => house.tickBytes(perTick));
  return floor === null ? [house, ...peers] : [house, ...peers, floor];
}

async function openHouseContender(bench: Bench, run: string) {
  const size = { members: 10, pastVisits: 0 };
  const { child, opened, end } = await openHouseProcess(bench, run, size, SERVER_CORE);
  return {
    name: "house",
    greeting: greetHouse({ ...opened, site: SITE }, ["events"]),
    broadcast: (input: Broadcast) => child.ask("broadcast", input),
    residentBytes: () => child.ask("residentBytes", null),
    tickBytes: async (perTick: number) =>
      Buffer.from(await child.ask("tickBytes", { perTick }), "base64"),
    end,
  } as const;
}

async function openPeer(
  name: "ws" | "socket.io" | "raw",
  file: string,
  greet: (port: number) => Greeting,
): Promise<Contender> {
  const child = openChild<ContenderDeeds>(file, SERVER_CORE);
  const { port } = await child.ask("open", { site: SITE });
  return {
    name,
    greeting: greet(port),
    broadcast: (input) => child.ask("broadcast", input),
    residentBytes: () => child.ask("residentBytes", null),
    end: () => child.end(),
  };
}

async function openFloorContender(
  tickBytes: (perTick: number) => Promise<Buffer>,
): Promise<Contender | null> {
  const floor = await openFloor(SERVER_CORE);
  if (floor === null) return null;
  return {
    name: "floor",
    greeting: greetBare(floor.port),
    broadcast: async (input) => floor.broadcast(input, await tickBytes(input.perTick)),
    residentBytes: () => Promise.resolve(null),
    end: () => floor.end(),
  };
}
