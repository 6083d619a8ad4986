// One round of a room: a frame to everybody who listens, made once for all who want the same. The round
// stops now and then for whatever else is waiting, such as somebody's answer.
import type { Topic } from "../../protocol/up.ts";
import type { LoggedEvent } from "../number-events.ts";
import { rangeText } from "./frame-text.ts";
import type { Frame, Listener } from "./listener.ts";
import type { Amount, Sent } from "./sent.ts";
import { addSent, costSingly, NOTHING_SENT } from "./sent.ts";

/** Listeners that are served before the loop gets its turn: about two milliseconds. */
const AT_ONCE = 200;

/** Text of events in one round: no frame outgrows what may wait for a slow listener. */
const ROUND_BYTES = 16 * 1024;

/** A listener in its room. */
export interface Place {
  readonly listener: Listener;
  /** It has everything up to this number already, from when it came. */
  seq: number;
  /** The last round before it came: that one does not concern it, even where it is still under way. */
  readonly round: number;
}

/** Listeners that want the same. */
export interface Group {
  readonly topics: ReadonlySet<Topic>;
  readonly places: Map<Listener, Place>;
}

export interface Round {
  readonly number: number;
  readonly stream: string;
  /** The number of its last event, or the head where it has none. */
  readonly seq: number;
  readonly events: readonly LoggedEvent[];
  /** The text of the statistics, where they are due. */
  readonly stats: string | null;
  /** Bytes of the statistics as they were last sent. */
  readonly statsBytes: number;
}

interface Made {
  readonly frame: Frame;
  readonly events: number;
  readonly singly: Amount;
  given: number;
}

export interface SweepParts {
  readonly encode: (text: string) => Frame;
  readonly give: (listener: Listener, frame: Frame, seq: number, events: number) => void;
}

export class Sweep {
  readonly #parts: SweepParts;
  readonly #round: Round;
  readonly #from: number;

  constructor(parts: SweepParts, round: Round) {
    this.#parts = parts;
    this.#round = round;
    this.#from = round.seq - round.events.length;
  }

  /** Yields where the loop is to have its turn; returns what was sent. */
  *run(groups: Iterable<Group>): Generator<void, Sent> {
    let sent = NOTHING_SENT;
    let served = 0;
    for (const group of groups) {
      const made = new Map<number, Made | null>();
      for (const place of group.places.values()) {
        // Who came while the round was under way has all of it.
        if (place.round >= this.#round.number) continue;
        const one = this.#frameFor(group, Math.max(place.seq, this.#from), made);
        if (one === null) continue;
        one.given += 1;
        this.#parts.give(place.listener, one.frame, this.#round.seq, one.events);
        served += 1;
        if (served % AT_ONCE === 0) yield;
      }
      for (const one of made.values()) if (one !== null) sent = addSent(sent, sentOf(one));
    }
    return sent;
  }

  #frameFor({ topics }: Group, from: number, made: Map<number, Made | null>): Made | null {
    const known = made.get(from);
    if (known !== undefined) return known;
    const { events, stats, statsBytes, stream } = this.#round;
    const missing = from === this.#from ? events : events.slice(from - this.#from);
    const text = rangeText(stream, topics, missing, stats);
    const one =
      text === null
        ? null
        : {
            frame: this.#parts.encode(text),
            events: missing.length,
            singly: costSingly(topics, missing, statsBytes),
            given: 0,
          };
    made.set(from, one);
    return one;
  }
}

function sentOf({ frame, events, singly, given }: Made): Sent {
  return {
    frames: given,
    bytes: given * frame.length,
    events: given * events,
    singly: { frames: given * singly.frames, bytes: given * singly.bytes },
  };
}

/** How many of the first events go into one round; one at least. */
export function fitting(events: readonly LoggedEvent[]): number {
  let bytes = 0;
  const first = events.findIndex(({ body }) => (bytes += body.length) > ROUND_BYTES);
  return first === -1 ? events.length : Math.max(1, first);
}
