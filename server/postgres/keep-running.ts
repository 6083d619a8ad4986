// Keeps PostgreSQL running until it is told to stop: one that ends by itself is started again.
import { setTimeout as pause } from "node:timers/promises";
import type { RunningServer } from "./start-server.ts";
import { EndedBeforeReady } from "./start-server.ts";
import type { StartLog } from "./start-log.ts";

const FIRST_START_TRIES = 5;
const RETRY_MS = 200;
const AGAIN_MS = 1_000;

export interface KeptServer {
  stop(): Promise<void>;
}

export async function keepRunning(
  start: () => Promise<RunningServer>,
  log: StartLog,
): Promise<KeptServer> {
  const stopping = new AbortController();
  let server = await startPatiently(start);

  const watch = async (): Promise<void> => {
    for (;;) {
      await server.ended;
      if (stopping.signal.aborted) return;
      log.warn("PostgreSQL ended by itself: starting it again");
      const next = await startUntil(start, stopping.signal, log);
      if (next === null) return;
      server = next;
    }
  };
  const watching = watch();

  return {
    stop: async () => {
      stopping.abort();
      await server.stop();
      await watching;
    },
  };
}

/** The processes of a PostgreSQL that was killed take a moment to end, and until then bar the way. */
async function startPatiently(start: () => Promise<RunningServer>): Promise<RunningServer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof EndedBeforeReady) || tries === FIRST_START_TRIES) throw error;
      await pause(RETRY_MS * tries);
    }
  }
}

/** Null when told to stop before it came up. */
async function startUntil(
  start: () => Promise<RunningServer>,
  stopping: AbortSignal,
  log: StartLog,
): Promise<RunningServer | null> {
  for (;;) {
    if (stopping.aborted) return null;
    try {
      const server = await start();
      if (!stopping.aborted) return server;
      await server.stop();
      return null;
    } catch (error) {
      log.warn(error instanceof Error ? error.message : String(error));
    }
    await pause(AGAIN_MS);
  }
}
