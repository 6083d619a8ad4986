// Commands that wait, kept in the browser's database: they outlive a reload and a crash, in their order,
// for all tabs of this browser. What an older page left in the local storage is taken over.
import type { DBSchema, IDBPDatabase, IDBPTransaction } from "idb";
import { openDB } from "idb";
import type { DoorMessage, OutboxStorage } from "../../client/outbox-storage.ts";
import type { KeyedStorage } from "./local-outbox.ts";
import { takeLocalOutbox } from "./local-outbox.ts";

interface Kept {
  readonly siteId: string;
  readonly commandId: string;
  readonly message: DoorMessage;
}

/** The numbers under which commands are stored are their order. */
interface Schema extends DBSchema {
  commands: { key: number; value: Kept; indexes: { site: string; command: [string, string] } };
}

const NAME = "av-outbox";
/** A database that takes longer is one that does not answer; what waits is then kept in memory only. */
const PATIENCE_MS = 5_000;

export function storedOutbox(siteId: string, local: KeyedStorage | null): OutboxStorage {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const forget = () => {
    opened = null;
  };
  /** Opened when first needed, and again where that failed or the browser closed it. */
  const database = () => {
    opened ??= withinPatience(open(forget));
    opened.catch(forget);
    return opened;
  };

  const write = async (
    act: (tx: IDBPTransaction<Schema, ["commands"], "readwrite">) => Promise<unknown>,
  ) => {
    const tx = (await database()).transaction("commands", "readwrite", { durability: "strict" });
    await Promise.all([act(tx), tx.done]);
  };
  const put = (message: DoorMessage) =>
    write(async ({ store }) => {
      const { commandId } = message.payload;
      const key = await store.index("command").getKey([siteId, commandId]);
      await store.put({ siteId, commandId, message }, key);
    });

  return {
    load: async () => {
      if (local !== null) await takeLocalOutbox(siteId, local, put);
      const kept = await (await database()).getAllFromIndex("commands", "site", siteId);
      return kept.map(({ message }) => message);
    },
    put,
    remove: (commandId) =>
      write(async ({ store }) => {
        const key = await store.index("command").getKey([siteId, commandId]);
        if (key !== undefined) await store.delete(key);
      }),
  };
}

function open(onGone: () => void): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>(NAME, 1, {
    upgrade: (db) => {
      const store = db.createObjectStore("commands", { autoIncrement: true });
      store.createIndex("site", "siteId");
      store.createIndex("command", ["siteId", "commandId"], { unique: true });
    },
    // A newer page in another tab changes the database: it is not to wait for this one.
    blocking: (_current, _blocked, event) => {
      onGone();
      (event.target as IDBDatabase).close();
    },
    terminated: onGone,
  });
}

async function withinPatience<T>(promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const error = new Error("The browser's database does not answer.");
    timer = setTimeout(() => reject(error), PATIENCE_MS);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
