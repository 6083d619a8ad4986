// A screen with the client that every screen has, over a socket that can be cut, stalled or left hanging.
import { WebSocket } from "ws";
import type { SiteClient } from "../../../client/site-client.ts";
import { openSiteClient } from "../../../client/site-client.ts";
import type { Topic } from "../../../protocol/up.ts";

export interface WatcherPlan {
  /** Where to connect to at the moment of connecting. */
  readonly url: () => string;
  readonly cookie: string;
  readonly siteId: string;
  readonly topics?: readonly Topic[];
  readonly maxInFlight?: number;
}

export interface Watcher {
  readonly client: SiteClient;
  readonly isWall: boolean;
  /** The network is gone, without a word. */
  cut(): void;
  /** Reads nothing for a while. */
  stall(ms: number): void;
  /** Goes for good; `silently`: its socket stays open and is never read again. */
  leave(how: "in order" | "silently"): void;
}

/** How long a socket that nobody reads is left to the server. */
const HANGING_MS = 60_000;

export function openWatcher(plan: WatcherPlan): Watcher {
  let socket: WebSocket | null = null;
  const url = (): string => `${plan.url().replace("http", "ws")}/ws/checkins/`;
  let hanging: WebSocket | null = null;
  const client = openSiteClient({
    url: url(),
    siteId: plan.siteId,
    ...(plan.topics === undefined ? {} : { topics: plan.topics }),
    ...(plan.maxInFlight === undefined ? {} : { maxInFlight: plan.maxInFlight }),
    socketFactory: () => {
      const opened = new WebSocket(url(), {
        headers: { cookie: plan.cookie },
        perMessageDeflate: false,
      });
      socket = opened;
      return {
        addEventListener: (type: "open" | "message" | "close" | "error", listener) =>
          opened.addEventListener(type as "open", listener),
        send: (text) => opened.send(text),
        // Whoever vanishes says no goodbye.
        close: (code) => hanging !== opened && opened.close(code),
      };
    },
  });
  return {
    client,
    isWall: plan.topics !== undefined && !plan.topics.includes("events"),
    cut: () => socket?.terminate(),
    stall: (ms) => {
      const stalled = socket;
      if (stalled?.readyState !== WebSocket.OPEN) return;
      stalled.pause();
      setTimeout(() => stalled.resume(), ms).unref();
    },
    leave: (how) => {
      const left = socket;
      if (how === "silently" && left?.readyState === WebSocket.OPEN) {
        hanging = left;
        left.pause();
        setTimeout(() => left.terminate(), HANGING_MS).unref();
      }
      client.close();
    },
  };
}
