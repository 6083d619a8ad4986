// A data folder with a database in it, made once per test file and copied for each test.
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, onTestFinished } from "vitest";
import { openPostgres } from "../../server/postgres/open-postgres.ts";

let making: Promise<string> | null = null;

afterAll(async () => {
  if (making !== null) await rm(await making, { recursive: true, force: true });
});

export async function madeFolder(): Promise<string> {
  making ??= make();
  const folder = join(await realpath(tmpdir()), `av-gym-test-${randomUUID()}`);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // With owners and rights, which Node's own copy leaves out.
  await promisify(execFile)("cp", ["-a", await making, folder]);
  return folder;
}

async function make(): Promise<string> {
  const dataFolder = await mkdtemp(join(await realpath(tmpdir()), "av-gym-test-"));
  const log = { info: () => {}, warn: () => {} };
  await (await openPostgres({ dataFolder, log })).stop();
  return dataFolder;
}
