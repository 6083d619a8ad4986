import { describe, expect, test } from "vitest";
import type { DoorAnswer } from "../protocol/http/gym.ts";
import { problemOf } from "../protocol/problem.ts";
import { Asks } from "./asks.ts";
import { ClientClosed, CommandProblem } from "./command-problem.ts";
import type { DoorMessage } from "./outbox-storage.ts";

const at = "2026-11-24T10:00:00.000Z";
const message: DoorMessage = {
  type: "check_in",
  payload: { commandId: "c1", memberId: "m", location: { doorId: "d" }, at },
};
const decision = { id: "x", verdict: "admit" as const, reasons: [], member: null, at };
const answer = { commandId: "c1", decision, visit: null } as unknown as DoorAnswer;

describe("[CLIENT-23] who asks hears of the end", () => {
  test("asked twice under one id, it is handed on once and both hear", async () => {
    const [asks, handed] = [new Asks(), [] as DoorMessage[]];
    const handOn = (asked: DoorMessage) => void handed.push(asked);
    const both = Promise.all([asks.ask(message, handOn), asks.ask(message, handOn)]);
    expect(handed).toEqual([message]);
    asks.settle({ message, answer });
    await expect(both).resolves.toEqual([answer, answer]);
    expect(asks.messages()).toEqual([]);
  });

  test("sent back by whom it is handed on to, it rejects with the problem", async () => {
    const asks = new Asks();
    const problem = problemOf("overloaded", { commandId: "c1" });
    const asked = asks.ask(message, () => asks.settle({ message, problem }));
    await expect(asked).rejects.toEqual(new CommandProblem(problem));
  });

  test("closed, it rejects whoever waits and whoever asks after that", async () => {
    const asks = new Asks();
    const asked = asks.ask(message, () => undefined);
    asks.close();
    await expect(asked).rejects.toBeInstanceOf(ClientClosed);
    await expect(asks.ask(message, () => undefined)).rejects.toBeInstanceOf(ClientClosed);
  });
});
