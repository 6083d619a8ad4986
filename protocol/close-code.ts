// The closed list of WebSocket close codes, and for each whether coming back makes sense.

interface CloseCode {
  readonly code: number;
  readonly reason: string;
  readonly reconnect: "at-once" | "with-backoff" | "after-sign-in" | "after-reload" | "never";
}

export const CLOSE = {
  goingAway: { code: 1001, reason: "server is going away", reconnect: "with-backoff" },
  notAText: { code: 1003, reason: "only text frames are understood", reconnect: "with-backoff" },
  tooBig: { code: 1009, reason: "frame too big", reconnect: "with-backoff" },
  internal: { code: 1011, reason: "a fault on our side", reconnect: "with-backoff" },
  restarting: { code: 1012, reason: "server is restarting", reconnect: "with-backoff" },
  tooSlow: { code: 1013, reason: "listener fell too far behind", reconnect: "with-backoff" },
  notSignedIn: { code: 4001, reason: "not signed in", reconnect: "after-sign-in" },
  notAllowed: { code: 4003, reason: "not allowed", reconnect: "never" },
  noSuchSite: { code: 4004, reason: "no such site", reconnect: "never" },
  silent: { code: 4008, reason: "no sign of life", reconnect: "at-once" },
  tooMany: { code: 4029, reason: "too many connections or messages", reconnect: "with-backoff" },
  outOfDate: { code: 4426, reason: "this page is out of date: reload", reconnect: "after-reload" },
} as const satisfies Record<string, CloseCode>;

export type CloseName = keyof typeof CLOSE;

/** What a client does about a close code; an unknown one is treated as a network fault. */
export function reconnectAfter(code: number): CloseCode["reconnect"] {
  const known = Object.values(CLOSE).find((close) => close.code === code);
  return known?.reconnect ?? "with-backoff";
}
