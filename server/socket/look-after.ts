// The one timer of all connections: each is looked at every five seconds, a share of them at a time, so
// that thousands of pings do not go out together.
import type { Connection } from "./connection.ts";
import type { SocketParts } from "./socket-parts.ts";

const CHECK_EVERY_MS = 5_000;
const SHARES = 10;

/** Returns how to stop. */
export function lookAfter(
  { clock, logger, observer }: SocketParts,
  connections: ReadonlySet<Connection>,
): () => void {
  let round = connections.values();
  return clock.every(CHECK_EVERY_MS / SHARES, () => {
    const now = clock.elapsed();
    for (let left = Math.ceil(connections.size / SHARES); left > 0; left -= 1) {
      const { value: connection, done } = round.next();
      if (done === true) {
        round = connections.values();
        return;
      }
      try {
        connection.check(now);
      } catch (error) {
        observer.problem("internal");
        logger.error({ err: error }, "a connection could not be looked after");
        connection.close("internal");
      }
    }
  });
}
