// The state of the connection in words, and how loudly it is said.
import type { ConnectionState } from "../../client/connection-state.ts";
import { unreachable } from "../../domain/assert.ts";
import { EN } from "../words/en.ts";

/** `calm`: all is well; `busy`: it mends itself; `away`: work goes on without the server; `stopped`: a person has to act. */
export type ConnectionTone = "calm" | "busy" | "away" | "stopped";

export interface ConnectionWords {
  readonly tone: ConnectionTone;
  readonly text: string;
}

/** Trouble shorter than this is not worth a word: most of it is over before it is read. */
const QUIET_MS = 1_500;

/** A first attempt that takes longer than this is not just about to succeed. */
const FIRST_ATTEMPT_MS = 3_000;

/** Whether the server cannot be reached, also while it is being tried again. */
export function isAwayAt(state: ConnectionState, now: number): boolean {
  if (state.kind === "waiting" || state.kind === "offline") return true;
  if (state.kind !== "connecting") return false;
  return state.attempt > 0 || now - state.since >= FIRST_ATTEMPT_MS;
}

export interface Seen {
  readonly latencyMs: number | null;
  readonly waiting: number;
  readonly now: number;
  /** Writes a moment as the clock of the site's wall shows it. */
  readonly clock: (ms: number) => string;
}

export function connectionWords(state: ConnectionState, seen: Seen): ConnectionWords {
  const words = EN.connection;
  switch (state.kind) {
    case "idle":
      return { tone: "busy", text: words.connecting };
    case "connecting":
      return isAwayAt(state, seen.now)
        ? away(state.since, seen)
        : { tone: "busy", text: words.connecting };
    case "catching-up":
      return { tone: "busy", text: words.catchingUp };
    case "live":
      return {
        tone: "calm",
        text: seen.latencyMs === null ? words.live : words.liveIn(Math.round(seen.latencyMs)),
      };
    case "waiting":
      if (seen.now - state.since < QUIET_MS) return { tone: "busy", text: words.catchingUp };
      return away(state.since, seen);
    case "offline":
      return away(state.since, seen);
    case "signed-out":
      return { tone: "stopped", text: words.signedOut };
    case "refused":
      return { tone: "stopped", text: words.refused };
    case "out-of-date":
      return { tone: "stopped", text: words.outOfDate };
    default:
      return unreachable(state);
  }
}

function away(since: number, { waiting, clock }: Seen): ConnectionWords {
  const text = EN.connection.offline(clock(since));
  return {
    tone: "away",
    text: waiting === 0 ? text : `${text} · ${EN.connection.waiting(waiting)}`,
  };
}
