import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import {
  openInOtherProcess,
  openTestPostgres,
  query,
} from "../../test/support/embedded-postgres.ts";
import { madeFolder } from "../../test/support/made-folder.ts";
import { socketPath } from "./address.ts";
import { StartProblem } from "../settings/start-problem.ts";
import { readPostmasterNote } from "./postmaster-pid.ts";
import { readProcess } from "./process-facts.ts";

const NO_PROGRAMS = "/nonexistent";

async function postmasterOf(folder: string): Promise<number> {
  const note = await readPostmasterNote(join(folder, "postgres", "cluster"));
  return note?.pid ?? 0;
}

test("[DB-11] after a kill of the server the next start has everything that was committed", async () => {
  const folder = await madeFolder();
  const killed = await openInOtherProcess(folder, process.env["PATH"] ?? "");
  await query(killed.connection, "create table note as select 'kept' as text");
  await killed.kill("SIGKILL");

  const next = await openTestPostgres(folder);
  expect(await query(next.connection, "select text from note")).toEqual(["kept"]);
});

test("[DB-12] a PostgreSQL left over by a killed server is ended by the next start", async () => {
  const folder = await madeFolder();
  const killed = await openInOtherProcess(folder, NO_PROGRAMS);
  await query(killed.connection, "create table note as select 'kept' as text");
  const orphan = await postmasterOf(folder);
  await killed.kill("SIGKILL");
  expect(await readProcess(orphan)).not.toBeNull();

  const next = await openTestPostgres(folder);
  expect(await readProcess(orphan)).toBeNull();
  expect(next.said).toEqual([
    `a PostgreSQL was left over by an earlier run: ending it (process ${orphan})`,
  ]);
  expect(await query(next.connection, "select text from note")).toEqual(["kept"]);
});

test("[DB-5] a second process on a data folder in use is refused, and after a kill it is let in", async () => {
  const folder = await madeFolder();
  const first = await openInOtherProcess(folder, NO_PROGRAMS);
  await expect(openTestPostgres(folder)).rejects.toThrow(
    `AV Gym is already running on this data folder (process ${first.pid}): stop it first`,
  );
  expect(await query(first.connection, "select 1")).toEqual(["1"]);
  await first.kill("SIGKILL");
  expect(await query((await openTestPostgres(folder)).connection, "select 1")).toEqual(["1"]);
});

test("[DB-13] a claim left behind is void: half-written, of no process, or of another under its number", async () => {
  const folder = await madeFolder();
  const claims = [
    "",
    '{"pid":999999999,"startMark":"1"}',
    `{"pid":${process.pid},"startMark":"another start"}`,
  ];
  for (const claim of claims) {
    await writeFile(join(folder, "av-gym.lock"), claim);
    const started = await openTestPostgres(folder);
    expect(await readFile(join(folder, "av-gym.lock"), "utf8")).toContain(`"pid":${process.pid}`);
    await started.stop();
  }
});

test("[DB-14] a postmaster.pid left behind is no obstacle: empty, dead, of another program", async () => {
  const folder = await madeFolder();
  const other = spawn("sleep", ["60"], { stdio: "ignore" });
  onTestFinished(() => void other.kill());
  const cluster = join(folder, "postgres", "cluster");
  const rest = `\n${cluster}\n1700000000\n5432\n\n\n\nready   \n`;
  for (const note of ["", `999999999${rest}`, `${process.pid}${rest}`, `${other.pid}${rest}`]) {
    await writeFile(join(cluster, "postmaster.pid"), note);
    const started = await openTestPostgres(folder);
    expect(await query(started.connection, "select 1")).toEqual(["1"]);
    await started.stop();
  }
  expect(other.exitCode).toBeNull();
});

test("[DB-14] a dead process that its parent has not collected counts as dead", async () => {
  // The shell becomes `sleep`, which never collects the child that the shell began.
  const parent = spawn("/bin/sh", ["-c", "sleep 0.01 & echo $!; exec sleep 60"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  onTestFinished(() => void parent.kill());
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  await vi.waitFor(async () => expect(await readProcess(pid)).toBeNull());
  expect(process.kill(pid, 0)).toBe(true);
});

test("[DB-15] a database that answers to somebody whom this machine cannot see is left alone", async () => {
  const folder = await madeFolder();
  const opened = await openTestPostgres(folder);
  await opened.stop();
  const elsewhere = createServer((socket) => socket.destroy());
  elsewhere.listen(socketPath(opened.connection.host ?? ""));
  await once(elsewhere, "listening");
  onTestFinished(() => void elsewhere.close());
  const start = openTestPostgres(folder);
  await expect(start).rejects.toBeInstanceOf(StartProblem);
  await expect(start).rejects.toThrow(/in use, by a program that this machine cannot see/);
});

test("[DB-16] a PostgreSQL that is killed under a running server is started again", async () => {
  const folder = await madeFolder();
  const { connection, said } = await openTestPostgres(folder);
  await query(connection, "create table note as select 'kept' as text");
  const killed = await postmasterOf(folder);
  process.kill(killed, "SIGKILL");
  await vi.waitFor(
    async () => expect(await query(connection, "select text from note")).toEqual(["kept"]),
    { timeout: 20_000, interval: 50 },
  );
  expect(await postmasterOf(folder)).not.toBe(killed);
  expect(said).toContain("PostgreSQL ended by itself: starting it again");
});

test("[DB-16] a stop while PostgreSQL is being started again leaves nothing running", async () => {
  const folder = await madeFolder();
  const { connection, stop, said } = await openTestPostgres(folder);
  process.kill(await postmasterOf(folder), "SIGKILL");
  await vi.waitFor(() => expect(said).toContain("PostgreSQL ended by itself: starting it again"));
  await stop();
  expect(await readPostmasterNote(join(folder, "postgres", "cluster"))).toBeNull();
  await expect(query(connection, "select 1")).rejects.toMatchObject({ code: "ENOENT" });
});

test("[DB-17] a Ctrl-C in the terminal reaches the server alone, which stops PostgreSQL last", async () => {
  const folder = await madeFolder();
  await openTestPostgres(folder);
  const postmaster = await postmasterOf(folder);
  // Signals of a terminal go to a process group; a leader of its own is in nobody else's.
  expect(() => process.kill(-postmaster, 0)).not.toThrow();
});
