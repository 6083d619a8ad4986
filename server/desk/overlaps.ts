// Several desks may have been by themselves at once, each without what the others did: two checked the
// same person in, or one saw somebody leave whom only another had seen come. What arrives later is put
// together with what arrived before.
import type { Instant } from "../../domain/instant.ts";

/** An exit that a desk saw and that ended no visit, because none was known then. */
export interface SeenExit {
  readonly decisionId: string;
  readonly memberId: string;
  readonly at: Instant;
  readonly doorId: string | null;
}

export interface OverlapFacts {
  /** The visits that check-ins of desks turned out to be, by the id of their command. */
  readonly visitIds: ReadonlyMap<string, string>;
  /** Exits of the members in question that ended nothing yet, the earliest first. */
  readonly exits: readonly SeenExit[];
  /** Their visits whose end is a guess: loaded with those asked for. */
  readonly guessedIds: readonly string[];
}

export interface MatchedExit {
  readonly decisionId: string;
  readonly visitId: string;
}

export class Overlaps {
  readonly matched: MatchedExit[] = [];
  readonly #visitIds: Map<string, string>;
  #exits: readonly SeenExit[];

  constructor(facts: OverlapFacts | undefined) {
    this.#visitIds = new Map(facts?.visitIds);
    this.#exits = facts?.exits ?? [];
  }

  /** The check-in that a desk opened a visit for was one to a visit that was there. */
  merge(commandId: string, visitId: string): void {
    this.#visitIds.set(commandId, visitId);
  }

  visitIdOf(commandId: string): string | null {
    return this.#visitIds.get(commandId) ?? null;
  }

  see(exit: SeenExit): void {
    this.#exits = [...this.#exits, exit].toSorted((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** The first exit of the member between two moments. */
  exitOf(memberId: string, from: Instant, until: Instant): SeenExit | null {
    const isIt = (exit: SeenExit) =>
      exit.memberId === memberId && exit.at > from && exit.at <= until;
    return this.#exits.find(isIt) ?? null;
  }

  match({ decisionId }: SeenExit, visitId: string): void {
    this.#exits = this.#exits.filter((exit) => exit.decisionId !== decisionId);
    this.matched.push({ decisionId, visitId });
  }
}
