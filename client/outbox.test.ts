import { describe, expect, test } from "vitest";
import type { DoorAnswer } from "../protocol/http/gym.ts";
import { problemOf } from "../protocol/problem.ts";
import { FakeClock } from "../test/support/fake-clock.ts";
import type { DoorMessage, OutboxStorage } from "./outbox-storage.ts";
import { memoryStorage } from "./outbox-storage.ts";
import { ANSWER_MS, MAX_FAULTS, MAX_IN_FLIGHT, MAX_WAITING, Outbox } from "./outbox.ts";
import type { Settled } from "./site-state.ts";

const at = "2026-11-24T10:00:00.000Z";

function command(number: number): DoorMessage {
  const payload = { commandId: `c${number}`, memberId: "m", location: { doorId: "d" }, at };
  return { type: "check_in", payload };
}

function answerTo(commandId: string): DoorAnswer {
  const decision = { id: "x", verdict: "admit" as const, reasons: [], member: null, at };
  return { commandId, decision, visit: null };
}

const turn = async () => {
  for (let step = 0; step < 5; step += 1) await Promise.resolve();
};

async function open(storage: OutboxStorage = memoryStorage()) {
  const clock = new FakeClock();
  const sent: string[] = [];
  const frames: number[] = [];
  const settled: Settled[] = [];
  const outbox = new Outbox({
    storage,
    clock,
    random: () => 0.5,
    maxInFlight: MAX_IN_FLIGHT,
    send: (messages) => {
      frames.push(messages.length);
      sent.push(...messages.map(({ payload }) => payload.commandId));
    },
    onSettled: (settlement) => settled.push(settlement),
    onChange: () => undefined,
  });
  await turn();
  return { outbox, clock, sent, frames, settled, storage };
}

describe("[CLIENT-9] a command is kept until it is answered", () => {
  test("made while there is no connection, it goes when there is one", async () => {
    const { outbox, sent, settled, storage } = await open();
    outbox.put(command(1));
    await turn();
    expect(sent).toEqual([]);
    expect(await storage.load()).toEqual([command(1)]);
    outbox.connected();
    expect(sent).toEqual(["c1"]);
    outbox.answered(answerTo("c1"));
    expect(settled).toEqual([{ message: command(1), answer: answerTo("c1") }]);
    expect(await storage.load()).toEqual([]);
    expect(outbox.size).toBe(0);
  });

  test("an answer lost with the connection is asked for again under the same id, in order", async () => {
    const { outbox, sent } = await open();
    outbox.connected();
    outbox.put(command(1));
    outbox.put(command(2));
    await turn();
    outbox.disconnected();
    outbox.connected();
    expect(sent).toEqual(["c1", "c2", "c1", "c2"]);
  });

  test("left over from before a reload, it goes before what is made since", async () => {
    const storage = memoryStorage();
    await storage.put(command(1));
    const opening = open(storage);
    const { outbox, sent, settled } = await opening;
    outbox.connected();
    expect(sent).toEqual(["c1"]);
    outbox.answered(answerTo("c1"));
    expect(settled).toEqual([{ message: command(1), answer: answerTo("c1") }]);
    expect(await storage.load()).toEqual([]);
  });

  test("made before it is known what was left, it goes after that", async () => {
    const left = withResolvers<readonly DoorMessage[]>();
    const { outbox, sent } = await open({ ...memoryStorage(), load: () => left.promise });
    outbox.connected();
    outbox.put(command(2));
    await turn();
    expect(sent).toEqual([]);
    left.resolve([command(1), command(2)]);
    await turn();
    expect(sent).toEqual(["c1", "c2"]);
    expect(outbox.size).toBe(2);
  });

  test("what another tab put into the storage is taken in; what is answered meanwhile is not", async () => {
    const { outbox, sent, storage } = await open();
    outbox.connected();
    outbox.put(command(1));
    await storage.put(command(2));
    await turn();
    const loading = outbox.load();
    outbox.answered(answerTo("c1"));
    await loading;
    expect(sent).toEqual(["c1", "c2"]);
    expect(outbox.messages()).toEqual([command(2)]);
  });

  test("an answer that does not come in time is asked for again", async () => {
    const { outbox, sent, clock } = await open();
    outbox.connected();
    outbox.put(command(1));
    await turn();
    clock.advance(ANSWER_MS - 1);
    expect(sent).toEqual(["c1"]);
    clock.advance(1);
    expect(sent).toEqual(["c1", "c1"]);
  });

  test("put twice under one id, it is sent once", async () => {
    const { outbox, sent } = await open();
    outbox.connected();
    outbox.put(command(1));
    outbox.put(command(1));
    await turn();
    expect(sent).toEqual(["c1"]);
  });

  test("closing keeps the command and holds no timer", async () => {
    const { outbox, storage, clock } = await open();
    outbox.connected();
    outbox.put(command(1));
    await turn();
    outbox.close();
    expect(await storage.load()).toEqual([command(1)]);
    expect(clock.timers).toBe(0);
  });
});

describe("[CLIENT-25] a storage that takes nothing", () => {
  const denied = () => Promise.reject(new Error("denied"));

  test("does not stop a command, and it is said that a reload would forget it", async () => {
    const { outbox, sent } = await open({ load: denied, put: denied, remove: denied });
    expect(outbox.isKeeping).toBe(false);
    outbox.connected();
    outbox.put(command(1));
    await turn();
    expect(sent).toEqual(["c1"]);
  });

  test("once it takes again, that is over", async () => {
    let isFull = true;
    const memory = memoryStorage();
    const put = (message: DoorMessage) => (isFull ? denied() : memory.put(message));
    const { outbox } = await open({ ...memory, put });
    expect(outbox.isKeeping).toBe(true);
    outbox.put(command(1));
    await turn();
    expect(outbox.isKeeping).toBe(false);
    isFull = false;
    outbox.put(command(2));
    await turn();
    expect(outbox.isKeeping).toBe(true);
  });
});

describe("[CLIENT-10] a command that is sent back", () => {
  test("is handed back with the problem where sending it again would not help", async () => {
    const { outbox, settled, storage } = await open();
    outbox.connected();
    outbox.put(command(1));
    const problem = problemOf("unknown-door", { commandId: "c1" });
    outbox.failed(problem);
    expect(settled).toEqual([{ message: command(1), problem }]);
    expect(await storage.load()).toEqual([]);
  });

  test("is sent again after as long as the server says, and nothing overtakes it", async () => {
    const { outbox, sent, clock } = await open();
    outbox.connected();
    outbox.put(command(1));
    await turn();
    outbox.failed(problemOf("overloaded", { commandId: "c1", retryAfter: 3 }));
    outbox.put(command(2));
    await turn();
    clock.advance(2_999);
    expect(sent).toEqual(["c1"]);
    clock.advance(1);
    expect(sent).toEqual(["c1", "c1", "c2"]);
  });

  test("without a name may be any: all on their way are sent again", async () => {
    const { outbox, sent, clock } = await open();
    outbox.connected();
    outbox.put(command(1));
    outbox.put(command(2));
    await turn();
    outbox.failed(problemOf("too-fast", { retryAfter: 1 }));
    clock.advance(1_000);
    expect(sent).toEqual(["c1", "c2", "c1", "c2"]);
  });

  test("by a fault of the server's own is given up after a few times", async () => {
    const { outbox, sent, settled, clock } = await open();
    outbox.connected();
    outbox.put(command(1));
    await turn();
    for (let time = 1; time <= MAX_FAULTS; time += 1) {
      expect(sent).toHaveLength(time);
      outbox.failed(problemOf("internal", { commandId: "c1" }));
      clock.advance(5_000);
    }
    expect(settled).toMatchObject([{ problem: { code: "internal" } }]);
    expect(outbox.size).toBe(0);
  });
});

describe("[CLIENT-11] the outbox is bounded", () => {
  test("so many on their way at once, the next when one is answered", async () => {
    const { outbox, sent, frames } = await open();
    outbox.connected();
    for (let number = 0; number < MAX_IN_FLIGHT + 2; number += 1) outbox.put(command(number));
    await turn();
    expect(sent).toHaveLength(MAX_IN_FLIGHT);
    expect(frames).toEqual([MAX_IN_FLIGHT]);
    outbox.answered(answerTo("c0"));
    await turn();
    expect(sent.at(-1)).toBe(`c${MAX_IN_FLIGHT}`);
    expect(sent).toHaveLength(MAX_IN_FLIGHT + 1);
  });

  test("so many waiting, and one more is sent back at once", async () => {
    const { outbox, settled } = await open();
    for (let number = 0; number < MAX_WAITING; number += 1) outbox.put(command(number));
    outbox.put(command(MAX_WAITING));
    expect(settled).toMatchObject([{ problem: { code: "overloaded" } }]);
    expect(outbox.size).toBe(MAX_WAITING);
  });
});

test("[OFFLINE-31] what was decided meanwhile goes along with a waiting command, in its place and across reloads", async () => {
  const { outbox, storage } = await open();
  outbox.put(command(1));
  outbox.put(command(2));
  const madeOffline = { verdict: "admit", reasons: [], deviceId: "desk", book: null } as const;
  const { type, payload } = command(1);
  const amended = { type, payload: { ...payload, madeOffline } };
  outbox.amend("c1", { ...madeOffline, reasons: [] });
  expect(outbox.messages()).toEqual([amended, command(2)]);
  expect(await storage.load()).toEqual([amended, command(2)]);
  outbox.put({ type, payload: { ...command(2).payload, madeOffline } } as DoorMessage);
  expect(outbox.messages()[1]?.payload.madeOffline).toEqual(madeOffline);
  outbox.amend("of nobody", { ...madeOffline, reasons: [] });
  expect(outbox.size).toBe(2);
});

function withResolvers<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}
