// Commands that an older page kept in the local storage: handed over once, in their order.
import type { DoorMessage } from "../../client/outbox-storage.ts";

export interface KeyedStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  removeItem(key: string): void;
}

const PREFIX = "av-outbox";

/** Each is removed once it is kept elsewhere; rejects with the first that could not be. */
export async function takeLocalOutbox(
  siteId: string,
  storage: KeyedStorage,
  keep: (message: DoorMessage) => Promise<void>,
): Promise<void> {
  const prefix = `${PREFIX}:${siteId}:`;
  for (const message of read(storage, prefix)) {
    await keep(message);
    storage.removeItem(prefix + message.payload.commandId);
  }
}

interface Kept {
  readonly keptAt: number;
  readonly message: DoorMessage;
}

function read(storage: KeyedStorage, prefix: string): readonly DoorMessage[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  return keys
    .filter((key): key is string => key?.startsWith(prefix) ?? false)
    .map((key) => parse(storage.getItem(key)))
    .filter((kept): kept is Kept => kept !== null)
    .toSorted((a, b) => a.keptAt - b.keptAt)
    .map(({ message }) => message);
}

/** Null for what somebody else left there. */
function parse(text: string | null): Kept | null {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "null");
  } catch {
    return null;
  }
  const kept = value as Partial<Kept> | null;
  const isWhole =
    typeof kept?.keptAt === "number" && typeof kept.message?.payload?.commandId === "string";
  return isWhole ? (kept as Kept) : null;
}
