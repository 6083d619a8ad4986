// What tabs that share a connection say to each other. One of them leads: it has the socket and the
// outbox, and passes on what it hears; the others follow.
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import type { MadeOffline, Position } from "../../protocol/up.ts";
import type { Snapshot } from "../incoming.ts";
import type { DoorMessage } from "../outbox-storage.ts";
import type { PageSignal } from "../site-front.ts";
import type { Heard, Settled, SiteState } from "../site-state.ts";

/** What is the same in all tabs. */
export type SharedState = Pick<
  SiteState,
  | "connection"
  | "stats"
  | "latencyMs"
  | "waiting"
  | "isKeeping"
  | "serverOffsetMs"
  | "health"
  | "tabs"
> & {
  /** Whether somebody can see the tab that leads. */
  readonly isVisible: boolean;
};

export type CatchUp =
  | { readonly as: "events"; readonly events: readonly Numbered<SiteEvent>[] }
  | { readonly as: "snapshot"; readonly snapshot: Snapshot }
  /** The one who asks is further than the one who leads, or there is no view yet. */
  | { readonly as: "nothing" };

export type FollowerMessage =
  /** Here I am, and this is where I stand: what did I miss? */
  | { readonly kind: "hello"; readonly position: Position | null }
  /** Are you there? */
  | { readonly kind: "look" }
  | { readonly kind: "ask"; readonly message: DoorMessage }
  | { readonly kind: "amend"; readonly commandId: string; readonly madeOffline: MadeOffline }
  | { readonly kind: "signal"; readonly signal: PageSignal }
  /** I can be seen, and you have not been for long: let me lead. */
  | { readonly kind: "want" }
  | { readonly kind: "bye" };

export type LeaderMessage =
  | { readonly kind: "lead"; readonly state: SharedState }
  | {
      readonly kind: "welcome";
      readonly to: string;
      readonly catchUp: CatchUp;
      readonly state: SharedState;
    }
  /** A frame of the socket, as it came. */
  | { readonly kind: "frame"; readonly text: string; readonly heard: Heard }
  | { readonly kind: "state"; readonly state: SharedState }
  /** `isOrphan`: whoever asked is not there any more. */
  | { readonly kind: "settled"; readonly settled: Settled; readonly isOrphan: boolean }
  /** I lead no more: take the lock. */
  | { readonly kind: "yours"; readonly to: string };

export type TabMessage =
  | (FollowerMessage & { readonly tab: string })
  | (LeaderMessage & { readonly tab: string; readonly leads: true });
