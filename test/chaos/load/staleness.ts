// For how long a screen shows less than some other screen has shown already.
import type { Watcher } from "./watcher.ts";

export interface Staleness {
  /** The longest, and how many screens were stale for more than three seconds. */
  end(): { readonly slowestMs: number; readonly late: number };
}

const LOOK_MS = 50;
const LATE_MS = 3_000;

export function watchStaleness(watchers: readonly Watcher[]): Staleness {
  const screens = watchers.filter(({ isWall }) => !isWall);
  /** When each number was first on any screen. */
  const firstSeen: { readonly seq: number; readonly at: number }[] = [];
  const stale = new Map<Watcher, number>();
  const look = (): void => {
    const now = performance.now();
    const shown = screens.map((watcher) => watcher.client.getState().position?.seq ?? 0);
    const head = Math.max(...shown);
    if (head > (firstSeen.at(-1)?.seq ?? 0)) firstSeen.push({ seq: head, at: now });
    for (const [index, watcher] of screens.entries()) {
      const next = firstSeen.find(({ seq }) => seq > (shown[index] ?? 0));
      const ms = next === undefined ? 0 : now - next.at;
      if (ms > (stale.get(watcher) ?? 0)) stale.set(watcher, ms);
    }
  };
  const looking = setInterval(look, LOOK_MS);
  return {
    end: () => {
      clearInterval(looking);
      look();
      const all = [...stale.values()];
      return { slowestMs: Math.max(0, ...all), late: all.filter((ms) => ms > LATE_MS).length };
    },
  };
}
