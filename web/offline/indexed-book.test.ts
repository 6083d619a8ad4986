import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";
import { DeskBook } from "../../client/offline/desk-book.ts";
import type { Book, BookMember } from "../../domain/book.ts";
import { must } from "../../domain/assert.ts";
import { indexedBook } from "./indexed-book.ts";
import { newKey, openValue, sealValue } from "./sealed.ts";
import { SealedDatabase } from "./sealed-database.ts";

const SITE = {
  ...{ id: "site", name: "North", timeZone: "Europe/Berlin", gymDayStartsAt: "04:00" },
  ...{ hours: null, capacity: null, timeline: "live" as const },
};

function member(number: number, fullName = `Member ${number}`): BookMember {
  const id = `00000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
  return {
    ...{ id, fullName, membershipNumber: `${number}`, photoUrl: null, memberships: [] },
    ...{ barred: null, paymentDue: null, credentials: [{ code: `C${number}`, replacedAt: null }] },
  };
}

const WHOLE: Book = {
  position: { epoch: "e", seq: 7 },
  builtAt: "2026-11-24T10:00:00.000Z",
  site: SITE,
  doors: [],
  members: Array.from({ length: 300 }, (_, index) => member(index)),
};

const openDatabase = async () =>
  must(await SealedDatabase.open({ make: true }), "database that is made");

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

describe("[OFFLINE-32] the book of a paired desk", () => {
  it("is read again as it was saved, for its own site only", async () => {
    await indexedBook(await openDatabase()).save(WHOLE);
    const store = indexedBook(await openDatabase());
    const kept = must(await store.load("site"), "book");
    expect(kept.whole.members.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual(WHOLE.members);
    expect(kept.whole.position).toEqual(WHOLE.position);
    expect(await store.load("another site")).toBeNull();
  });

  it("takes changes and keeps what this desk did, in its order", async () => {
    const store = indexedBook(await openDatabase());
    await store.save(WHOLE);
    const book = new DeskBook(WHOLE);
    const changes = {
      ...{ site: SITE, doors: [], builtAt: "2026-11-24T10:05:00.000Z" },
      position: { epoch: "e", seq: 9 },
      members: [member(3, "Renamed")],
      gone: [member(4).id],
    };
    book.apply(changes);
    await store.apply(book, [member(3).id, member(4).id]);
    const step = (commandId: string) =>
      ({ message: { payload: { commandId } }, outcome: {}, gymDay: "2026-11-24" }) as never;
    await store.keepStep(step("b"));
    await store.keepStep(step("a"));
    await store.dropStep("b");
    await store.keepStep(step("c"));
    const kept = must(await store.load("site"), "book");
    expect(kept.whole.members).toHaveLength(299);
    expect(kept.whole.members.find(({ id }) => id === member(3).id)?.fullName).toBe("Renamed");
    expect(kept.whole.builtAt).toBe("2026-11-24T10:05:00.000Z");
    expect(kept.steps).toEqual([step("a"), step("c")]);
  });

  it("is sealed: no name lies in the database, and the key cannot be taken out", async () => {
    await indexedBook(await openDatabase()).save(WHOLE);
    const raw = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("av-offline");
      opening.addEventListener("success", () => resolve(opening.result));
    });
    const all = (store: string) =>
      new Promise<readonly unknown[]>((resolve) => {
        const asked = raw.transaction(store).objectStore(store).getAll();
        asked.addEventListener("success", () => resolve(asked.result));
      });
    const parts = (await all("part")) as readonly { bytes: ArrayBuffer }[];
    expect(parts.length).toBeGreaterThan(60);
    for (const { bytes } of parts) {
      expect(Buffer.from(bytes).includes("Member")).toBe(false);
    }
    const [key] = (await all("key")) as readonly CryptoKey[];
    await expect(crypto.subtle.exportKey("raw", must(key, "key"))).rejects.toThrow(
      "key is not extractable",
    );
  });

  it("is sealed part by part: one in the place of another is not taken", async () => {
    const key = await newKey();
    const sealed = await sealValue(key, "members:01", ["Ada"]);
    expect(await openValue(key, "members:01", sealed)).toEqual(["Ada"]);
    const elsewhere = await openValue(key, "members:02", sealed).catch(() => "not taken");
    expect(elsewhere).toBe("not taken");
  });

  it("is gone after a wipe, with the key", async () => {
    await indexedBook(await openDatabase()).save(WHOLE);
    await indexedBook(await openDatabase()).wipe();
    expect(await SealedDatabase.open({ make: false })).toBeNull();
    expect(await indexedBook(await openDatabase()).load("site")).toBeNull();
  });
});
