// What this server counts of itself: second by second for the last five minutes, minute by minute for a
// day. Bounded: a full day later a minute makes room for the next.
import { instantAt, millis } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Clock } from "../clock.ts";
import type { Counts, PeakName, StoredFigures, TimeName } from "./figures.ts";
import { Figures } from "./figures.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** How far back what is called recent goes. */
export const RECENT_SECONDS = 300;
const DAY_MINUTES = 24 * 60;

export interface FinishedMinute {
  readonly minute: Instant;
  readonly figures: StoredFigures;
}

export class Recorder {
  readonly #clock: Clock;
  #second = new Figures();
  #minute = new Figures();
  #minuteOf: number;
  readonly #seconds: Figures[] = [];
  /** What was counted in each of the last minutes, the oldest first. */
  readonly #minutes: { readonly minute: number; readonly counts: Counts }[] = [];
  /** The sum of those, kept up to date with each. */
  readonly #day: Record<string, number> = {};

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#minuteOf = this.#present();
  }

  count(name: string, by = 1): void {
    this.#second.count(name, by);
  }

  time(name: TimeName, ms: number, times = 1): void {
    this.#second.time(name, ms, times);
  }

  peak(name: PeakName, height: number): void {
    this.#second.peak(name, height);
  }

  /** Called each second; returns the minute that has ended with it, if one has. */
  tick(): FinishedMinute | null {
    this.#closeSecond();
    const minute = this.#present();
    const ended = minute === this.#minuteOf ? null : this.#endMinute();
    this.#minuteOf = minute;
    return ended;
  }

  /** Ends the minute before its time, as when the server stops; null where nothing was counted. */
  finish(): FinishedMinute | null {
    this.#closeSecond();
    return this.#endMinute();
  }

  /** What happened in the last full seconds, all together. */
  recent(seconds = RECENT_SECONDS): Figures {
    const sum = new Figures();
    for (const second of this.#seconds.slice(-seconds)) sum.add(second);
    return sum;
  }

  /** How many full seconds of these there are: fewer only after a start. */
  recentSeconds(seconds = RECENT_SECONDS): number {
    return Math.min(seconds, this.#seconds.length);
  }

  /** What was counted in the last 24 hours, up to the last full second. */
  day(): Counts {
    this.#letGo();
    const sum = { ...this.#day };
    for (const [name, by] of Object.entries(this.#minute.counts)) sum[name] = (sum[name] ?? 0) + by;
    return sum;
  }

  #letGo(): void {
    const from = this.#present() - DAY_MINUTES * MINUTE_MS;
    for (let first = this.#minutes[0]; first !== undefined; first = this.#minutes[0]) {
      if (first.minute >= from) return;
      this.#minutes.shift();
      for (const [name, by] of Object.entries(first.counts)) {
        const left = (this.#day[name] ?? 0) - by;
        if (left === 0) delete this.#day[name];
        else this.#day[name] = left;
      }
    }
  }

  #endMinute(): FinishedMinute | null {
    const figures = this.#minute.stored();
    if (Object.keys(figures.counts).length + Object.keys(figures.peaks).length === 0) return null;
    this.#minutes.push({ minute: this.#minuteOf, counts: figures.counts });
    for (const [name, by] of Object.entries(figures.counts)) {
      this.#day[name] = (this.#day[name] ?? 0) + by;
    }
    this.#letGo();
    this.#minute = new Figures();
    return { minute: instantAt(this.#minuteOf), figures };
  }

  #closeSecond(): void {
    this.#minute.add(this.#second);
    this.#seconds.push(this.#second);
    if (this.#seconds.length > RECENT_SECONDS) this.#seconds.shift();
    this.#second = new Figures();
  }

  #present(): number {
    const now = millis(this.#clock.now());
    return now - (now % MINUTE_MS);
  }
}
