// What passes between servers of one gym: each tells the others how far a stream has come when it has
// committed, hears the same of them, and looks for itself where a word was lost.
import { SESSIONS } from "./bus/bus.ts";
import type { BusParts, Hint, OpenBus } from "./bus/bus.ts";
import type { Clock } from "./clock.ts";
import type { Hub } from "./hub/hub.ts";
import { Beacon } from "./jobs/beacon.ts";
import type { LoggedEvent } from "./number-events.ts";

export interface ExchangeParts {
  readonly serverId: string;
  readonly openBus: OpenBus;
  readonly clock: Clock;
  readonly hub: Hub;
  readonly readHeads: (streams: readonly string[]) => Promise<readonly Hint[]>;
  readonly observe: BusParts["observe"];
  readonly onLost: () => void;
  readonly onFault: (where: string) => (error: unknown) => void;
}

export interface Exchange {
  /** Lets the screens of every server hear of events that have committed. */
  announce(events: readonly LoggedEvent[]): void;
  /** Something may have committed that nobody announced. */
  lookAgain(stream: string): void;
  /** Lets every server look at the sessions of its sockets. */
  sessionsEnded(): void;
  onSessionsEnded(callback: () => void): void;
  close(): Promise<void>;
}

export async function openExchange(parts: ExchangeParts): Promise<Exchange> {
  const { hub, clock, serverId, onFault } = parts;
  const callbacks = new Set<() => void>();
  const beacon = new Beacon({ ...parts, onFault: onFault("beacon") });
  const bus = await parts.openBus({
    sender: serverId,
    clock,
    observe: parts.observe,
    onFault: onFault("bus"),
    hear: (hint) => {
      if (hint.stream === SESSIONS) {
        for (const callback of callbacks) callback();
        return;
      }
      beacon.note(hint);
      hub.heard(hint);
    },
  });
  const teller = new HeadTeller(parts, (hints) => bus.tell(hints));
  let endings = 0;
  // What follows from here on is heard, also where the very first word of it is lost.
  for (const head of await parts.readHeads(hub.streams())) hub.heard(head);
  return {
    announce: (events) => {
      for (const event of events) beacon.note(event);
      hub.announce(events);
      teller.tell(events);
    },
    lookAgain: (stream) => {
      hub.readOn(stream);
      teller.ask(stream);
    },
    sessionsEnded: () => {
      endings += 1;
      bus.tell([{ stream: SESSIONS, epoch: serverId, seq: endings }]);
    },
    onSessionsEnded: (callback) => callbacks.add(callback),
    close: async () => {
      beacon.close();
      await teller.idle();
      await bus.close();
    },
  };
}

/** Knows the epoch of a stream from its room, or asks for the head where nobody here watches it. */
class HeadTeller {
  readonly #parts: ExchangeParts;
  readonly #tell: (hints: readonly Hint[]) => void;
  readonly #asked = new Set<string>();
  #asking: Promise<void> | null = null;

  constructor(parts: ExchangeParts, tell: (hints: readonly Hint[]) => void) {
    this.#parts = parts;
    this.#tell = tell;
  }

  tell(events: readonly LoggedEvent[]): void {
    const furthest = new Map<string, number>();
    for (const { stream, seq } of events) furthest.set(stream, seq);
    for (const [stream, seq] of furthest) {
      const epoch = this.#parts.hub.headOf(stream)?.epoch;
      if (epoch === undefined) this.ask(stream);
      else this.#tell([{ stream, epoch, seq }]);
    }
  }

  ask(stream: string): void {
    this.#asked.add(stream);
    this.#asking ??= this.#ask();
  }

  async idle(): Promise<void> {
    await this.#asking;
  }

  async #ask(): Promise<void> {
    while (this.#asked.size > 0) {
      const streams = [...this.#asked];
      this.#asked.clear();
      try {
        this.#tell(await this.#parts.readHeads(streams));
      } catch (error) {
        // The others' beacons find it.
        this.#parts.onFault("bus")(error);
      }
    }
    this.#asking = null;
  }
}
