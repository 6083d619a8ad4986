import { describe, expect, test } from "vitest";
import type { DoorAnswer } from "../protocol/http/gym.ts";
import { problemOf } from "../protocol/problem.ts";
import { FakeClock } from "../test/support/fake-clock.ts";
import { ClientClosed, CommandProblem } from "./command-problem.ts";
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

function open(storage: OutboxStorage = memoryStorage()) {
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
  return { outbox, clock, sent, frames, settled, storage };
}

const turn = () => Promise.resolve().then(() => Promise.resolve());

describe("[CLIENT-9] a command is kept until it is answered", () => {
  test("made while there is no connection, it goes when there is one, and resolves", async () => {
    const { outbox, sent, storage } = open();
    const answer = outbox.ask(command(1));
    await turn();
    expect(sent).toEqual([]);
    expect(storage.load()).toEqual([command(1)]);
    outbox.connected();
    expect(sent).toEqual(["c1"]);
    outbox.answered(answerTo("c1"));
    await expect(answer).resolves.toEqual(answerTo("c1"));
    expect(storage.load()).toEqual([]);
    expect(outbox.size).toBe(0);
  });

  test("an answer lost with the connection is asked for again under the same id, in order", async () => {
    const { outbox, sent } = open();
    outbox.connected();
    void outbox.ask(command(1));
    void outbox.ask(command(2));
    await turn();
    outbox.disconnected();
    outbox.connected();
    expect(sent).toEqual(["c1", "c2", "c1", "c2"]);
  });

  test("left over from before a reload, it is sent, and whoever listens hears of its answer", () => {
    const storage = memoryStorage();
    storage.put(command(1));
    const { outbox, sent, settled } = open(storage);
    outbox.connected();
    expect(sent).toEqual(["c1"]);
    outbox.answered(answerTo("c1"));
    expect(settled).toEqual([{ message: command(1), answer: answerTo("c1") }]);
    expect(storage.load()).toEqual([]);
  });

  test("an answer that does not come in time is asked for again", async () => {
    const { outbox, sent, clock } = open();
    outbox.connected();
    void outbox.ask(command(1));
    await turn();
    clock.advance(ANSWER_MS - 1);
    expect(sent).toEqual(["c1"]);
    clock.advance(1);
    expect(sent).toEqual(["c1", "c1"]);
  });

  test("asked twice under one id, it is sent once and both hear", async () => {
    const { outbox, sent } = open();
    outbox.connected();
    const both = Promise.all([outbox.ask(command(1)), outbox.ask(command(1))]);
    await turn();
    expect(sent).toEqual(["c1"]);
    outbox.answered(answerTo("c1"));
    await expect(both).resolves.toEqual([answerTo("c1"), answerTo("c1")]);
  });

  test("closing rejects whoever waits and keeps the command", async () => {
    const { outbox, storage, clock } = open();
    const answer = outbox.ask(command(1));
    outbox.close();
    await expect(answer).rejects.toBeInstanceOf(ClientClosed);
    await expect(outbox.ask(command(2))).rejects.toBeInstanceOf(ClientClosed);
    expect(storage.load()).toEqual([command(1)]);
    expect(clock.timers).toBe(0);
  });
});

describe("[CLIENT-10] a command that is sent back", () => {
  test("rejects with the problem where sending it again would not help", async () => {
    const { outbox, settled, storage } = open();
    outbox.connected();
    const answer = outbox.ask(command(1));
    const problem = problemOf("unknown-door", { commandId: "c1" });
    outbox.failed(problem);
    await expect(answer).rejects.toEqual(new CommandProblem(problem));
    expect(settled).toEqual([{ message: command(1), problem }]);
    expect(storage.load()).toEqual([]);
  });

  test("is sent again after as long as the server says, and nothing overtakes it", async () => {
    const { outbox, sent, clock } = open();
    outbox.connected();
    void outbox.ask(command(1));
    await turn();
    outbox.failed(problemOf("overloaded", { commandId: "c1", retryAfter: 3 }));
    void outbox.ask(command(2));
    await turn();
    clock.advance(2_999);
    expect(sent).toEqual(["c1"]);
    clock.advance(1);
    expect(sent).toEqual(["c1", "c1", "c2"]);
  });

  test("without a name may be any: all on their way are sent again", async () => {
    const { outbox, sent, clock } = open();
    outbox.connected();
    void outbox.ask(command(1));
    void outbox.ask(command(2));
    await turn();
    outbox.failed(problemOf("too-fast", { retryAfter: 1 }));
    clock.advance(1_000);
    expect(sent).toEqual(["c1", "c2", "c1", "c2"]);
  });

  test("by a fault of the server's own is given up after a few times", async () => {
    const { outbox, sent, clock } = open();
    outbox.connected();
    const answer = outbox.ask(command(1));
    const fault = answer.catch((error: unknown) => error);
    await turn();
    for (let time = 1; time <= MAX_FAULTS; time += 1) {
      expect(sent).toHaveLength(time);
      outbox.failed(problemOf("internal", { commandId: "c1" }));
      clock.advance(5_000);
    }
    expect(await fault).toBeInstanceOf(CommandProblem);
    expect(outbox.size).toBe(0);
  });
});

describe("[CLIENT-11] the outbox is bounded", () => {
  test("so many on their way at once, the next when one is answered", async () => {
    const { outbox, sent, frames } = open();
    outbox.connected();
    for (let number = 0; number < MAX_IN_FLIGHT + 2; number += 1) void outbox.ask(command(number));
    await turn();
    expect(sent).toHaveLength(MAX_IN_FLIGHT);
    expect(frames).toEqual([MAX_IN_FLIGHT]);
    outbox.answered(answerTo("c0"));
    await turn();
    expect(sent.at(-1)).toBe(`c${MAX_IN_FLIGHT}`);
    expect(sent).toHaveLength(MAX_IN_FLIGHT + 1);
  });

  test("so many waiting, and one more is sent back at once", async () => {
    const { outbox } = open();
    for (let number = 0; number < MAX_WAITING; number += 1) void outbox.ask(command(number));
    await expect(outbox.ask(command(MAX_WAITING))).rejects.toMatchObject({
      problem: { code: "overloaded" },
    });
    expect(outbox.size).toBe(MAX_WAITING);
  });
});

test("[OFFLINE-31] what was decided meanwhile goes along with a waiting command, in its place and across reloads", () => {
  const { outbox, storage } = open();
  void outbox.ask(command(1));
  void outbox.ask(command(2));
  const madeOffline = { verdict: "admit", reasons: [], deviceId: "desk", book: null } as const;
  outbox.amend("c1", madeOffline);
  const amended = { ...command(1), payload: { ...command(1).payload, madeOffline } };
  expect(outbox.messages()).toEqual([amended, command(2)]);
  expect(storage.load()).toEqual([amended, command(2)]);
  outbox.amend("of nobody", madeOffline);
  expect(outbox.size).toBe(2);
});
