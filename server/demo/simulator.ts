// Makes the demo gym come alive: sends people to its doors through the desk, as scanners would, at the
// rate that is usual for the hour, or faster. Whatever fails is counted; it never stops by itself.
import { localMoment } from "../../domain/gym-day.ts";
import type { LocalMoment } from "../../domain/gym-day.ts";
import type { CalendarDay } from "../../domain/instant.ts";
import { millis } from "../../domain/instant.ts";
import type { Door, Site } from "../../domain/site.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import type { Clock } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import { unknownCode } from "./generate-visits.ts";
import type { Inside, Person } from "./read-crowd.ts";
import { arrivalsPerHour } from "./rhythm.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { SimulatedCrowd } from "./simulated-crowd.ts";

const TICK_MS = 500;
/** A machine that slept does not make up for it at once. */
const LONGEST_TICK_MS = 5_000;
const RECOUNT_MS = 30_000;
/** At night a demo would be dead; at this rate somebody comes even then. */
const FEWEST_PER_HOUR = 10;
const MOST_AT_ONCE = 40;

const ARRIVALS = [
  { who: "guest", weight: 0.94 },
  { who: "debtor", weight: 0.03 },
  { who: "turned-away", weight: 0.02 },
  { who: "stranger", weight: 0.01 },
] as const;
const SECOND_SWIPES = 0.012;

export interface SimulatorParts {
  readonly desk: Desk;
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly site: Site;
  readonly doors: readonly Door[];
  readonly readCrowd: (today: CalendarDay) => Promise<readonly Person[]>;
  readonly readInside: () => Promise<readonly Inside[]>;
}

export interface SimulatorCounts {
  readonly sent: number;
  readonly failed: number;
}

export class Simulator {
  readonly #parts: SimulatorParts;
  readonly #crowd: SimulatedCrowd;
  readonly #pending = new Set<Promise<void>>();
  #speed = 0;
  #stopTicking: (() => void) | null = null;
  #tickedAt = 0;
  /** Minutes of the simulated day. */
  #minute = 0;
  /** How much of the wait for the next arrival is left, in arrivals. */
  #wait = 0;
  #recountedAt = -Infinity;
  #isRecounting = false;
  #crowdOf: CalendarDay | null = null;
  #sent = 0;
  #failed = 0;

  constructor(parts: SimulatorParts) {
    this.#parts = parts;
    this.#crowd = new SimulatedCrowd(parts.random.fork("crowd"));
    this.#wait = parts.random.exponential();
  }

  get speed(): number {
    return this.#speed;
  }

  get counts(): SimulatorCounts {
    return { sent: this.#sent, failed: this.#failed };
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
    this.#tickedAt = this.#parts.clock.elapsed();
    this.#recountedAt = -Infinity;
    this.#stopTicking = this.#parts.clock.every(TICK_MS, () => this.#tick());
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
    const { clock, site } = this.#parts;
    const now = clock.elapsed();
    const passed = Math.min(now - this.#tickedAt, LONGEST_TICK_MS);
    this.#tickedAt = now;
    if (this.#isRecounting) return;
    if (now - this.#recountedAt >= RECOUNT_MS) return this.#track(this.#recount());

    const minutes = (passed / 60_000) * this.#speed;
    this.#minute += minutes;
    for (const code of this.#crowd.leaving(this.#minute, site.capacity))
      this.#track(this.#leave(code));
    const local = localMoment(clock.now(), site.timeZone);
    this.#wait -= (Math.max(arrivalsPerHour(local), FEWEST_PER_HOUR) / 60) * minutes;
    while (this.#wait <= 0) {
      this.#wait += this.#parts.random.exponential();
      if (this.#pending.size < MOST_AT_ONCE) this.#track(this.#arrive());
    }
  }

  async #recount(): Promise<void> {
    this.#isRecounting = true;
    try {
      const { clock, site, readCrowd, readInside } = this.#parts;
      const today = localMoment(clock.now(), site.timeZone).date;
      if (today !== this.#crowdOf) {
        this.#crowd.know(await readCrowd(today));
        this.#crowdOf = today;
      }
      this.#crowd.recount(await readInside(), this.#minute, clock.now());
      this.#recountedAt = clock.elapsed();
    } catch {
      // The database may be away for a while: the next tick asks again.
      this.#failed += 1;
    } finally {
      this.#isRecounting = false;
    }
  }

  async #arrive(): Promise<void> {
    const { random, clock, site } = this.#parts;
    const local = localMoment(clock.now(), site.timeZone);
    const { who } = random.weighted(ARRIVALS);
    if (who === "stranger") {
      await this.#scan("check_in", unknownCode(random));
      return;
    }
    const person = this.#draw(who, local);
    if (person === null) return;
    const swipesTwice = random.chance(SECOND_SWIPES);
    const answer = await this.#scan("check_in", person.code);
    if (answer === null || answer.visit === null) return;
    this.#crowd.enter(person.memberId, person.code, this.#minute);
    if (swipesTwice) await this.#scan("check_in", person.code);
  }

  #draw(who: "guest" | "debtor" | "turned-away", local: LocalMoment): Person | null {
    if (who === "debtor") return this.#crowd.nextDebtor(local);
    return who === "turned-away" ? this.#crowd.nextTurnedAway(local) : this.#crowd.nextGuest(local);
  }

  async #leave(code: string): Promise<void> {
    await this.#scan("check_out", code);
  }

  /** Null where the desk could not answer. */
  async #scan(type: "check_in" | "check_out", code: string): Promise<DoorAnswer | null> {
    const { desk, clock, random, site } = this.#parts;
    const commandId = random.id(millis(clock.now()));
    const subject = { credential: code };
    const asked = {
      commandId,
      at: null,
      staffId: null,
      notes: null,
      subject,
      doorId: this.#door(),
    };
    this.#sent += 1;
    try {
      return type === "check_in"
        ? await desk.submit(site.id, { ...asked, type })
        : await desk.submit(site.id, { ...asked, type, how: "scanned" });
    } catch {
      // What went wrong the desk has reported already; the show goes on.
      this.#failed += 1;
      return null;
    }
  }

  #door(): string {
    const { random, doors } = this.#parts;
    const turnstiles = doors.filter(({ channel }) => channel === "turnstile");
    const some = turnstiles.length > 0 && random.chance(0.72) ? turnstiles : doors;
    return random.pick(some).id;
  }

  #track(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }
}
