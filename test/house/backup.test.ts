// Everything into one file and back again, with screens that watch.
import {
  appendFile,
  readdir,
  readFile,
  rename,
  stat,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { restoreBackup, takeBackup } from "../../cli/backup.ts";
import { must } from "../../domain/assert.ts";
import { checkHistory } from "../../server/backup/renew-epochs.ts";
import { writeBackup } from "../../server/backup/write-backup.ts";
import { migrationNames, migrationText } from "../../server/store/migrate.ts";
import type { TestMember } from "../support/door-acts.ts";
import { addMember, checkIn, listen } from "../support/door-acts.ts";
import { openTestDatabase } from "../support/open-test-database.ts";
import type { TestHouse } from "../support/open-test-house.ts";
import { openTestHouse } from "../support/open-test-house.ts";
import type { SocketClient } from "../support/socket-client.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

let house: TestHouse;
let anna: TestMember;
let folder: string;
let file: string;

beforeEach(async () => {
  house = await openTestHouse();
  anna = await addMember(house, "Anna Able");
  folder = await temporaryFolder();
  file = join(folder, "gym.backup");
});

afterEach(() => house.close());

const silence = { say: () => undefined, progress: () => undefined };

function directions(): { url: string; key: string; dataFolder: string } {
  return { url: house.url, key: house.house.operatorKey, dataFolder: folder };
}

const take = () => takeBackup(directions(), file, silence);
const restore = () => restoreBackup(directions(), file, { ...silence, isSure: true });

async function comeIn(member: TestMember): Promise<void> {
  const client = await listen(house);
  client.say(checkIn(house, member.id));
  await client.wait("check_in_success");
  client.close();
}

async function rowsOf(table: string): Promise<readonly string[]> {
  const found = await house.database.pool.query<{ row: string }>(
    `select (t.*)::text as row from ${table} t order by 1`,
  );
  return found.rows.map(({ row }) => row);
}

const TABLES = ["member", "visit", "event", "decision", "command_answer", "gym_day", "audit"];

function everything(): Promise<readonly (readonly string[])[]> {
  return Promise.all(TABLES.map((table) => rowsOf(table)));
}

test("[BACKUP-1] a backup holds everything at one moment, and what comes later is gone after a restore", async () => {
  await comeIn(anna);
  const before = await everything();
  await take();
  const bert = await addMember(house, "Bert Best");
  await comeIn(bert);
  expect(await everything()).not.toEqual(before);
  await restore();
  expect(await everything()).toEqual(before);
  await comeIn(await addMember(house, "Carla Calm"));
  expect(await rowsOf("visit")).toHaveLength(2);
});

test("[BACKUP-1] only its owner may read it, and one that is there stays as it is", async () => {
  await take();
  const { mode, size } = await stat(file);
  expect(mode & 0o777).toBe(0o600);
  await expect(take()).rejects.toThrow("is there already");
  expect((await stat(file)).size).toBe(size);
  expect(await readdir(folder)).toEqual(["gym.backup"]);
});

test("[BACKUP-2] what a restore replaces is kept beside it, and can be restored itself", async () => {
  await take();
  await comeIn(anna);
  const replaced = await everything();
  await restore();
  expect(await rowsOf("visit")).toEqual([]);
  const aside = must(
    (await readdir(folder)).find((name) => name.includes("replaced")),
    "what was there",
  );
  file = join(folder, aside);
  await restore();
  expect(await everything()).toEqual(replaced);
});

async function positionOf(client: SocketClient) {
  const { epoch, seq, hash } = await client.wait("snapshot");
  return { epoch, seq, hash };
}

test("[BACKUP-3] after a restore every stream has a new epoch, and every screen resets itself", async () => {
  await take();
  await comeIn(anna);
  const screens = await Promise.all([listen(house), listen(house)]);
  const positions = await Promise.all(screens.map(positionOf));
  await restore();
  for (const screen of screens) expect((await screen.closed()).code).toBe(1012);
  for (const position of positions) {
    const back = await listen(house, house.owner, { position });
    const snapshot = await back.wait("snapshot");
    expect(snapshot.payload).toMatchObject({ reason: "epoch-changed", inside: [] });
    expect(snapshot["epoch"]).not.toBe(position.epoch);
    back.close();
  }
});

test("[BACKUP-4] who is signed in stays so, unless the account is another one in the backup", async () => {
  await take();
  const late = await house.signInAs("front_desk");
  await restore();
  expect((await house.owner.ask("GET", "/api/session")).status).toBe(200);
  expect((await late.ask("GET", "/api/session")).status).toBe(401);
});

/** A backup as the first version made it: its tables, a gym and a member. */
async function writeOldBackup(): Promise<void> {
  const old = await openTestDatabase();
  const client = new pg.Client({ ...old.connection });
  await client.connect();
  const first = must((await migrationNames())[0], "first migration");
  await client.query("create schema old");
  await client.query("set search_path = old");
  await client.query(await migrationText(first));
  await client.query("create table migration (name text)");
  await client.query("insert into migration values ($1)", [first]);
  await client.query(`
    insert into organisation (id, name) values (gen_random_uuid(), 'Old Gym');
    insert into stream (id, kind, epoch, hash) select id, 'organisation', 'old', '' from organisation;
    insert into member (id, membership_number, full_name, search_text, joined_on)
      values (gen_random_uuid(), '7', 'Old Member', 'old member 7', '2020-01-01')`);
  const now = "2026-01-01T00:00:00.000Z";
  await writeBackup(client, { file, version: "0.0.1", now, progress: () => undefined });
  await client.end();
  await old.close();
}

test("[BACKUP-5] a backup of an older version is brought up to date", async () => {
  await writeOldBackup();
  await restore();
  const found = await house.database.pool.query("select full_name, membership_number from member");
  expect(found.rows).toEqual([{ full_name: "Old Member", membership_number: "7" }]);
  const kept = await house.database.pool.query("select name from organisation");
  expect(kept.rows).toEqual([{ name: "Old Gym" }]);
  const audit = "insert into audit (action) values ('tried') returning id";
  expect((await house.database.pool.query(audit)).rowCount).toBe(1);
});

test("[BACKUP-6] a file that is cut, damaged, newer or something else changes nothing, and says so", async () => {
  await take();
  await comeIn(anna);
  const before = await everything();
  const whole = await readFile(file);
  const text = gunzipSync(whole).toString();
  const faults: readonly (readonly [() => Promise<void>, string])[] = [
    [() => truncate(file, whole.length - 40), "is not whole"],
    [() => writeFile(file, gzipSync(text.slice(0, text.lastIndexOf("{")))), "is not whole"],
    [() => writeFile(file, gzipSync(text.slice(0, text.indexOf("\n") + 3))), "is not whole"],
    [() => writeFile(file, "membership number,name\n"), "is no backup"],
    [() => writeFile(file, gzipSync("{}\n")), "is no backup"],
    [
      () => writeFile(file, gzipSync(text.replace(/"migrations":\["/, '"migrations":["0000-x","'))),
      "newer AV Gym",
    ],
    [() => writeFile(file, gzipSync(text.replace('"avGymBackup":1', '"avGymBackup":2'))), "newer"],
    [() => appendFile(file, gzipSync("more\n")), "is not whole"],
  ];
  for (const [spoil, says] of faults) {
    await writeFile(file, whole);
    await spoil();
    await expect(restore()).rejects.toThrow(says);
  }
  expect(await readdir(folder)).toEqual(["gym.backup"]);
  file = join(folder, "nowhere");
  await expect(restore()).rejects.toThrow("There is no file");
  expect(await everything()).toEqual(before);
});

test("[BACKUP-20] what lies in the way of a backup is not written into", async () => {
  const victim = join(folder, "victim");
  await writeFile(victim, "precious");
  await symlink(victim, `${file}.unfinished`);
  await take();
  expect(await readFile(victim, "utf8")).toBe("precious");
  await rename(file, join(folder, "first"));
  await writeFile(`${file}.unfinished`, "another's, and open to all", { mode: 0o666 });
  await take();
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test("[BACKUP-21] an endless line is no backup, and takes little memory", async () => {
  await writeFile(file, gzipSync(Buffer.alloc(200_000_000, "a")));
  const before = process.memoryUsage().arrayBuffers;
  await expect(restore()).rejects.toThrow("is no backup of AV Gym");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
});

test("[BACKUP-21] a row may be long, and comes back", async () => {
  const note = "long ".repeat(1_000_000);
  await house.database.pool.query("update member set note = $1 where id = $2", [note, anna.id]);
  await take();
  await house.database.pool.query("update member set note = ''");
  await restore();
  const found = await house.database.pool.query("select note = $1 as same from member", [note]);
  expect(found.rows).toEqual([{ same: true }]);
});

test("[BACKUP-21] a backup that lacks a table changes nothing", async () => {
  await take();
  const lines = gunzipSync(await readFile(file))
    .toString("latin1")
    .split("\n");
  const end = JSON.stringify({ end: true, tables: 0 });
  await writeFile(file, gzipSync(Buffer.from(`${lines[0]}\n${end}\n`, "latin1")));
  const before = await everything();
  await expect(restore()).rejects.toThrow("is not in this backup");
  expect(await everything()).toEqual(before);
});

test("[BACKUP-22] what a restore was about to replace stays where its end is not known", async () => {
  await take();
  // As a connection that is lost while the commit is on its way.
  await house.database.pool.query(`
    create function cut() returns trigger language plpgsql as $$
      begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
    create constraint trigger cut after insert on member deferrable initially deferred
      for each row execute function cut()`);
  await expect(restore()).rejects.toThrow("fault of ours");
  const aside = must(
    (await readdir(folder)).find((name) => name.includes("replaced")),
    "aside",
  );
  expect((await stat(join(folder, aside))).size).toBeGreaterThan(1_000);
});

test("[BACKUP-7] it has to be meant, and a folder that is missing is named", async () => {
  const unsure = restoreBackup(directions(), file, { ...silence, isSure: false });
  await expect(unsure).rejects.toThrow("--yes");
  file = join(folder, "no", "such.backup");
  await expect(take()).rejects.toThrow("does not exist");
});

async function epochs(): Promise<readonly string[]> {
  const found = await house.database.pool.query<{ epoch: string }>(
    "select epoch from stream order by id",
  );
  return found.rows.map(({ epoch }) => epoch);
}

test("[BACKUP-8] a database whose history is another one gives every stream a new epoch, once", async () => {
  const { pool } = house.database;
  const before = await epochs();
  expect(await checkHistory(pool)).toBe(false);
  expect(await epochs()).toEqual(before);
  // As after a restore to a point in time: the database calls its history by another name.
  await pool.query(`update setting set value = '"1:00000001:gym"' where key = 'database-history'`);
  const both = await Promise.all([checkHistory(pool), checkHistory(pool)]);
  expect(both.filter(Boolean)).toHaveLength(1);
  const after = await epochs();
  expect(after.filter((epoch) => before.includes(epoch))).toEqual([]);
  expect(await checkHistory(pool)).toBe(false);
  expect(await epochs()).toEqual(after);
});
