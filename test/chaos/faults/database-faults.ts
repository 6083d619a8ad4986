// Faults of the database and of the way to it (R2): two servers on one PostgreSQL, behind a proxy.
import { setTimeout as pause } from "node:timers/promises";
import { must } from "../../../domain/assert.ts";
import type { OwnDatabase } from "../stage/own-database.ts";
import type { Stage } from "../stage/stage.ts";
import type { Fault } from "./fault.ts";

const APART = { database: "apart", servers: 2, screens: 40, perSecond: 60 } as const;

const databaseOf = ({ database }: Stage): OwnDatabase => must(database, "database apart");

/** Ends the PostgreSQL that runs, and waits until another one does. */
async function endOnce(database: OwnDatabase, signal: NodeJS.Signals): Promise<void> {
  const before = await database.postmaster();
  process.kill(before, signal);
  for (let tries = 0; tries < 3_000; tries += 1) {
    const now = await database.postmaster().catch(() => before);
    if (now !== before && !Number.isNaN(now)) return;
    await pause(10);
  }
  throw new Error("PostgreSQL did not come back");
}

export const databaseKill: Fault = {
  name: "database-kill",
  does: "SIGKILL of PostgreSQL under load of two servers",
  stage: APART,
  times: 5,
  checkEvery: 1,
  strike: async (stage) => {
    await pause(200 + stage.draw(800));
    await endOnce(databaseOf(stage), "SIGKILL");
    return null;
  },
};

export const databaseStop: Fault = {
  name: "database-stop",
  does: "PostgreSQL ends at once for everybody (SIGINT), and comes back",
  stage: APART,
  times: 3,
  checkEvery: 3,
  strike: async (stage) => {
    await pause(200 + stage.draw(800));
    await endOnce(databaseOf(stage), "SIGINT");
    return null;
  },
};

export const databaseFreeze: Fault = {
  name: "database-freeze",
  does: "SIGSTOP of all of PostgreSQL for up to 7 s, then SIGCONT",
  stage: APART,
  times: 3,
  checkEvery: 1,
  hindered: async () => (process.platform === "linux" ? null : "needs /proc"),
  strike: async (stage, time) => {
    await pause(200 + stage.draw(500));
    await databaseOf(stage).signalAll("SIGSTOP");
    await pause(time % 2 === 0 ? 300 + stage.draw(1_500) : 5_500 + stage.draw(1_500));
    await databaseOf(stage).signalAll("SIGCONT");
    return null;
  },
};

export const commitCut: Fault = {
  name: "commit-cut",
  does: "connections to PostgreSQL cut before, in the middle and after a commit",
  stage: APART,
  times: 5,
  checkEvery: 1,
  strike: async (stage) => {
    const { commits } = databaseOf(stage);
    commits.perThousand = 300;
    await pause(1_500);
    commits.perThousand = 0;
    return null;
  },
  sum: (stage) =>
    Object.entries(databaseOf(stage).commits.counts)
      .map(([moment, count]) => `${count} commits cut ${moment}`)
      .join(", "),
};
