// The connection as a pure machine: where it stands, what happened, where it stands then and what is
// to be done about it. It looks at no clock and draws no random number; `connection.ts` gives it both.
import { unreachable } from "../domain/assert.ts";
import { reconnectAfter } from "../protocol/close-code.ts";
import type {
  Answering,
  ConnectionEffect,
  ConnectionEvent,
  ConnectionState,
  Trying,
} from "./connection-state.ts";
import { isPausing } from "./connection-state.ts";

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
      return isAtRest(state) ? begin(event.awaySince ?? null, moment) : stay(state);
    case "opened":
      if (state.kind !== "connecting") return stay(state);
      return to({ kind: "catching-up", ...trying(state, moment) }, "subscribe");
    case "closed":
      return hasSocket(state) ? afterClose(state, event.code, moment) : stay(state);
    case "caught-up":
      if (state.kind !== "catching-up") return stay(state);
      return to(
        { kind: "live", latencyMs: null, attempt: state.attempt, doubtSince: null },
        "resend",
      );
    case "lost-place":
      if (state.kind !== "live") return stay(state);
      return to({ kind: "catching-up", ...trying(state, moment) }, "resume");
    case "acknowledged":
      if (state.kind !== "live") return stay(state);
      return to({ kind: "live", latencyMs: event.latencyMs, attempt: 0, doubtSince: null });
    case "unanswered":
      return state.kind === "live" ? to(doubting(state, moment)) : stay(state);
    case "heard":
      if (state.kind !== "live" || state.doubtSince === null) return stay(state);
      return to({ ...state, doubtSince: null });
    case "told-to-wait":
      if (!hasSocket(state)) return stay(state);
      return pause("waiting", trying(state, moment), event.ms, moment, "close");
    case "going-away":
      if (!hasSocket(state)) return stay(state);
      return pause("restarting", trying(state, moment), event.comeBackInMs, moment, "close");
    case "silent":
      return hasSocket(state) ? retreat(state, moment, "close") : stay(state);
    case "looked":
      return afterLook(state, event.answering);
    case "due":
      if (isPausing(state)) return connect(state, { answering: found(state) });
      if (state.kind === "offline") return connect({ ...state, attempt: 0 }, { isOnline: false });
      return stay(state);
    case "went-offline":
      if (isAtRest(state) || state.kind === "offline") return stay(state);
      return to(
        { kind: "offline", since: trying(state, moment).since },
        ...(hasSocket(state) ? (["close"] as const) : []),
      );
    case "came-online":
      if (state.kind === "offline" || isPausing(state))
        return connect({ since: state.since, attempt: 0 }, { answering: found(state) });
      if (state.kind === "connecting") return to({ ...state, isOnline: true });
      return stay(state);
    case "woke":
      if (state.kind === "live") return to(doubting(state, moment), "probe");
      if (state.kind === "offline")
        return connect({ since: state.since, attempt: 0 }, { isOnline: false });
      // A server that restarts has said when it is back.
      if (!isPausing(state) || state.kind === "restarting") return stay(state);
      return connect({ since: state.since, attempt: 0 }, { answering: found(state) });
    case "stop":
      return to({ kind: "idle" }, ...(hasSocket(state) ? (["close"] as const) : []));
    default:
      return unreachable(event);
  }
}

type Paused = Extract<ConnectionState, { readonly until: number }>;
type WithSocket = Extract<ConnectionState, { kind: "connecting" | "catching-up" | "live" }>;
type Live = Extract<ConnectionState, { kind: "live" }>;

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
  const isConnecting = state.kind === "connecting";
  if (isConnecting && !state.isOnline) return to({ kind: "offline", since }, ...effects);
  const kind = pausedFor(isConnecting ? state.answering : null);
  // One failure may be over in a moment; from the second on it is worth a look.
  const look = attempt > 0 ? (["look"] as const) : [];
  const ms = backoffMs(attempt, moment.random);
  return pause(kind, { since, attempt }, ms, moment, ...effects, ...look);
}

function pause(
  kind: Paused["kind"],
  { since, attempt }: Trying,
  ms: number,
  { now }: Moment,
  ...effects: ConnectionEffect[]
): Transition {
  return to({ kind, since, attempt: attempt + 1, until: now + ms }, ...effects);
}

/** What is found while somebody tries is remembered for when that fails too. */
function afterLook(state: ConnectionState, answering: Answering): Transition {
  if (state.kind === "connecting") return to({ ...state, answering });
  if (!isPausing(state) || state.kind === "restarting") return stay(state);
  const { since, attempt, until } = state;
  return to({ kind: pausedFor(answering), since, attempt, until });
}

function pausedFor(answering: Answering | null): Paused["kind"] {
  if (answering === "other") return "intercepted";
  return answering === "nobody" ? "unreachable" : "waiting";
}

function found({ kind }: ConnectionState): Answering | null {
  if (kind === "intercepted") return "other";
  return kind === "unreachable" ? "nobody" : null;
}

function begin(awaySince: number | null, { now }: Moment): Transition {
  if (awaySince === null) return connect({ since: now, attempt: 0 });
  return connect({ since: Math.min(awaySince, now), attempt: 1 });
}

function connect(
  { since, attempt }: Trying,
  { isOnline = true, answering = null }: { isOnline?: boolean; answering?: Answering | null } = {},
): Transition {
  return to({ kind: "connecting", since, attempt, isOnline, answering }, "open");
}

function doubting(state: Live, { now }: Moment): Live {
  return { ...state, doubtSince: state.doubtSince ?? now };
}

/** What was in doubt and then lost was lost when the doubt began. */
function trying(state: ConnectionState, { now }: Moment): Trying {
  const since = state.kind === "live" ? (state.doubtSince ?? now) : now;
  return {
    since: "since" in state ? state.since : since,
    attempt: "attempt" in state ? state.attempt : 0,
  };
}

function to(state: ConnectionState, ...effects: ConnectionEffect[]): Transition {
  return { state, effects };
}

function stay(state: ConnectionState): Transition {
  return { state, effects: [] };
}
