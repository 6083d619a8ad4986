// The last steps of this desk over a reload of the page, in the storage of the tab. They name people: they
// go with a sign-out, and where the computer is revoked.
import type { DeskLog } from "./desk-log.ts";

const KEPT_STEPS = 10;
/** What a browser opens again the next day is not what was just done here. */
const OLDEST_MS = 12 * 60 * 60_000;
const PREFIX = "av-desk:";

export interface StepStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
  removeItem(key: string): void;
}

export interface KeptSteps {
  load(now: number): DeskLog;
  keep(log: DeskLog): void;
}

/** Those of one person at one site. Without a storage nothing is kept. */
export function keptSteps(
  siteId: string,
  accountId: string,
  storage: StepStorage | null = tabStorage(),
): KeptSteps {
  const key = `${PREFIX}${siteId}:${accountId}`;
  return {
    load: (now) => {
      const isRecent = ({ askedAt }: DeskLog[number]) => now - askedAt < OLDEST_MS;
      return read(storage, key).filter(isRecent);
    },
    keep: (log) => {
      // What waits is kept by the outbox, and comes back as it is answered.
      const ended = log.filter(({ state }) => state.as !== "waiting").slice(0, KEPT_STEPS);
      const kept = ended.map((entry) => ({ ...entry, isFromBefore: true }));
      try {
        storage?.setItem(key, JSON.stringify(kept));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
      }
    },
  };
}

/** Whoever comes next does not see who was here. */
export function forgetSteps(storage: StepStorage | null = tabStorage()): void {
  if (storage === null) return;
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key?.startsWith(PREFIX)) storage.removeItem(key);
}

function read(storage: StepStorage | null, key: string): DeskLog {
  try {
    const kept: unknown = JSON.parse(storage?.getItem(key) ?? "[]");
    return Array.isArray(kept) ? (kept as DeskLog) : [];
  } catch {
    return [];
  }
}

/** A browser may deny it altogether. */
function tabStorage(): StepStorage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
