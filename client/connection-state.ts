// The states a connection can be in, and what can happen to it. A person can read each of them on the
// screen; `next-connection.ts` says what follows from what.

/** Who answers in the server's place: the server, somebody else, or nobody. */
export type Answering = "server" | "other" | "nobody";

export interface Trying {
  /** When the connection was last live, or asked for. */
  readonly since: number;
  readonly attempt: number;
}

interface Pausing extends Trying {
  /** When the next attempt is made. */
  readonly until: number;
}

/** Moments are milliseconds since 1970. */
export type ConnectionState =
  | { readonly kind: "idle" }
  /**
   * A socket is being opened. `isOnline` false: the browser sees no network; this one tries anyway.
   * `answering`: what was found when the attempts before it failed.
   */
  | ({
      readonly kind: "connecting";
      readonly isOnline: boolean;
      readonly answering: Answering | null;
    } & Trying)
  /** Connected; what was missed, or the snapshot, is on its way. */
  | ({ readonly kind: "catching-up" } & Trying)
  /**
   * `attempt` counts on until the first sign of life, so that a server that falls at once is spared.
   * `doubtSince`: a heartbeat was not answered, or the machine woke; nothing was heard since then.
   */
  | {
      readonly kind: "live";
      readonly latencyMs: number | null;
      readonly attempt: number;
      readonly doubtSince: number | null;
    }
  /** Between two attempts; why they fail is not known, or it is the server that sends away. */
  | ({ readonly kind: "waiting" } & Pausing)
  /** Between two attempts; nobody answers where the server should be. */
  | ({ readonly kind: "unreachable" } & Pausing)
  /** Between two attempts; somebody else answers, such as the sign-in page of a public network. */
  | ({ readonly kind: "intercepted" } & Pausing)
  /** The server said that it restarts, and when to come back. */
  | ({ readonly kind: "restarting" } & Pausing)
  /** The browser says that there is no network. */
  | { readonly kind: "offline"; readonly since: number }
  | { readonly kind: "signed-out" }
  /** The server will not have this account, or has no such site. */
  | { readonly kind: "refused"; readonly code: number }
  /** The page speaks a protocol that the server no longer speaks: reload. */
  | { readonly kind: "out-of-date" };

export type ConnectionEvent =
  /** `awaySince`: nobody answered the page before this one, since then. */
  | { readonly type: "start"; readonly awaySince?: number | null }
  | { readonly type: "opened" }
  | { readonly type: "closed"; readonly code: number }
  /** The view stands where the server stands. */
  | { readonly type: "caught-up" }
  /** Something was missed: the server has to be asked again. */
  | { readonly type: "lost-place" }
  | { readonly type: "acknowledged"; readonly latencyMs: number }
  /** A heartbeat was not answered before the next, and nothing else was heard meanwhile. */
  | { readonly type: "unanswered" }
  /** Something was heard while that was in doubt. */
  | { readonly type: "heard" }
  | { readonly type: "told-to-wait"; readonly ms: number }
  /** The server is about to restart. */
  | { readonly type: "going-away"; readonly comeBackInMs: number }
  /** Nothing was heard for as long as a living server would let pass. */
  | { readonly type: "silent" }
  /** Who answers where the server should be. */
  | { readonly type: "looked"; readonly answering: Answering }
  /** The time to wait is over. */
  | { readonly type: "due" }
  | { readonly type: "went-offline" }
  | { readonly type: "came-online" }
  | { readonly type: "woke" }
  | { readonly type: "stop" };

/**
 * `probe`: ask for a sign of life and give up soon without one. `resend`: the commands that wait.
 * `look`: find out who answers where the server should be.
 */
export type ConnectionEffect =
  | "open"
  | "close"
  | "subscribe"
  | "resume"
  | "probe"
  | "resend"
  | "look";

type Paused = Extract<ConnectionState, { readonly until: number }>;

/** Waits for the moment of the next attempt. */
export function isPausing(state: ConnectionState): state is Paused {
  const { kind } = state;
  return (
    kind === "waiting" || kind === "unreachable" || kind === "intercepted" || kind === "restarting"
  );
}
