// A site's client for the command line: connected, live, or a sentence why not.
import { WebSocket } from "ws";
import type { SiteClient } from "../client/site-client.ts";
import { openSiteClient } from "../client/site-client.ts";
import { CliFault } from "./cli-fault.ts";
import type { ServerDirections } from "./find-server.ts";

/** The operator's own limit is far beyond that of a desk. */
export const MAX_IN_FLIGHT = 512;
const PATIENCE_MS = 15_000;

export async function openLive(server: ServerDirections, siteId: string): Promise<SiteClient> {
  const url = new URL("/ws/checkins/", server.url.replace(/^http/, "ws")).href;
  const headers = { authorization: `Bearer ${server.key}` };
  const socketFactory = () => new WebSocket(url, { headers });
  const client = openSiteClient({ url, siteId, socketFactory, maxInFlight: MAX_IN_FLIGHT });
  try {
    await untilLive(client);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

function untilLive(client: SiteClient): Promise<void> {
  return until(client, () => {
    const { connection } = client.getState();
    if (connection.kind === "live") return true;
    if (connection.kind === "signed-out" || connection.kind === "refused")
      throw new CliFault(
        "The server does not take the key in its data folder: was it started anew?",
      );
    if (connection.kind === "out-of-date")
      throw new CliFault("The server is of another version: bring both to the same.");
    return false;
  });
}

/** Resolves once the claim holds of the client's state; rejects where it throws, or after a while. */
export function until(client: SiteClient, holds: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      try {
        if (holds()) end(resolve);
      } catch (error) {
        end(() => reject(error));
      }
    };
    const late = new CliFault("The server does not answer over its socket.");
    const timer = setTimeout(() => end(() => reject(late)), PATIENCE_MS);
    const unsubscribe = client.subscribe(look);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      unsubscribe();
      settle();
    };
    look();
  });
}
