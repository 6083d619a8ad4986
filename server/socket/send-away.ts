// Takes leave of everybody before the server goes. Each is told when to come back, and not all at the
// same moment: whoever is still here is served until it is their turn.
import type { Clock } from "../clock.ts";
import type { Connection } from "./connection.ts";

const STEP_MS = 50;
/** Time for the balancer in front to choose another server. */
const COME_BACK_IN_MS = 100;

/** Resolves when the last has been told, which is when it has the answers to its commands. */
export function sendAway(
  clock: Clock,
  connections: readonly Connection[],
  spreadMs: number,
): Promise<void> {
  const steps = Math.max(1, Math.floor(spreadMs / STEP_MS));
  const perStep = Math.ceil(connections.length / steps);
  const leaving: Promise<void>[] = [];
  let next = 0;
  return new Promise((resolve) => {
    const step = (): void => {
      for (const end = next + perStep; next < end; next += 1) {
        const connection = connections[next];
        if (connection !== undefined) leaving.push(connection.sendAway(COME_BACK_IN_MS));
      }
      if (next >= connections.length) resolve(Promise.all(leaving).then(() => undefined));
      else clock.after(STEP_MS, step);
    };
    step();
  });
}
