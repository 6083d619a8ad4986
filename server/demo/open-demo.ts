// The demo of a house: filling, wiping, and the one simulator that runs in it. Of several servers each
// has one ready, and the caretaker's plays.
import { ProblemError } from "../../protocol/problem.ts";
import type { Clock } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { Database } from "../store/database.ts";
import { readSites } from "../store/sites.ts";
import { fillDemo } from "./fill-demo.ts";
import type { DemoSize } from "./fill-demo.ts";
import { readCrowd, readInside, readLastMove } from "./read-crowd.ts";
import { SeededRandom } from "./seeded-random.ts";
import { Simulator } from "./simulator.ts";
import { wipeDemo } from "./wipe-demo.ts";

const USUAL = { seed: 1, speed: 5 };
const SPEED_KEY = "demo-simulator-speed";

export interface DemoParts {
  readonly database: Database;
  readonly desk: Desk;
  readonly clock: Clock;
  announce(events: readonly LoggedEvent[]): void;
  /** Everything is gone: sessions end, live views are forgotten, a new set-up code is drawn. */
  wiped(): Promise<void>;
  /** Whether the simulator of this server is the one that plays, where there may be others. */
  readonly mayPlay?: () => boolean;
  readonly onProgress?: (share: number) => void;
  readonly size?: DemoSize;
  /** What the operator asked for at the start; it counts more than the speed that was kept. */
  readonly asked?: { readonly seed: number; readonly speed: number | null } | null;
}

export interface Demo {
  /** Fills the gym and lets it live at its usual speed. Throws `already-exists` where it is not empty. */
  populate(asked?: { readonly seed?: number | undefined }): Promise<void>;
  /** Back to the first run. Throws `not-allowed` where the gym is not a demo. */
  wipe(): Promise<void>;
  speed(): number;
  /** Throws `not-found` where the gym is not a demo. */
  setSpeed(speed: number): Promise<void>;
  /** Goes on at the speed of the last run, after telling what happened today in between. */
  resume(): Promise<void>;
  /** Takes over what was asked for at another server: filled, wiped, another speed. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

export function openDemo(parts: DemoParts): Demo {
  const { database, clock } = parts;
  const usual = {
    seed: parts.asked?.seed ?? USUAL.seed,
    speed: parts.asked?.speed ?? USUAL.speed,
  };
  let simulator: Simulator | null = null;
  let filling: Promise<void> | null = null;

  const mayPlay = parts.mayPlay ?? (() => true);

  const start = async (speed: number): Promise<boolean> => {
    simulator ??= await openSimulator(parts);
    simulator?.setSpeed(speed);
    return simulator !== null;
  };
  const stop = async (): Promise<void> => {
    const running = simulator;
    simulator = null;
    await running?.stop();
  };
  const fill = async (seed: number): Promise<void> => {
    const organisation = await readOrganisation(database);
    if (organisation === null) throw new ProblemError("not-set-up");
    const siteId = await firstLiveSite(database);
    if (siteId === null) throw new ProblemError("unknown-site");
    const { events } = await fillDemo({
      ...{ database, organisationId: organisation.id, siteId, seed, now: clock.now() },
      ...(parts.onProgress !== undefined && { onProgress: parts.onProgress }),
      ...(parts.size !== undefined && { size: parts.size }),
    });
    parts.announce(events);
    await keepSpeed(database, usual.speed);
    await start(usual.speed);
  };

  return {
    populate: async (asked) => {
      if (filling !== null) throw new ProblemError("overloaded", { retryAfter: 10 });
      filling = fill(asked?.seed ?? usual.seed);
      try {
        await filling;
      } finally {
        filling = null;
      }
    },
    wipe: async () => {
      const speed = simulator?.speed ?? 0;
      await stop();
      try {
        await wipeDemo(database);
      } catch (error) {
        if (speed > 0) await start(speed);
        throw error;
      }
      await parts.wiped();
    },
    speed: () => simulator?.speed ?? 0,
    setSpeed: async (speed) => {
      if (!(await start(speed))) {
        throw new ProblemError("not-found", { details: ["This gym is not a demo."] });
      }
      await keepSpeed(database, speed);
    },
    resume: async () => {
      const asked = parts.asked?.speed ?? null;
      const isDemo = await start(asked ?? (await readSpeed(database)) ?? usual.speed);
      if (isDemo && asked !== null) await keepSpeed(database, asked);
      if (simulator !== null && simulator.speed > 0 && mayPlay()) simulator.catchUp();
    },
    follow: async () => {
      if (filling !== null) return;
      const organisation = await readOrganisation(database);
      if (organisation === null || !organisation.is_demo) return stop();
      const speed = (await readSpeed(database)) ?? usual.speed;
      if (simulator?.speed !== speed) await start(speed);
    },
    close: async () => {
      await filling?.catch(() => undefined);
      await stop();
    },
  };
}

/** Null where there is no demo to bring to life. */
async function openSimulator(parts: DemoParts): Promise<Simulator | null> {
  const { database, desk, clock } = parts;
  const organisation = await readOrganisation(database);
  if (organisation === null || !organisation.is_demo) return null;
  const found = (await readSites(database, null)).find(({ timeline }) => timeline === "live");
  if (found === undefined) return null;
  const { doors, ...site } = found;
  return new Simulator({
    ...{ desk, clock, site, doors },
    mayPlay: parts.mayPlay ?? (() => true),
    random: new SeededRandom(`simulator ${clock.now()}`),
    readCrowd: (today) => readCrowd(database, { today, now: clock.now() }),
    readInside: () => readInside(database, site.id),
    readLastMove: (day) => readLastMove(database, site.id, day),
  });
}

async function readOrganisation(database: Database) {
  const found = database.selectFrom("organisation").select(["id", "is_demo"]);
  return (await found.executeTakeFirst()) ?? null;
}

async function firstLiveSite(database: Database): Promise<string | null> {
  const sites = await readSites(database, null);
  return sites.find(({ timeline }) => timeline === "live")?.id ?? null;
}

async function keepSpeed(database: Database, speed: number): Promise<void> {
  const value = JSON.stringify(speed);
  await database
    .insertInto("setting")
    .values({ key: SPEED_KEY, value })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value }))
    .execute();
}

async function readSpeed(database: Database): Promise<number | null> {
  const found = await database
    .selectFrom("setting")
    .select("value")
    .where("key", "=", SPEED_KEY)
    .executeTakeFirst();
  return typeof found?.value === "number" ? found.value : null;
}
