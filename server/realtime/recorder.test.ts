import { expect, test } from "vitest";
import { plusMinutes } from "../../domain/instant.ts";
import { TurnedClock } from "../../test/support/turned-clock.ts";
import type { FinishedMinute } from "./recorder.ts";
import { Recorder } from "./recorder.ts";

const NOON = "2026-11-24T12:00:00.000Z";
const MINUTE_SECONDS = 60;

function begin() {
  const clock = new TurnedClock(NOON);
  const recorder = new Recorder(clock);
  const ended: FinishedMinute[] = [];
  const pass = (seconds: number, each: () => void = () => undefined): void => {
    for (let second = 0; second < seconds; second += 1) {
      each();
      clock.turn(1_000);
      const minute = recorder.tick();
      if (minute !== null) ended.push(minute);
    }
  };
  return { clock, recorder, ended, pass };
}

test("[LIVE-2] what is recent goes back five minutes, and what is per second ten seconds", () => {
  const { recorder, pass } = begin();
  pass(1, () => recorder.time("scanToDecision", 900));
  pass(299, () => recorder.count("events"));
  expect(recorder.recent().summaries().scanToDecision).toMatchObject({ count: 1 });
  expect(recorder.recent(10).counts).toEqual({ events: 10 });
  pass(1);
  expect(recorder.recent().summaries().scanToDecision.count).toBe(0);
});

test("[LIVE-2] each minute is given away whole once, with its counts, its times and its highest", () => {
  const { recorder, ended, pass } = begin();
  let clients = 0;
  pass(2 * MINUTE_SECONDS, () => {
    clients += 1;
    recorder.count("events", 2);
    recorder.time("commitToScreen", clients);
    recorder.peak("clients", clients);
  });
  expect(ended.map(({ minute }) => minute)).toEqual([NOON, plusMinutes(NOON, 1)]);
  expect(ended.map(({ figures }) => figures.counts)).toEqual([{ events: 120 }, { events: 120 }]);
  expect(ended.map(({ figures }) => figures.peaks.clients)).toEqual([60, 120]);
});

test("[LIVE-2] a day is counted, and what is older makes room", () => {
  const { recorder, pass } = begin();
  recorder.count("resumed", 7);
  pass(MINUTE_SECONDS);
  pass(24 * 60 * MINUTE_SECONDS - MINUTE_SECONDS, () => recorder.count("events"));
  expect(recorder.day()).toMatchObject({ resumed: 7 });
  pass(MINUTE_SECONDS);
  expect(recorder.day()["resumed"]).toBeUndefined();
  expect(recorder.day()["events"]).toBe((24 * 60 - 1) * MINUTE_SECONDS);
});

test("[LIVE-2] a minute that has only begun is given away when the server stops", () => {
  const { recorder, pass } = begin();
  pass(30, () => recorder.count("events"));
  recorder.count("events");
  expect(recorder.finish()).toMatchObject({ minute: NOON, figures: { counts: { events: 31 } } });
});
