// One connection as the hub sees it: what it wants to hear, and how to hand it bytes.
import type { ResetReason } from "../../protocol/down.ts";
import type { Topic } from "../../protocol/up.ts";

/** The bytes of one frame, made once and given to every listener alike. */
export type Frame = Buffer;

/** How a listener was brought to the head: with what it missed, or by a snapshot and why. */
export type Attached = "resumed" | ResetReason;

export interface Listener {
  readonly topics: ReadonlySet<Topic>;
  /**
   * Takes a frame. `seq` is the number of the stream that the listener has reached with it; null where
   * the frame says nothing of the log. `events` is how many events of the stream it brings.
   */
  deliver(frame: Frame, seq: number | null, events?: number): void;
  /** Told when it is brought to the head. */
  attached?(how: Attached): void;
  /** Told that something went wrong on our side, after which it hears no more. */
  failed?(): void;
}

/** Listeners that want the same get the same bytes. */
export function topicKey(topics: ReadonlySet<Topic>): string {
  return [...topics].toSorted().join(",");
}
