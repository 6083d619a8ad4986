import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openTestPostgres, query } from "../../test/support/embedded-postgres.ts";
import { madeFolder } from "../../test/support/made-folder.ts";
import { temporaryFolder } from "../../test/support/temporary-folder.ts";
import { StartProblem } from "../settings/start-problem.ts";

test("[DB-1] the first start makes the database, and the second finds what was written", async () => {
  const folder = join(await temporaryFolder(), "a gym's data");
  const first = await openTestPostgres(folder);
  await query(first.connection, "create table note as select 'kept' as text");
  await first.stop();

  const second = await openTestPostgres(folder);
  expect(await query(second.connection, "select text from note")).toEqual(["kept"]);
});

test("[DB-2] only its owner can knock: no port is open and the socket's folder is closed to others", async () => {
  const { connection } = await openTestPostgres(await madeFolder());
  expect(await query(connection, "show listen_addresses")).toEqual([""]);
  expect((await stat(connection.host ?? "")).mode & 0o777).toBe(0o700);
});

test("[DB-3] a commit is synced to the disk, and instants are in UTC", async () => {
  const { connection } = await openTestPostgres(await madeFolder());
  const asked = ["fsync", "synchronous_commit", "full_page_writes", "timezone", "max_connections"];
  const answers = await Promise.all(asked.map((name) => query(connection, `show ${name}`)));
  expect(answers.flat()).toEqual(["on", "on", "on", "UTC", "60"]);
});

test("[DB-4] no value of a row gets into PostgreSQL's log", async () => {
  const folder = await madeFolder();
  const { connection } = await openTestPostgres(folder);
  await query(connection, "create table person (email text unique)");
  await query(connection, "insert into person values ('ada@gym.example')");
  const again = query(connection, "insert into person values ('ada@gym.example')");
  await expect(again).rejects.toMatchObject({ code: "23505" });
  const text = await readFile(join(folder, "postgres.log"), "utf8");
  expect(text).toContain("duplicate key");
  expect(text).not.toContain("ada@gym.example");
});

test("[DB-5] a second start on a data folder in use is refused, naming the process", async () => {
  const folder = await madeFolder();
  const running = await openTestPostgres(folder);
  const second = openTestPostgres(folder);
  await expect(second).rejects.toThrow(
    `AV Gym is already running on this data folder (process ${process.pid}): stop it first, or start with another --data folder.`,
  );
  await expect(second).rejects.toBeInstanceOf(StartProblem);
  expect(await query(running.connection, "select 1")).toEqual(["1"]);
});

test("[DB-6] a data folder that cannot be written is said in one sentence", async () => {
  const file = join(await temporaryFolder(), "file");
  await writeFile(file, "not a folder");
  const folder = join(file, "data");
  const start = openTestPostgres(folder);
  await expect(start).rejects.toBeInstanceOf(StartProblem);
  await expect(start).rejects.toThrow(
    `The data folder ${folder} cannot be written (ENOTDIR): give this user the right to write there, or start with another --data folder.`,
  );
});

test("[DB-7] a database of another major version is left alone, with a sentence that says what to do", async () => {
  const folder = await madeFolder();
  const version = join(folder, "postgres", "cluster", "PG_VERSION");
  await writeFile(version, "17\n");
  const start = openTestPostgres(folder);
  await expect(start).rejects.toBeInstanceOf(StartProblem);
  await expect(start).rejects.toThrow(
    /made by PostgreSQL 17, and this AV Gym brings PostgreSQL 18/,
  );

  await writeFile(version, "18\n");
  expect(await query((await openTestPostgres(folder)).connection, "select 1")).toEqual(["1"]);
});

test("[DB-8] a start that was cut off while it made the database is made anew", async () => {
  const folder = await madeFolder();
  const cluster = join(folder, "postgres", "cluster");
  await rename(cluster, `${cluster}.unfinished`);
  expect(await query((await openTestPostgres(folder)).connection, "select 1")).toEqual(["1"]);
});

test("[DB-9] a damaged database is not made over", async () => {
  const folder = await madeFolder();
  await rm(join(folder, "postgres", "cluster", "PG_VERSION"));
  await expect(openTestPostgres(folder)).rejects.toThrow(/is damaged \(it has no PG_VERSION\)/);
});

test("[DB-10] a path too long for a socket gets one in a short folder, still its owner's alone", async () => {
  const folder = join(await temporaryFolder(), "a-very-long-name-".repeat(8));
  const { connection, stop } = await openTestPostgres(folder);
  const short = connection.host ?? "";
  expect(await query(connection, "select 1")).toEqual(["1"]);
  expect(short).not.toContain("a-very-long-name");
  expect((await stat(short)).mode & 0o777).toBe(0o700);
  await stop();
  await expect(stat(short)).rejects.toMatchObject({ code: "ENOENT" });
});
