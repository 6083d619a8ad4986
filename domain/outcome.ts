// What deciding yields: what the gym says, what has thereby happened, and what it costs.
import type { SiteEvent } from "./event.ts";
import type { Decision, Visit } from "./visit.ts";

/** A visit taken from a membership's pack (-1), or given back to it (+1). */
export interface Charge {
  readonly membershipId: string;
  readonly visits: -1 | 1;
}

export interface Outcome {
  readonly decision: Decision;
  /** In the order in which they happened; empty where nothing new is true. */
  readonly events: readonly SiteEvent[];
  /** The visit that the command made, closed, reopened or found. */
  readonly visit: Visit | null;
  readonly charge: Charge | null;
}
