// What another server has written into its row, read with care: one of another version may say it
// otherwise, and what cannot be read leaves the figures of all the others as they are.
import { z } from "zod";
import { realtimeNow, shownConnection } from "../../protocol/http/realtime.ts";
import type { ServerFigures } from "./server-figures.ts";

const figure = z.number();
const counts = z.record(z.string(), figure);

const serverFigures = z.object({
  clients: figure,
  recent: z.object({ counts, times: z.record(z.string(), z.array(figure)), peaks: counts }),
  rates: counts,
  day: counts,
  loopDelayMs: figure,
  memoryBytes: figure,
  pool: z.object({ limit: figure, open: figure, busy: figure, waiting: figure }),
  unsynced: realtimeNow.shape.unsynced,
  connections: z.array(shownConnection).nullable(),
  watchedUntil: z.string().nullable(),
});

/** Null where a server has said nothing yet, or nothing that is understood here. */
export function readFigures(said: unknown): ServerFigures | null {
  const read = serverFigures.safeParse(said);
  return read.success ? read.data : null;
}
