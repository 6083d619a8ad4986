// One connection as the hub sees it: what it wants to hear, and how to hand it bytes.
import type { Topic } from "../../protocol/up.ts";

/** The bytes of one frame, made once and given to every listener alike. */
export type Frame = Buffer;

export interface Listener {
  readonly topics: ReadonlySet<Topic>;
  /**
   * Takes a frame. `seq` is the number of the stream that the listener has reached with it; null where
   * the frame says nothing of the log.
   */
  deliver(frame: Frame, seq: number | null): void;
}

/** Listeners that want the same get the same bytes. */
export function topicKey(topics: ReadonlySet<Topic>): string {
  return [...topics].toSorted().join(",");
}
