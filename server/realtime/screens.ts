// How far away the screens of each site are, so that the time until a frame is handed over can be told as
// the time until a screen has it: half of a round trip more.
import type { RoundDone } from "../hub/room.ts";
import type { Connection } from "../socket/connection.ts";
import type { Recorder } from "./recorder.ts";

/** Screens that are about as far away are taken together, to half a millisecond. */
const STEP_MS = 0.5;

type Distances = Map<number, number>;

export class Screens {
  #bySite = new Map<string, Distances>();

  /** Called now and then with every open connection. */
  learn(connections: Iterable<Pick<Connection, "siteId" | "latencyMs">>): void {
    const bySite = new Map<string, Distances>();
    for (const { siteId, latencyMs } of connections) {
      if (siteId === null) continue;
      const distances = bySite.get(siteId) ?? new Map<number, number>();
      // Where no round trip is known yet, nothing is added.
      const halfMs = Math.round((latencyMs ?? 0) / 2 / STEP_MS) * STEP_MS;
      distances.set(halfMs, (distances.get(halfMs) ?? 0) + 1);
      bySite.set(siteId, distances);
    }
    this.#bySite = bySite;
  }

  /** Each event counts once for each screen. */
  reached({ stream, agesMs, listeners }: RoundDone, recorder: Recorder): void {
    if (listeners === 0) return;
    const distances = this.#bySite.get(stream) ?? new Map([[0, listeners]]);
    for (const ageMs of agesMs) {
      for (const [halfMs, screens] of distances) {
        recorder.time("commitToScreen", ageMs + halfMs, screens);
      }
    }
  }
}
