// The connection as a pure machine: where it stands, what happened, where it stands then and what is
// to be done about it. It looks at no clock and draws no random number; `connection.ts` gives it both.
import { unreachable } from "../domain/assert.ts";
import { reconnectAfter } from "../protocol/close-code.ts";

/** Moments are milliseconds since 1970. `since` says when the connection was last live, or asked for. */
export type ConnectionState =
  | { readonly kind: "idle" }
  /** A socket is being opened. `isOnline` false: the browser sees no network; this one tries anyway. */
  | {
      readonly kind: "connecting";
      readonly since: number;
      readonly attempt: number;
      readonly isOnline: boolean;
    }
  /** Connected; what was missed, or the snapshot, is on its way. */
  | { readonly kind: "catching-up"; readonly since: number; readonly attempt: number }
  /** `attempt` counts on until the first sign of life, so that a server that falls at once is spared. */
  | { readonly kind: "live"; readonly latencyMs: number | null; readonly attempt: number }
  | {
      readonly kind: "waiting";
      readonly since: number;
      readonly attempt: number;
      readonly until: number;
    }
  /** The browser says that there is no network. */
  | { readonly kind: "offline"; readonly since: number }
  | { readonly kind: "signed-out" }
  /** The server will not have this account, or has no such site. */
  | { readonly kind: "refused"; readonly code: number }
  /** The page speaks a protocol that the server no longer speaks: reload. */
  | { readonly kind: "out-of-date" };

export type ConnectionEvent =
  | { readonly type: "start" }
  | { readonly type: "opened" }
  | { readonly type: "closed"; readonly code: number }
  /** The view stands where the server stands. */
  | { readonly type: "caught-up" }
  /** Something was missed: the server has to be asked again. */
  | { readonly type: "lost-place" }
  | { readonly type: "acknowledged"; readonly latencyMs: number }
  | { readonly type: "told-to-wait"; readonly ms: number }
  /** Nothing was heard for as long as a living server would let pass. */
  | { readonly type: "silent" }
  /** The time to wait is over. */
  | { readonly type: "due" }
  | { readonly type: "went-offline" }
  | { readonly type: "came-online" }
  | { readonly type: "woke" }
  | { readonly type: "stop" };

/** `probe`: ask for a sign of life and give up soon without one. `resend`: the commands that wait. */
export type ConnectionEffect = "open" | "close" | "subscribe" | "resume" | "probe" | "resend";

export interface Moment {
  readonly now: number;
  /** From 0 up to, not including, 1. */
  readonly random: number;
}

export interface Transition {
  readonly state: ConnectionState;
  readonly effects: readonly ConnectionEffect[];
}

const FIRST_BACKOFF_MS = 500;
export const LONGEST_BACKOFF_MS = 20_000;

/** Full jitter: anything up to a bound that doubles with every attempt in vain. */
export function backoffMs(attempt: number, random: number): number {
  return random * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(attempt, 10));
}

export function nextConnection(
  state: ConnectionState,
  event: ConnectionEvent,
  moment: Moment,
): Transition {
  switch (event.type) {
    case "start":
      return isAtRest(state) ? connect({ since: moment.now, attempt: 0 }) : stay(state);
    case "opened":
      if (state.kind !== "connecting") return stay(state);
      return to({ kind: "catching-up", ...trying(state, moment) }, "subscribe");
    case "closed":
      return hasSocket(state) ? afterClose(state, event.code, moment) : stay(state);
    case "caught-up":
      if (state.kind !== "catching-up") return stay(state);
      return to({ kind: "live", latencyMs: null, attempt: state.attempt }, "resend");
    case "lost-place":
      if (state.kind !== "live") return stay(state);
      return to({ kind: "catching-up", ...trying(state, moment) }, "resume");
    case "acknowledged":
      if (state.kind !== "live") return stay(state);
      return to({ kind: "live", latencyMs: event.latencyMs, attempt: 0 });
    case "told-to-wait":
      if (!hasSocket(state)) return stay(state);
      return wait(trying(state, moment), event.ms, moment, "close");
    case "silent":
      return hasSocket(state) ? retreat(state, moment, "close") : stay(state);
    case "due":
      if (state.kind === "waiting") return connect(state);
      if (state.kind === "offline") return connect({ ...state, attempt: 0 }, false);
      return stay(state);
    case "went-offline":
      if (isAtRest(state) || state.kind === "offline") return stay(state);
      return to(
        { kind: "offline", since: trying(state, moment).since },
        ...(hasSocket(state) ? (["close"] as const) : []),
      );
    case "came-online":
      if (state.kind === "offline" || state.kind === "waiting")
        return connect({ since: state.since, attempt: 0 });
      if (state.kind === "connecting") return to({ ...state, isOnline: true });
      return stay(state);
    case "woke":
      if (state.kind === "live") return to(state, "probe");
      if (state.kind === "waiting" || state.kind === "offline")
        return connect({ since: state.since, attempt: 0 }, state.kind !== "offline");
      return stay(state);
    case "stop":
      return to({ kind: "idle" }, ...(hasSocket(state) ? (["close"] as const) : []));
    default:
      return unreachable(event);
  }
}

type WithSocket = Extract<ConnectionState, { kind: "connecting" | "catching-up" | "live" }>;
type Trying = { readonly since: number; readonly attempt: number };

function hasSocket(state: ConnectionState): state is WithSocket {
  return state.kind === "connecting" || state.kind === "catching-up" || state.kind === "live";
}

/** Nothing will happen by itself. */
function isAtRest({ kind }: ConnectionState): boolean {
  return kind === "idle" || kind === "signed-out" || kind === "refused" || kind === "out-of-date";
}

function afterClose(state: WithSocket, code: number, moment: Moment): Transition {
  switch (reconnectAfter(code)) {
    case "after-sign-in":
      return to({ kind: "signed-out" });
    case "never":
      return to({ kind: "refused", code });
    case "after-reload":
      return to({ kind: "out-of-date" });
    case "at-once": {
      const { since, attempt } = trying(state, moment);
      if (attempt === 0) return connect({ since, attempt: 1 });
      return retreat(state, moment);
    }
    case "with-backoff":
      return retreat(state, moment);
    default:
      return unreachable(reconnectAfter(code) as never);
  }
}

/** Back to waiting, or to being offline where that was only a try. */
function retreat(state: WithSocket, moment: Moment, ...effects: ConnectionEffect[]): Transition {
  const { since, attempt } = trying(state, moment);
  if (state.kind === "connecting" && !state.isOnline)
    return to({ kind: "offline", since }, ...effects);
  return wait({ since, attempt }, backoffMs(attempt, moment.random), moment, ...effects);
}

function wait(
  { since, attempt }: Trying,
  ms: number,
  { now }: Moment,
  ...effects: ConnectionEffect[]
): Transition {
  return to({ kind: "waiting", since, attempt: attempt + 1, until: now + ms }, ...effects);
}

function connect({ since, attempt }: Trying, isOnline = true): Transition {
  return to({ kind: "connecting", since, attempt, isOnline }, "open");
}

function trying(state: ConnectionState, { now }: Moment): Trying {
  return {
    since: "since" in state ? state.since : now,
    attempt: "attempt" in state ? state.attempt : 0,
  };
}

function to(state: ConnectionState, ...effects: ConnectionEffect[]): Transition {
  return { state, effects };
}

function stay(state: ConnectionState): Transition {
  return { state, effects: [] };
}
