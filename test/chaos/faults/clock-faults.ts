// Faults of time (R9): the server's clock jumps, and stands where calendars are odd. Which gym-day a visit
// belongs to is held against PostgreSQL's own knowledge of time zones.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { must } from "../../../domain/assert.ts";
import { openPool } from "../../../server/store/database.ts";
import { makeDataFolder } from "../process/data-folder.ts";
import { leaveFolder } from "../process/owned.ts";
import { PRELOADS } from "../repository.ts";
import type { Stage } from "../stage/stage.ts";
import type { Fault } from "./fault.ts";
import { Violation } from "./fault.ts";

const HOUR = 3_600_000;

interface Times {
  readonly name: string;
  readonly does: string;
  readonly timeZone: string;
  readonly gymDayStartsAt: string;
  /** Where the server's clock stands first; null: where this machine's does. */
  readonly begins: string | null;
  /** By how much it jumps, one after the other. */
  readonly jumpsMs: readonly number[];
  /** Gym-days that must have begun. */
  readonly days: readonly string[];
  /** Whether senders' clocks go with the server's. */
  readonly sendersToo: boolean;
}

function clockFault(times: Times): Fault {
  let offsetMs = 0;
  let file = "";
  const set = async (ms: number): Promise<void> => {
    offsetMs = ms;
    await writeFile(file, String(ms));
  };
  return {
    name: times.name,
    does: times.does,
    stage: { database: "embedded", screens: 12, perSecond: 60 },
    times: times.jumpsMs.length,
    checkEvery: 1,
    prepare: async () => {
      const folder = await makeDataFolder();
      file = join(folder, "offset");
      await set(times.begins === null ? 0 : Date.parse(times.begins) - Date.now());
      const { timeZone, gymDayStartsAt, sendersToo } = times;
      return {
        stage: {
          nodeArguments: ["--import", join(PRELOADS, "shift-clock.mjs")],
          environment: { CHAOS_CLOCK_FILE: file },
          gym: { timeZone, gymDayStartsAt },
          now: () => Date.now() + (sendersToo ? offsetMs : 0),
        },
        clear: async () => leaveFolder(folder),
      };
    },
    strike: async (stage, time) => {
      await pause(1_200);
      await set(offsetMs + (times.jumpsMs[time % times.jumpsMs.length] ?? 0));
      must(stage.servers[0], "server").process().signal("SIGUSR2");
      await pause(1_200);
      return null;
    },
    sum: (stage) => heldDays(stage, times),
  };
}

async function heldDays(stage: Stage, times: Times): Promise<string> {
  const pool = openPool(stage.connection, { size: 1, onFault: () => undefined });
  try {
    const wrong = await pool.query(
      `select check_in_at, gym_day from visit
       where ((check_in_at at time zone $1) - $2::interval)::date <> gym_day limit 3`,
      [times.timeZone, `${times.gymDayStartsAt}:00`],
    );
    if (wrong.rows.length > 0)
      throw new Violation(`visits of a wrong day: ${JSON.stringify(wrong.rows)}`);
    const { rows } = await pool.query<{ gym_day: string }>(
      "select distinct gym_day from visit order by 1",
    );
    const days = rows.map(({ gym_day: day }) => day);
    const missing = times.days.filter((day) => !days.includes(day));
    if (missing.length > 0)
      throw new Violation(`no visit of ${missing.join(", ")}, only of ${days.join(", ")}`);
    return `every visit is of the right day: ${days.join(", ")}`;
  } finally {
    await pool.end();
  }
}

export const clockFaults: readonly Fault[] = [
  clockFault({
    name: "clock-jump",
    does: "the server's clock jumps an hour ahead, back, an hour behind, and back",
    ...{ timeZone: "UTC", gymDayStartsAt: "04:00", begins: null, days: [], sendersToo: false },
    jumpsMs: [HOUR, -HOUR, -HOUR, HOUR],
  }),
  clockFault({
    name: "clock-spring",
    does: "the night in which clocks go forward, in Berlin",
    ...{ timeZone: "Europe/Berlin", gymDayStartsAt: "04:00", sendersToo: true },
    begins: "2027-03-28T00:59:50.000Z",
    jumpsMs: [10_000, HOUR, 10 * HOUR],
    days: ["2027-03-27", "2027-03-28"],
  }),
  clockFault({
    name: "clock-autumn",
    does: "the night in which clocks go back, in Berlin",
    ...{ timeZone: "Europe/Berlin", gymDayStartsAt: "04:00", sendersToo: true },
    begins: "2027-10-31T00:30:00.000Z",
    jumpsMs: [0.6 * HOUR, HOUR, HOUR],
    days: ["2027-10-30", "2027-10-31"],
  }),
  clockFault({
    name: "clock-leap-day",
    does: "into and out of the 29th of February",
    ...{ timeZone: "America/New_York", gymDayStartsAt: "00:00", sendersToo: true },
    begins: "2028-02-29T04:45:00.000Z",
    jumpsMs: [11 * HOUR, 11 * HOUR, 3 * HOUR],
    days: ["2028-02-28", "2028-02-29", "2028-03-01"],
  }),
  clockFault({
    name: "clock-utc-14",
    does: "a site fourteen hours ahead of UTC, across its turn of the day and of the year",
    ...{ timeZone: "Pacific/Kiritimati", gymDayStartsAt: "04:00", sendersToo: true },
    begins: "2026-12-31T13:50:00.000Z",
    jumpsMs: [0.5 * HOUR, 11 * HOUR],
    days: ["2026-12-31", "2027-01-01"],
  }),
];
