import { describe, expect, it } from "vitest";
import type { DoorMessage } from "../../client/outbox-storage.ts";
import { localOutbox } from "./local-outbox.ts";
import type { KeyedStorage } from "./local-outbox.ts";

function mapStorage(): KeyedStorage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

function scan(commandId: string): DoorMessage {
  return {
    type: "check_in",
    payload: { commandId, credential: "1234", location: { doorId: "door" } },
  };
}

describe("the outbox of the browser", () => {
  it("[SCREEN-2] gives commands back after a reload, in the order in which they were put", () => {
    const storage = mapStorage();
    const before = localOutbox("north", storage);
    before.put(scan("b"));
    before.put(scan("a"));
    before.put(scan("c"));
    before.remove("a");
    expect(localOutbox("north", storage).load()).toEqual([scan("b"), scan("c")]);
  });

  it("[SCREEN-2] keeps the commands of each site apart", () => {
    const storage = mapStorage();
    localOutbox("north", storage).put(scan("a"));
    expect(localOutbox("south", storage).load()).toEqual([]);
  });

  it("[SCREEN-2] passes over what is not a command", () => {
    const storage = mapStorage();
    storage.setItem("av-outbox:north:x", "{not json");
    storage.setItem("av-outbox:north:y", '{"keptAt":1}');
    storage.setItem("other", "1");
    expect(localOutbox("north", storage).load()).toEqual([]);
  });

  it("[SCREEN-2] a full storage does not stop the scan", () => {
    const full = {
      ...mapStorage(),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(() => localOutbox("north", full).put(scan("a"))).not.toThrow();
  });
});
