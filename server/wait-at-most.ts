// Patience with an end, by the clock of the house.
import type { Clock } from "./clock.ts";

/** Resolves with the work, which never rejects, or when the time is up, whichever comes first. */
export async function waitAtMost(clock: Clock, ms: number, work: Promise<void>): Promise<void> {
  let cancel = (): void => undefined;
  const patience = new Promise<void>((resolve) => {
    cancel = clock.after(ms, resolve);
  });
  await Promise.race([work, patience]);
  cancel();
}
