// One contract for every bus. Redis is tried with the machine's own, where it has one, and in any case
// with a stand-in that speaks its protocol.
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { idOf } from "../../test/support/a-gym.ts";
import { HAS_REDIS, openRedis } from "../../test/support/open-redis.ts";
import { openTestDatabase } from "../../test/support/open-test-database.ts";
import { openRedisStandIn } from "../../test/support/redis-stand-in.ts";
import { WALL_CLOCK } from "../clock.ts";
import type { Bus, Hint, OpenBus } from "./bus.ts";
import { createMemoryExchange } from "./memory-bus.ts";
import { notifyBusTo } from "./notify-bus.ts";
import { redisBusTo } from "./redis-bus.ts";

interface Wire {
  readonly openBus: OpenBus;
  /** Null where nothing can break. */
  readonly cut: (() => Promise<unknown>) | null;
  /** Says something on the channel that is not ours. */
  readonly babble: ((text: string) => Promise<unknown>) | null;
  close(): Promise<void>;
}

const WIRES: Record<string, () => Promise<Wire>> = {
  memory: () =>
    Promise.resolve({
      ...{ openBus: createMemoryExchange(), cut: null, babble: null },
      close: () => Promise.resolve(),
    }),
  notify: openNotifyWire,
  "redis (stand-in)": () => openRedisWire(openRedisStandIn),
  ...(HAS_REDIS && { redis: () => openRedisWire(openRedis) }),
};

const hintOf = (seq: number, stream = idOf(1)): Hint => ({ stream, epoch: "e", seq });
const heardBy = ({ heard }: Ear) => heard.map(({ seq }) => seq);

describe.each(Object.keys(WIRES))("a bus by %s", (name) => {
  let wire: Wire;
  beforeAll(async () => {
    wire = await (WIRES[name] as () => Promise<Wire>)();
  });
  afterAll(() => wire.close());

  test("[BUS-1] what one server tells all others hear, in order, and it does not hear itself", async () => {
    const ears = await Promise.all([1, 2, 3].map(() => listenOn(wire)));
    const [here, there, elsewhere] = ears as [Ear, Ear, Ear];
    here.bus.tell([hintOf(1)]);
    await vi.waitFor(() => expect([there, elsewhere].map(heardBy)).toEqual([[1], [1]]));
    there.bus.tell([hintOf(2), hintOf(7, idOf(2))]);
    await vi.waitFor(() => expect(elsewhere.heard).toHaveLength(3));
    expect(elsewhere.heard.slice(1)).toEqual([hintOf(2), hintOf(7, idOf(2))]);
    expect(heardBy(here)).toEqual([2, 7]);
    expect(heardBy(there)).toEqual([1]);
    await Promise.all(ears.map(({ bus }) => bus.close()));
  });

  test("[BUS-2] what is told in one moment is one notification with the furthest numbers", async () => {
    const [here, there] = [await listenOn(wire), await listenOn(wire)];
    for (let seq = 1; seq <= 500; seq += 1) here.bus.tell([hintOf(seq)]);
    here.bus.tell([hintOf(3)]);
    await vi.waitFor(() => expect(heardBy(there)).toEqual([500]));
    expect(here.told()).toBe(1);
    await Promise.all([here.bus.close(), there.bus.close()]);
  });

  test("[BUS-3] more streams than one notification holds are told in several", async () => {
    const [here, there] = [await listenOn(wire), await listenOn(wire)];
    const hints = Array.from({ length: 400 }, (_each, index) => hintOf(index, idOf(index)));
    here.bus.tell(hints);
    await vi.waitFor(() => expect(there.heard).toEqual(hints));
    expect(here.told()).toBeGreaterThan(1);
    expect(here.told()).toBeLessThan(10);
    await Promise.all([here.bus.close(), there.bus.close()]);
  });

  test("[BUS-4] a bus that closes sends what waits, and is not heard or told afterwards", async () => {
    const [here, there] = [await listenOn(wire), await listenOn(wire)];
    here.bus.tell([hintOf(1)]);
    await here.bus.close();
    here.bus.tell([hintOf(2)]);
    there.bus.tell([hintOf(3)]);
    await vi.waitFor(() => expect(heardBy(there)).toEqual([1]));
    await there.bus.close();
    expect(here.heard).toEqual([]);
    expect(there.heard).toHaveLength(1);
  });

  test("[BUS-5] what is no hint of ours harms nobody", async () => {
    const [here, there] = [await listenOn(wire), await listenOn(wire)];
    for (const text of ["", "{", "[]", '{"from":"x","hints":[["a"]]}']) await wire.babble?.(text);
    here.bus.tell([hintOf(1)]);
    await vi.waitFor(() => expect(heardBy(there)).toEqual([1]));
    expect(there.faults).toHaveLength(wire.babble === null ? 0 : 4);
    await Promise.all([here.bus.close(), there.bus.close()]);
  });

  test("[BUS-6] a bus that was cut off comes back by itself; what was told meanwhile is told then", async () => {
    const [here, there] = [await listenOn(wire), await listenOn(wire)];
    await wire.cut?.();
    // Told again and again, as commits go on: some of the first may be lost, and that is allowed.
    let seq = 0;
    await vi.waitFor(
      () => {
        seq += 1;
        here.bus.tell([hintOf(seq)]);
        expect(there.heard.length).toBeGreaterThan(0);
      },
      { timeout: 10_000, interval: 50 },
    );
    here.bus.tell([hintOf(1_000)]);
    await vi.waitFor(() => expect(heardBy(there).at(-1)).toBe(1_000));
    expect(here.faults.length + there.faults.length > 0).toBe(wire.cut !== null);
    await Promise.all([here.bus.close(), there.bus.close()]);
  });
});

test("[BUS-7] a bus that cannot be reached delays no start and no close, and loses nothing else", async () => {
  const nowhere = [
    notifyBusTo({ connectionString: "postgres://nobody@127.0.0.1:1/none" }),
    redisBusTo("redis://127.0.0.1:1"),
  ];
  for (const openBus of nowhere) {
    const ear = await listenOn({ openBus });
    ear.bus.tell([hintOf(1)]);
    expect(ear.faults).not.toEqual([]);
    await ear.bus.close();
  }
});

interface Ear {
  readonly bus: Bus;
  readonly heard: Hint[];
  readonly faults: unknown[];
  told(): number;
}

let senders = 0;
async function listenOn({ openBus }: Pick<Wire, "openBus">): Promise<Ear> {
  const heard: Hint[] = [];
  const faults: unknown[] = [];
  let told = 0;
  senders += 1;
  const bus = await openBus({
    sender: `server ${senders}`,
    clock: WALL_CLOCK,
    hear: (hint) => heard.push(hint),
    onFault: (error) => faults.push(error),
    observe: (what) => {
      if (what === "told") told += 1;
    },
  });
  return { bus, heard, faults, told: () => told };
}

async function openNotifyWire(): Promise<Wire> {
  const database = await openTestDatabase();
  return {
    openBus: notifyBusTo(database.connection),
    cut: () =>
      database.pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'av-gym hints'`,
      ),
    babble: (text) => database.pool.query("select pg_notify('avgym_hints', $1)", [text]),
    close: database.close,
  };
}

async function openRedisWire(open: typeof openRedis): Promise<Wire> {
  const { createClient } = await import("@redis/client");
  const redis = await open();
  const stranger = createClient({ url: redis.url, RESP: 2 });
  stranger.on("error", () => undefined);
  await stranger.connect();
  return {
    openBus: redisBusTo(redis.url),
    cut: redis.cutConnections,
    babble: (text) => stranger.publish("avgym:hints", text),
    close: async () => {
      stranger.destroy();
      await redis.close();
    },
  };
}
