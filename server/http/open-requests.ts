// The requests that are being answered, so that a server that goes answers them first.
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Clock } from "../clock.ts";

export interface OpenRequests {
  /** Resolves when none is open, or when the time is up. */
  answered(atMostMs: number): Promise<void>;
}

export function watchRequests(server: Server, clock: Clock): OpenRequests {
  let open = 0;
  const waiting = new Set<() => void>();
  server.on("request", (_request: IncomingMessage, response: ServerResponse) => {
    open += 1;
    response.once("close", () => {
      open -= 1;
      if (open > 0) return;
      for (const resolve of waiting) resolve();
      waiting.clear();
    });
  });
  return {
    answered: (atMostMs) =>
      new Promise((resolve) => {
        if (open === 0) return resolve();
        const cancel = clock.after(atMostMs, resolve);
        waiting.add(() => {
          cancel();
          resolve();
        });
      }),
  };
}
