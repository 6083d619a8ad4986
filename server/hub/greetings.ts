// What a newcomer is given first: the statistics and the whole view. Made once for all who come while
// the number is the same; the statistics once for a moment of it.
import type { LiveView } from "../../domain/live-view.ts";
import type { Head, ResetReason } from "../../protocol/down.ts";
import { STATISTICS_EVERY_MS } from "../../protocol/limits.ts";
import type { Clock } from "../clock.ts";
import { snapshotText, statsText } from "./frame-text.ts";
import type { Frame } from "./listener.ts";

export interface GreetingParts {
  readonly clock: Clock;
  readonly encode: (text: string) => Frame;
}

export class Greetings {
  readonly #parts: GreetingParts;
  readonly #snapshots = new Map<ResetReason, Frame>();
  #stats: { readonly at: number; readonly frame: Frame } | null = null;

  constructor(parts: GreetingParts) {
    this.#parts = parts;
  }

  /** The view has changed: what was made is of no use any more. */
  forget(): void {
    this.#snapshots.clear();
    this.#stats = null;
  }

  snapshot(head: Head, view: LiveView, reason: ResetReason): Frame {
    let frame = this.#snapshots.get(reason);
    if (frame === undefined) {
      frame = this.#parts.encode(snapshotText(head, view, reason));
      this.#snapshots.set(reason, frame);
    }
    return frame;
  }

  statistics(view: LiveView): Frame {
    const { clock, encode } = this.#parts;
    const at = clock.elapsed();
    if (this.#stats === null || at - this.#stats.at >= STATISTICS_EVERY_MS) {
      const frame = encode(statsText("initial_stats", view, clock.now()));
      this.#stats = { at, frame };
    }
    return this.#stats.frame;
  }
}
