// What the hub needs of a store, told in its own words.
import type { LiveViewSnapshot } from "../../domain/live-view.ts";
import type { Head } from "../../protocol/down.ts";
import type { LoggedEvent } from "../number-events.ts";

export interface HubStore {
  /** The live view at exactly its head, read in one REPEATABLE READ transaction; null: no such site. */
  readView(
    siteId: string,
  ): Promise<{ readonly head: Head; readonly view: LiveViewSnapshot } | null>;
  /** Events after a number, in order, at most `limit`. */
  readEvents(stream: string, after: number, limit: number): Promise<readonly LoggedEvent[]>;
  /** The rolling hash after an event; null where the log no longer has it. */
  readHash(stream: string, seq: number): Promise<string | null>;
}
