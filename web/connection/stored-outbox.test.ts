import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { DoorMessage } from "../../client/outbox-storage.ts";
import { storedOutbox } from "./stored-outbox.ts";

const at = "2026-11-24T10:00:00.000Z";

function command(name: string): DoorMessage {
  const payload = { commandId: name, memberId: "m", location: { doorId: "d" }, at };
  return { type: "check_in", payload };
}

function localWith(entries: Record<string, string>) {
  const kept = new Map(Object.entries(entries));
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
  };
}

const keptAt = (moment: number, message: DoorMessage) =>
  JSON.stringify({ keptAt: moment, message });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe("[CLIENT-24] [SCREEN-2] commands kept by the browser", () => {
  it("come back in the order in which they were put, whatever their names", async () => {
    const before = storedOutbox("here", null);
    for (const name of ["c", "a", "b"]) await before.put(command(name));
    expect(await storedOutbox("here", null).load()).toEqual(["c", "a", "b"].map(command));
  });

  it("stay where they stand when something is added to them", async () => {
    const outbox = storedOutbox("here", null);
    await outbox.put(command("a"));
    await outbox.put(command("b"));
    const madeOffline = { verdict: "admit", reasons: [], deviceId: "x", book: null } as const;
    const { type, payload } = command("a");
    const amended = { type, payload: { ...payload, madeOffline } } as unknown as DoorMessage;
    await outbox.put(amended);
    expect(await outbox.load()).toEqual([amended, command("b")]);
  });

  it("are gone once removed, and only those of this site are told", async () => {
    const [here, there] = [storedOutbox("here", null), storedOutbox("there", null)];
    await here.put(command("a"));
    await there.put(command("a"));
    await here.remove("a");
    await here.remove("never there");
    expect(await here.load()).toEqual([]);
    expect(await there.load()).toEqual([command("a")]);
  });

  it("put by one tab and removed by another at once, they are gone", async () => {
    const [one, other] = [storedOutbox("here", null), storedOutbox("here", null)];
    await Promise.all([one.load(), other.load()]);
    const put = one.put(command("a"));
    await Promise.all([put, other.remove("a")]);
    expect(await one.load()).toEqual([]);
  });

  it("left in the local storage by an older page, they are taken over once, oldest first", async () => {
    const local = localWith({
      "av-outbox:here:b": keptAt(2, command("b")),
      "av-outbox:here:a": keptAt(1, command("a")),
      "av-outbox:there:c": keptAt(1, command("c")),
      "av-outbox:here:d": "{",
    });
    expect(await storedOutbox("here", local).load()).toEqual([command("a"), command("b")]);
    expect([...local.kept.keys()]).toEqual(["av-outbox:there:c", "av-outbox:here:d"]);
  });
});

describe("[CLIENT-25] a browser that keeps nothing", () => {
  it("says so, and is asked again the next time", async () => {
    const working = globalThis.indexedDB;
    onTestFinished(() => {
      globalThis.indexedDB = working;
    });
    const denied = new IDBFactory();
    denied.open = () => {
      throw new DOMException("denied", "SecurityError");
    };
    globalThis.indexedDB = denied;
    const outbox = storedOutbox("here", null);
    await expect(outbox.put(command("a"))).rejects.toThrow("denied");
    await expect(outbox.load()).rejects.toThrow("denied");
    globalThis.indexedDB = working;
    await outbox.put(command("b"));
    expect(await outbox.load()).toEqual([command("b")]);
  });
});
