// The simulator's scans: lets minutes of a day pass at the doors, asks the desk as scanners would, and
// counts what fails. Nothing it is told can make it throw.
import { localMoment } from "../../domain/gym-day.ts";
import type { LocalMoment } from "../../domain/gym-day.ts";
import type { Instant } from "../../domain/instant.ts";
import { millis } from "../../domain/instant.ts";
import type { Door, Site } from "../../domain/site.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import type { Desk } from "../desk/desk.ts";
import { unknownCode } from "./generate-visits.ts";
import type { Inside, Person } from "./read-crowd.ts";
import { arrivalsPerHour } from "./rhythm.ts";
import type { SeededRandom } from "./seeded-random.ts";
import { SimulatedCrowd } from "./simulated-crowd.ts";

/** Never more people than this between two doors at once, however fast the day goes. */
const MOST_AT_ONCE = 40;
const ARRIVALS = [
  { who: "guest", weight: 0.94 },
  { who: "debtor", weight: 0.03 },
  { who: "turned-away", weight: 0.02 },
  { who: "stranger", weight: 0.01 },
] as const;
const SECOND_SWIPES = 0.012;
const BY_TURNSTILE = 0.72;

export interface TrafficParts {
  readonly desk: Desk;
  readonly random: SeededRandom;
  readonly site: Site;
  readonly doors: readonly Door[];
}

/** A step of the simulated day. */
export interface Step {
  readonly minutes: number;
  /** What the clock on the wall shows. */
  readonly moment: Instant;
  /** True where it is told after the fact. */
  readonly isPast: boolean;
  readonly fewestPerHour: number;
}

export class DoorTraffic {
  readonly #parts: TrafficParts;
  readonly #crowd: SimulatedCrowd;
  /** Minutes of the simulated day. */
  #minute = 0;
  /** How much of the wait for the next arrival is left, in arrivals. */
  #wait: number;
  #onTheWay = 0;
  #sent = 0;
  #failed = 0;

  constructor(parts: TrafficParts) {
    this.#parts = parts;
    this.#crowd = new SimulatedCrowd(parts.random.fork("crowd"));
    this.#wait = parts.random.exponential();
  }

  get counts(): { readonly sent: number; readonly failed: number } {
    return { sent: this.#sent, failed: this.#failed };
  }

  know(people: readonly Person[]): void {
    this.#crowd.know(people);
  }

  recount(inside: readonly Inside[], now: Instant): void {
    this.#crowd.recount(inside, this.#minute, now);
  }

  /** Resolves when all who come and go in this step have passed the door. */
  async pass(step: Step): Promise<void> {
    const { site, random } = this.#parts;
    this.#minute += step.minutes;
    const passing = this.#crowd
      .leaving(this.#minute, site.capacity)
      .map((code) => this.#scan("check_out", code, step));
    const local = localMoment(step.moment, site.timeZone);
    const perHour = Math.max(arrivalsPerHour(local), step.fewestPerHour);
    this.#wait -= (perHour / 60) * step.minutes;
    const arriving: Promise<void>[] = [];
    while (this.#wait <= 0) {
      this.#wait += random.exponential();
      if (this.#onTheWay < MOST_AT_ONCE) arriving.push(this.#arrive(local, step));
    }
    await Promise.all([...passing, ...arriving]);
  }

  async #arrive(local: LocalMoment, step: Step): Promise<void> {
    const { random } = this.#parts;
    const { who } = random.weighted(ARRIVALS);
    if (who === "stranger") {
      await this.#scan("check_in", unknownCode(random), step);
      return;
    }
    const person = this.#draw(who, local);
    if (person === null) return;
    const swipesTwice = random.chance(SECOND_SWIPES);
    const answer = await this.#scan("check_in", person.code, step);
    if (answer === null || answer.visit === null) return;
    this.#crowd.enter(person.memberId, person.code, this.#minute);
    if (swipesTwice) await this.#scan("check_in", person.code, step);
  }

  #draw(who: "guest" | "debtor" | "turned-away", local: LocalMoment): Person | null {
    if (who === "debtor") return this.#crowd.nextDebtor(local);
    return who === "turned-away" ? this.#crowd.nextTurnedAway(local) : this.#crowd.nextGuest(local);
  }

  /** Null where the desk could not answer. */
  async #scan(
    type: "check_in" | "check_out",
    code: string,
    { moment, isPast }: Step,
  ): Promise<DoorAnswer | null> {
    const { desk, random, site } = this.#parts;
    const commandId = random.id(millis(moment));
    const at = isPast ? moment : null;
    const asked = { commandId, at, staffId: null, notes: null, doorId: this.#door() };
    const subject = { credential: code };
    this.#sent += 1;
    this.#onTheWay += 1;
    try {
      return type === "check_in"
        ? await desk.submit(site.id, { ...asked, subject, type })
        : await desk.submit(site.id, { ...asked, subject, type, how: "scanned" });
    } catch {
      // What went wrong the desk has reported already; the show goes on.
      this.#failed += 1;
      return null;
    } finally {
      this.#onTheWay -= 1;
    }
  }

  #door(): string {
    const { random, doors } = this.#parts;
    const turnstiles = doors.filter(({ channel }) => channel === "turnstile");
    const some = turnstiles.length > 0 && random.chance(BY_TURNSTILE) ? turnstiles : doors;
    return random.pick(some).id;
  }
}
