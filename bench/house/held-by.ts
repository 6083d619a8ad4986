// What a house holds for those who listen to it, as its own connections tell it.
import type { Held } from "./house-deeds.ts";
import type { BenchHouse } from "./open-bench-house.ts";

export function heldBy({ sockets }: BenchHouse): Held {
  let waiting = 0;
  let mostBytes = 0;
  let behind = 0;
  for (const connection of sockets.connections) {
    const figures = connection.figures();
    behind += figures.behind;
    if (figures.pendingBytes > 0) waiting += 1;
    mostBytes = Math.max(mostBytes, figures.pendingBytes);
  }
  return { connections: sockets.connections.size, waiting, mostBytes, behind };
}
