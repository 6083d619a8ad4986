import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../domain/assert.ts";
import { leaveKeptSession, readSession } from "./kept-session.ts";
import { SealedDatabase } from "./sealed-database.ts";

const answers = vi.fn<() => Promise<Response>>();

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  vi.stubGlobal("fetch", answers);
  const database = must(await SealedDatabase.open({ make: true }), "database");
  await database.write({ session: { account: "Anna" }, book: { members: [] } });
  database.close();
});

afterEach(() => vi.unstubAllGlobals());

/** What is left: null where the browser keeps nothing at all. */
async function left() {
  const database = await SealedDatabase.open({ make: false });
  if (database === null) return null;
  const found = { session: await readSession(database), book: await database.read("book") };
  database.close();
  return found;
}

test.each([
  ["it is paired still", () => Promise.resolve(Response.json({ id: "d" }))],
  ["nobody answers any more", () => Promise.reject(new TypeError("away"))],
])(
  "[DEVICE-32] where nobody is signed in and %s, only who worked here goes",
  async (_name, says) => {
    answers.mockImplementation(says);
    await leaveKeptSession();
    expect(await left()).toEqual({ session: null, book: { members: [] } });
  },
);

test("[DEVICE-32] where nobody is signed in and the browser is paired no more, all of it goes", async () => {
  answers.mockImplementation(() => Promise.resolve(Response.json(null)));
  await leaveKeptSession();
  expect(await left()).toBeNull();
});
