import { expect, test } from "vitest";
import { FakeSite } from "../test/support/fake-site.ts";
import { LiveStore } from "./live-store.ts";
import { RecentEvents } from "./recent-events.ts";

function storeOf(capacity: number) {
  const site = new FakeSite();
  const store = new LiveStore(new RecentEvents(capacity));
  store.takeSnapshot(site.snapshot() as never);
  const positions = [store.position];
  const pass = (times: number) => {
    for (let time = 0; time < times; time += 1) {
      store.takeEvent(site.pass(time));
      positions.push(store.position);
    }
  };
  const seqsSince = (index: number, other: object = {}) =>
    store
      .since({ ...(positions[index] as never as object), ...other } as never)
      ?.map(({ seq }) => seq) ?? null;
  return { site, store, pass, seqsSince };
}

test("[CLIENT-29] whoever stands among the last events is told exactly what follows", () => {
  const { pass, seqsSince } = storeOf(4);
  expect(seqsSince(0)).toEqual([]);
  pass(3);
  expect([0, 1, 2, 3].map((index) => seqsSince(index))).toEqual([[1, 2, 3], [2, 3], [3], []]);
  pass(6);
  expect(seqsSince(0)).toBeNull();
  expect(seqsSince(6)).toEqual([7, 8, 9]);
});

test("[CLIENT-29] whoever has another history, or stood before a snapshot, is told nothing", () => {
  const { site, store, pass, seqsSince } = storeOf(10);
  pass(3);
  expect(seqsSince(1, { hash: "other" })).toBeNull();
  expect(seqsSince(1, { epoch: "other" })).toBeNull();
  expect(seqsSince(3, { hash: "other" })).toBeNull();
  site.pass(8);
  site.pass(9);
  store.takeSnapshot(site.snapshot() as never);
  pass(1);
  expect(seqsSince(1)).toBeNull();
  expect(seqsSince(2)).toBeNull();
});
