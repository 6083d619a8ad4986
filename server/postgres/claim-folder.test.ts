import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartProblem } from "../settings/start-problem.ts";
import { claimFolder } from "./claim-folder.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "avgym-claim-"));
});

afterEach(() => rm(folder, { recursive: true }));

test("[DB-26] a data folder that everybody may write to is refused", async () => {
  await chmod(folder, 0o777);
  const claiming = claimFolder(folder);
  await expect(claiming).rejects.toThrow(StartProblem);
  await expect(claiming).rejects.toThrow("Everybody on this machine may write");
  await chmod(folder, 0o750);
  const claim = await claimFolder(folder);
  expect(claim.isNew).toBe(true);
  await claim.release();
});

test("[DB-27] where no folder can be made, that is said at once", async () => {
  await expect(claimFolder("/proc/none")).rejects.toThrow("cannot be written");
});

test("[START-20] a second start on a data folder says what several servers need", async () => {
  const claim = await claimFolder(folder);
  await expect(claimFolder(folder)).rejects.toThrow(
    /already running on this data folder[^]*Several servers of one gym need a data folder each, and one database for all: DATABASE_URL/,
  );
  await claim.release();
});
