import { expect, test } from "vitest";
import type { PackedBook } from "./pack-book.ts";
import { sharePacking } from "./pack-book.ts";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function openReading() {
  const begun: { readonly siteId: string; readonly end: (error?: Error) => void }[] = [];
  const pack = sharePacking(
    (siteId) =>
      new Promise<PackedBook>((resolve, reject) => {
        const book = { tag: `${siteId} ${begun.length}`, packed: Buffer.alloc(0) };
        const end = (error?: Error) => (error === undefined ? resolve(book) : reject(error));
        begun.push({ siteId, end });
      }),
  );
  return { begun, pack, ask: async (siteId: string) => (await pack(siteId)).tag };
}

test("[DEVICE-30] desks that ask together share one book, which is read after all of them asked", async () => {
  const { begun, ask } = openReading();
  const early = ask("here");
  await turn();
  const late = Promise.all([ask("here"), ask("here"), ask("here")]);
  await turn();
  expect(begun).toHaveLength(1);
  begun[0]?.end();
  expect(await early).toBe("here 0");
  await turn();
  begun[1]?.end();
  expect(await late).toEqual(["here 1", "here 1", "here 1"]);
  expect(begun).toHaveLength(2);
});

test("[DEVICE-30] books are read one at a time, and one that cannot be read holds up no other", async () => {
  const { begun, ask } = openReading();
  const [here, there] = [ask("here"), ask("there")];
  await turn();
  expect(begun.map(({ siteId }) => siteId)).toEqual(["here"]);
  begun[0]?.end(new Error("away"));
  await expect(here).rejects.toThrow("away");
  await turn();
  begun[1]?.end();
  expect(await there).toBe("there 1");
});
