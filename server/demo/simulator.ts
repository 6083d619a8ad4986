// Makes the demo gym come alive: people come at the rate that is usual for the hour, or faster, and
// leave again. Whatever fails is counted; it never stops by itself.
import { gymDayAt } from "../../domain/gym-day.ts";
import type { CalendarDay, Instant } from "../../domain/instant.ts";
import { laterOf, minutesBetween, plusMinutes } from "../../domain/instant.ts";
import type { Clock } from "../clock.ts";
import { DoorTraffic } from "./door-traffic.ts";
import type { TrafficParts } from "./door-traffic.ts";
import type { Inside, Person } from "./read-crowd.ts";

const TICK_MS = 500;
/** A machine that slept does not make up for it at once. */
const LONGEST_TICK_MS = 5_000;
const RECOUNT_MS = 30_000;
/** At night a demo would be dead; at this rate somebody comes even then. */
const FEWEST_PER_HOUR = 24;
/** A shorter standstill is not noticed. */
const WORTH_CATCHING_UP_MINUTES = 10;

export interface SimulatorParts extends TrafficParts {
  readonly clock: Clock;
  /** False while the simulator of another server plays. */
  readonly mayPlay?: () => boolean;
  readonly readCrowd: (today: CalendarDay) => Promise<readonly Person[]>;
  readonly readInside: () => Promise<readonly Inside[]>;
  /** When anybody last came or went on a gym-day. */
  readonly readLastMove: (day: CalendarDay) => Promise<Instant | null>;
}

export class Simulator {
  readonly #parts: SimulatorParts;
  readonly #traffic: DoorTraffic;
  readonly #pending = new Set<Promise<void>>();
  #speed = 0;
  #stopTicking: (() => void) | null = null;
  #tickedAt = 0;
  #recountedAt = -Infinity;
  #crowdOf: CalendarDay | null = null;
  #isBusy = false;
  #faults = 0;

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
    this.#traffic = new DoorTraffic(parts);
  }

  get speed(): number {
    return this.#speed;
  }

  /** Scans that were sent, and what failed of them and of the reading around them. */
  get counts(): { readonly sent: number; readonly failed: number } {
    const { sent, failed } = this.#traffic.counts;
    return { sent, failed: failed + this.#faults };
  }

  /** 0 stands still; 1 is life; at 100 a hundred times as many come, and stay a hundredth as long. */
  setSpeed(speed: number): void {
    this.#speed = speed;
    if (speed === 0) {
      this.#stopTicking?.();
      this.#stopTicking = null;
      return;
    }
    if (this.#stopTicking !== null) return;
    const { clock } = this.#parts;
    this.#tickedAt = clock.elapsed();
    this.#recountedAt = -Infinity;
    this.#stopTicking = clock.every(TICK_MS, () => this.#tick());
  }

  /** Tells what happened today while nobody ran the house; new arrivals wait until it is told. */
  catchUp(): void {
    this.#track(this.#busily(() => this.#tellMissed()));
  }

  /** Resolves when nothing of it is on its way any more. */
  async stop(): Promise<void> {
    this.setSpeed(0);
    await this.idle();
  }

  async idle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #tick(): void {
    const { clock } = this.#parts;
    const now = clock.elapsed();
    const passed = Math.min(now - this.#tickedAt, LONGEST_TICK_MS);
    this.#tickedAt = now;
    if (this.#isBusy || this.#parts.mayPlay?.() === false) return;
    if (now - this.#recountedAt >= RECOUNT_MS) {
      this.#track(this.#busily(() => this.#recount(clock.now())));
      return;
    }
    const minutes = (passed / 60_000) * this.#speed;
    const step = { minutes, moment: clock.now(), isPast: false, fewestPerHour: FEWEST_PER_HOUR };
    this.#track(this.#traffic.pass(step));
  }

  async #recount(at: Instant): Promise<void> {
    const { clock, site, readCrowd, readInside } = this.#parts;
    const today = gymDayAt(clock.now(), site).day;
    if (today !== this.#crowdOf) {
      this.#traffic.know(await readCrowd(today));
      this.#crowdOf = today;
    }
    this.#traffic.recount(await readInside(), at);
    this.#recountedAt = clock.elapsed();
  }

  async #tellMissed(): Promise<void> {
    const { clock, desk, site, readLastMove } = this.#parts;
    const today = gymDayAt(clock.now(), site);
    const last = (await readLastMove(today.day)) ?? today.startsAt;
    let moment = laterOf(last, today.startsAt);
    if (minutesBetween(moment, clock.now()) < WORTH_CATCHING_UP_MINUTES) return;
    // Whoever was in on an earlier day is checked out before anybody is counted.
    await desk.turnDay(site.id);
    await this.#recount(moment);
    for (;;) {
      moment = plusMinutes(moment, 1);
      if (moment >= clock.now() || this.#speed === 0) return;
      await this.#traffic.pass({ minutes: 1, moment, isPast: true, fewestPerHour: 0 });
    }
  }

  async #busily(work: () => Promise<void>): Promise<void> {
    this.#isBusy = true;
    try {
      await work();
    } catch {
      // The database may be away for a while: the next tick asks again.
      this.#faults += 1;
    } finally {
      this.#isBusy = false;
    }
  }

  #track(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }
}
