import { expect, test } from "vitest";
import { VerdictTimes } from "./verdict-times.ts";

test("[LIVE-10] a verdict's time is told once, from the last sending, and not across a lost connection", () => {
  const times = new VerdictTimes();
  times.sent("a", 100);
  times.sent("b", 100);
  times.sent("b", 150);
  times.answered("a", 112.34);
  times.answered("b", 160);
  times.answered("never sent", 170);
  expect(times.take()).toEqual([12.3, 10]);
  expect(times.take()).toEqual([]);
  times.sent("c", 200);
  times.disconnected();
  times.answered("c", 9_000);
  expect(times.take()).toEqual([]);
});

test("[LIVE-10] no more are told at once than a heartbeat takes", () => {
  const times = new VerdictTimes();
  for (let index = 0; index < 250; index += 1) {
    times.sent(String(index), 0);
    times.answered(String(index), 5);
  }
  expect(times.take()).toHaveLength(100);
});
