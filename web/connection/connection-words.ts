// The state of the connection in words, and how loudly it is said.
import type { ConnectionState } from "../../client/connection-state.ts";
import { isPausing } from "../../client/connection-state.ts";
import type { SiteState } from "../../client/site-state.ts";
import { unreachable } from "../../domain/assert.ts";
import { EN } from "../words/en.ts";

/** `calm`: all is well; `busy`: it mends itself; `away`: work goes on without the server; `stopped`: a person has to act. */
export type ConnectionTone = "calm" | "busy" | "away" | "stopped";

export interface ConnectionWords {
  readonly tone: ConnectionTone;
  readonly text: string;
  /** What is behind it and what to do, in a sentence or two. */
  readonly help: string;
}

/** Trouble shorter than this is not worth a word: most of it is over before it is read. */
const QUIET_MS = 1_500;

/** A first attempt that takes longer than this is not just about to succeed. */
const FIRST_ATTEMPT_MS = 3_000;

/** Whether the server cannot be reached, also while it is being tried again. */
export function isAwayAt(state: ConnectionState, now: number): boolean {
  if (isPausing(state) || state.kind === "offline") return true;
  if (state.kind !== "connecting") return false;
  return state.attempt > 0 || now - state.since >= FIRST_ATTEMPT_MS;
}

export interface Seen {
  readonly latencyMs: number | null;
  readonly waiting: number;
  /** Whether what waits would outlive this page. */
  readonly isKeeping: boolean;
  readonly now: number;
  /** Writes a moment as the clock of the site's wall shows it. */
  readonly clock: (ms: number) => string;
}

export function connectionWords(state: ConnectionState, seen: Seen): ConnectionWords {
  const words = EN.connection;
  switch (state.kind) {
    case "idle":
      return busy(words.connecting, words.help.connecting);
    case "connecting":
      if (!isAwayAt(state, seen.now)) return busy(words.connecting, words.help.connecting);
      if (state.answering === "other") return intercepted(seen);
      return away(state.since, seen, helpOffline(state));
    case "catching-up":
      return busy(words.catchingUp, words.help.catchingUp);
    case "live":
      if (isDoubted(state, seen.now)) return busy(words.noAnswer, words.help.noAnswer);
      return { tone: "calm", text: liveText(seen.latencyMs), help: words.help.live };
    case "waiting":
      if (seen.now - state.since < QUIET_MS) return busy(words.catchingUp, words.help.catchingUp);
      return away(state.since, seen, words.help.waiting);
    case "unreachable":
      return away(state.since, seen, words.help.unreachable);
    case "intercepted":
      return intercepted(seen);
    case "restarting": {
      const seconds = Math.max(0, Math.ceil((state.until - seen.now) / 1_000));
      const text = withWaiting(words.restarting(seconds), seen);
      return { tone: "away", text, help: words.help.restarting };
    }
    case "offline":
      return away(state.since, seen, words.help.offline);
    case "signed-out":
      return { tone: "stopped", text: words.signedOut, help: words.help.signedOut };
    case "refused":
      return { tone: "stopped", text: words.refused, help: words.help.refused };
    case "out-of-date":
      return { tone: "stopped", text: words.outOfDate, help: words.help.outOfDate };
    default:
      return unreachable(state);
  }
}

type Live = Extract<ConnectionState, { kind: "live" }>;
type Connecting = Extract<ConnectionState, { kind: "connecting" }>;

function isDoubted({ doubtSince }: Live, now: number): boolean {
  return doubtSince !== null && now - doubtSince >= QUIET_MS;
}

function liveText(latencyMs: number | null): string {
  return latencyMs === null ? EN.connection.live : EN.connection.liveIn(Math.round(latencyMs));
}

function helpOffline({ isOnline, answering }: Connecting): string {
  const { help } = EN.connection;
  if (!isOnline) return help.offline;
  return answering === "nobody" ? help.unreachable : help.waiting;
}

function busy(text: string, help: string): ConnectionWords {
  return { tone: "busy", text, help };
}

function intercepted(seen: Seen): ConnectionWords {
  const { intercepted: text, help } = EN.connection;
  return { tone: "away", text: withWaiting(text, seen), help: help.intercepted };
}

function away(since: number, seen: Seen, help: string): ConnectionWords {
  const text = withWaiting(EN.connection.offline(seen.clock(since)), seen);
  return { tone: "away", text, help };
}

function withWaiting(text: string, { waiting, isKeeping }: Seen): string {
  if (waiting === 0) return text;
  const { waiting: kept, waitingHere } = EN.connection;
  return `${text} · ${isKeeping ? kept(waiting) : waitingHere(waiting)}`;
}

/** How often the page began anew, with why it did so last. */
export function resetText({ count, lastReason }: SiteState["resets"]): string {
  const reason = lastReason === null ? undefined : EN.connection.figures.resets[lastReason];
  return reason === undefined ? `${count}` : `${count}, ${reason}`;
}
