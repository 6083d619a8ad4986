// Where this server stands in the organisation's stream, which has no view: its events only say what a
// screen may have to ask for anew. It stands nowhere until the first number is heard.
import { assert } from "../../domain/assert.ts";
import type { LoggedEvent } from "../number-events.ts";

export class OrganisationStream {
  readonly #tell: (event: LoggedEvent) => void;
  /** Null until somebody has said it. */
  #epoch: string | null;
  #head: { readonly stream: string; readonly seq: number };

  constructor(
    stream: string,
    epoch: string | null,
    seq: number,
    tell: (event: LoggedEvent) => void,
  ) {
    this.#head = { stream, seq };
    this.#epoch = epoch;
    this.#tell = tell;
  }

  get head(): { readonly stream: string; readonly seq: number } {
    return this.#head;
  }

  /** Whether this is the same history, as far as it is known. */
  isOf(stream: string, epoch: string | null): boolean {
    this.#epoch ??= epoch;
    return stream === this.#head.stream && (epoch === null || epoch === this.#epoch);
  }

  take(event: LoggedEvent): void {
    assert(event.seq === this.#head.seq + 1, `event ${event.seq} after ${this.#head.seq}`);
    this.#head = { ...this.#head, seq: event.seq };
    this.#tell(event);
  }

  /** Stands at another number: what lies between cannot be heard any more. */
  jumpTo(seq: number): void {
    this.#head = { ...this.#head, seq };
  }
}
