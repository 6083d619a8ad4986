// Commands that wait, kept in the browser so that a scan outlives a reload. One entry of the storage
// for each command: two tabs then never write over each other's.
import type { DoorMessage, OutboxStorage } from "../../client/outbox-storage.ts";

export interface KeyedStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const PREFIX = "av-outbox";

export function localOutbox(siteId: string, storage: KeyedStorage): OutboxStorage {
  const prefix = `${PREFIX}:${siteId}:`;
  return {
    load: () => read(storage, prefix),
    put: (message) => {
      const key = prefix + message.payload.commandId;
      const keptAt = parse(storage.getItem(key))?.keptAt;
      // A full storage costs only that this command does not outlive a reload.
      attempt(() => storage.setItem(key, textOf(message, keptAt)));
    },
    remove: (commandId) => storage.removeItem(prefix + commandId),
  };
}

interface Kept {
  readonly keptAt: number;
  readonly message: DoorMessage;
}

function textOf(message: DoorMessage, keptAt = performance.timeOrigin + performance.now()): string {
  return JSON.stringify({ keptAt, message });
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

/** Null for what an older page, or somebody else, left there. */
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

function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
