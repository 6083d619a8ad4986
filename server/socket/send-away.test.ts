import { expect, test } from "vitest";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import { createMetrics } from "../metrics.ts";
import { createLogger } from "../settings/logger.ts";
import type { Connection } from "./connection.ts";
import { USUAL_LIMITS } from "./limits.ts";
import { lookAfter } from "./look-after.ts";
import { sendAway } from "./send-away.ts";
import type { SocketParts } from "./socket-parts.ts";

test("[WIRE-63] everybody is sent away within the time given, and not all at once", async () => {
  const clock = new TurnedClock();
  const leftAt: number[] = [];
  const connection = { sendAway: () => leftAt.push(clock.elapsed()) } as unknown as Connection;
  let isDone = false;
  const going = sendAway(
    clock,
    Array.from({ length: 1_000 }, () => connection),
    2_000,
  );
  void going.then(() => (isDone = true));
  expect(leftAt.length).toBeLessThan(50);
  clock.turn(1_000);
  await Promise.resolve();
  expect(leftAt.length).toBeGreaterThan(400);
  expect(isDone).toBe(false);
  clock.turn(1_000);
  await going;
  expect(leftAt).toHaveLength(1_000);
  expect(Math.max(...leftAt)).toBeLessThan(2_000);
});

test("[WIRE-63] where nobody is there, or no time is given, it is done at once", async () => {
  const clock = new TurnedClock();
  let left = 0;
  const connection = { sendAway: () => (left += 1) } as unknown as Connection;
  await sendAway(clock, [], 2_000);
  await sendAway(clock, [connection, connection], 0);
  expect(left).toBe(2);
});

test("[WIRE-37] the one timer looks at everybody within ten seconds, a share at a time, whoever fails", () => {
  const clock = new TurnedClock();
  const closed: string[] = [];
  const looked = new Map<number, number>();
  const connections = new Set(
    Array.from(
      { length: 95 },
      (_each, number) =>
        ({
          check: () => {
            looked.set(number, (looked.get(number) ?? 0) + 1);
            if (number === 50) throw new Error("an invariant is broken");
          },
          close: (name: string) => closed.push(name),
        }) as unknown as Connection,
    ),
  );
  const parts = {
    ...{ clock, logger: createLogger("silent"), observer: createMetrics().socket },
    limits: USUAL_LIMITS,
  } as unknown as SocketParts;
  const stop = lookAfter(parts, connections);
  clock.turn(500);
  expect(looked.size).toBe(10);
  clock.turn(9_500);
  expect(looked.size).toBe(95);
  expect(closed).toContain("internal");
  stop();
  const before = new Map(looked);
  clock.turn(10_000);
  expect(looked).toEqual(before);
});
