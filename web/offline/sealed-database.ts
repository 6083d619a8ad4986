// The database of this browser for what a desk needs without the network: named parts, all sealed.
import type { DBSchema, IDBPDatabase } from "idb";
import { openDB } from "idb";
import type { Sealed } from "./sealed.ts";
import { newKey, openBytes, openValue, sealBytes, sealValue } from "./sealed.ts";

const NAME = "av-offline";
const VERSION = 1;

interface Photo extends Sealed {
  readonly keptAt: number;
}

interface Schema extends DBSchema {
  readonly key: { readonly key: string; readonly value: CryptoKey };
  readonly part: { readonly key: string; readonly value: Sealed };
  readonly photo: {
    readonly key: string;
    readonly value: Photo;
    readonly indexes: { readonly keptAt: number };
  };
}

export class SealedDatabase {
  readonly #database: IDBPDatabase<Schema>;
  readonly #key: CryptoKey;

  private constructor(database: IDBPDatabase<Schema>, key: CryptoKey) {
    this.#database = database;
    this.#key = key;
  }

  /** Without `make` null where this browser has none. */
  static async open({ make }: { readonly make: boolean }): Promise<SealedDatabase | null> {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade: (fresh) => {
        fresh.createObjectStore("key");
        fresh.createObjectStore("part");
        fresh.createObjectStore("photo").createIndex("keptAt", "keptAt");
      },
      // Another tab wipes it or brings a newer page: never in its way.
      blocking: (_now, _next, event) => (event.target as IDBDatabase).close(),
    });
    const key = (await database.get("key", "key")) ?? (make ? await keepKey(database) : null);
    if (key !== null) return new SealedDatabase(database, key);
    database.close();
    return null;
  }

  /** Undefined where there is none, or none that can be read. */
  async read<Value>(name: string): Promise<Value | undefined> {
    const sealed = await this.#database.get("part", name);
    if (sealed === undefined) return undefined;
    try {
      return await openValue<Value>(this.#key, name, sealed);
    } catch {
      // Of another key: as good as none.
      return undefined;
    }
  }

  /** Those whose name begins so, in the order of their names. */
  async readAll<Value>(start: string): Promise<readonly Value[]> {
    const range = IDBKeyRange.bound(start, `${start}\uFFFF`);
    const names = await this.#database.getAllKeys("part", range);
    const values = await Promise.all(names.map((name) => this.read<Value>(name)));
    return values.filter((value) => value !== undefined);
  }

  /** All of them or none. A value that is undefined is taken away. */
  async write(parts: Readonly<Record<string, unknown>>): Promise<void> {
    // Sealed before the transaction is begun: it ends by itself while something else is waited for.
    const sealed = await Promise.all(
      Object.entries(parts).map(
        async ([name, value]) =>
          [name, value === undefined ? null : await sealValue(this.#key, name, value)] as const,
      ),
    );
    const change = this.#database.transaction("part", "readwrite");
    await Promise.all([
      ...sealed.map(([name, part]) =>
        part === null ? change.store.delete(name) : change.store.put(part, name),
      ),
      change.done,
    ]);
  }

  async readPhoto(url: string): Promise<ArrayBuffer | null> {
    const photo = await this.#database.get("photo", url);
    return photo === undefined ? null : openBytes(this.#key, url, photo).catch(() => null);
  }

  async hasPhoto(url: string): Promise<boolean> {
    return (await this.#database.getKey("photo", url)) !== undefined;
  }

  /** Beyond `most` the oldest goes. */
  async keepPhoto(url: string, bytes: ArrayBuffer, most: number): Promise<void> {
    const sealed = await sealBytes(this.#key, url, bytes);
    const change = this.#database.transaction("photo", "readwrite");
    await change.store.put({ ...sealed, keptAt: Date.now() }, url);
    if ((await change.store.count()) > most) {
      const oldest = await change.store.index("keptAt").openCursor();
      await oldest?.delete();
    }
    await change.done;
  }

  close(): void {
    this.#database.close();
  }

  /** Everything goes, and the key first. */
  async wipe(): Promise<void> {
    const change = this.#database.transaction(["key", "part", "photo"], "readwrite");
    await Promise.all([
      ...(["key", "part", "photo"] as const).map((store) => change.objectStore(store).clear()),
      change.done,
    ]);
    this.#database.close();
  }
}

/** Two tabs that make one at once: the first stays. */
async function keepKey(database: IDBPDatabase<Schema>): Promise<CryptoKey> {
  const made = await newKey();
  const change = database.transaction("key", "readwrite");
  const there = await change.store.get("key");
  if (there === undefined) await change.store.put(made, "key");
  await change.done;
  return there ?? made;
}
