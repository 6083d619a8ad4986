import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { snapshotOf } from "../domain/live-view.ts";
import { FakeSite } from "../test/support/fake-site.ts";
import type { Snapshot } from "./incoming.ts";
import { LiveStore } from "./live-store.ts";

function storeAt(site: FakeSite): LiveStore {
  const store = new LiveStore();
  store.takeSnapshot(site.snapshot() as Snapshot);
  return store;
}

function expectSame(store: LiveStore, site: FakeSite): void {
  expect(store.view && snapshotOf(store.view)).toEqual(snapshotOf(site.view));
  expect(store.position).toMatchObject({ seq: site.head.seq, hash: site.head.hash });
}

describe("[CLIENT-5] an event is taken only where it is the next", () => {
  test("the next is applied, and the version moves", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    const version = store.version;
    expect(store.takeEvent(site.pass(1))).toBe("fits");
    expect(store.version).toBe(version + 1);
    expectSame(store, site);
  });

  test("a repeat is dropped", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    const event = site.pass(1);
    store.takeEvent(event);
    const version = store.version;
    expect(store.takeEvent(event)).toBe("repeat");
    expect(store.version).toBe(version);
    expectSame(store, site);
  });

  test("one beyond the next is a gap and changes nothing", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    site.pass(1);
    expect(store.takeEvent(site.pass(2))).toBe("gap");
    expect(store.position?.seq).toBe(0);
  });

  test("before the first snapshot, and of another stream, nothing fits", () => {
    const site = new FakeSite();
    const event = site.pass(1);
    expect(new LiveStore().takeEvent(event)).toBe("gap");
    expect(storeAt(new FakeSite()).takeEvent({ ...event, stream: "other" })).toBe("gap");
  });

  test("whatever is lost, repeated or out of order, the view is the log up to its number", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { maxLength: 30 }),
        fc.array(fc.nat(29), { maxLength: 80 }),
        (members, arrivals) => {
          const site = new FakeSite();
          const store = storeAt(site);
          const events = members.map((member) => site.pass(member));
          for (const arrival of arrivals) {
            const event = events[arrival];
            if (event === undefined) continue;
            const before = store.position?.seq ?? 0;
            const fit = store.takeEvent(event);
            expect(fit).toBe(
              event.seq <= before ? "repeat" : event.seq === before + 1 ? "fits" : "gap",
            );
          }
          const reached = store.position?.seq ?? 0;
          const same = new FakeSite();
          for (const member of members.slice(0, reached)) same.pass(member);
          expectSame(store, same);
        },
      ),
    );
  });
});

describe("[CLIENT-6] where the server stands", () => {
  test("the same number with another hash differs", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    store.takeEvent(site.pass(1));
    expect(store.compare(site.head)).toBe("fits");
    expect(store.compare({ ...site.head, hash: "00000000" })).toBe("differs");
  });

  test("a server that is ahead is believed once; what is missing a heartbeat later is a gap", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    site.pass(1);
    expect(store.compare(site.head)).toBe("fits");
    expect(store.compare(site.head)).toBe("gap");
  });

  test("the hash of a number heard of early is compared when it is reached", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    const event = site.pass(1);
    store.compare({ ...site.head, hash: "00000000" });
    expect(store.takeEvent(event)).toBe("differs");
    const other = storeAt(new FakeSite());
    other.compare(site.head);
    expect(other.takeEvent(event)).toBe("fits");
    expect(other.compare(site.head)).toBe("fits");
  });

  test("another epoch, or a number behind ours, is a gap", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    store.takeEvent(site.pass(1));
    expect(store.compare({ ...site.head, epoch: "second" })).toBe("gap");
    expect(store.compare({ ...site.head, seq: 0 })).toBe("gap");
    expect(store.takeResumed({ ...site.head, seq: 2 })).toBe("gap");
    expect(store.takeResumed({ ...site.head, hash: "00000000" })).toBe("differs");
    expect(store.takeResumed(site.head)).toBe("fits");
  });
});

describe("[CLIENT-7] a snapshot replaces the view", () => {
  test("a first one is no reset; one that stands in for what cannot be continued is counted", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    expect(store.resets).toEqual({ count: 0, lastReason: null });
    site.pass(1);
    store.takeSnapshot(site.snapshot("hash-differs") as Snapshot);
    expect(store.resets).toEqual({ count: 1, lastReason: "hash-differs" });
    expectSame(store, site);
  });

  test("a view that was let go is not continued", () => {
    const site = new FakeSite();
    const store = storeAt(site);
    store.forget();
    expect(store.position).toBeNull();
    expect(store.takeEvent(site.pass(1))).toBe("gap");
    expect(store.view).not.toBeNull();
  });
});
