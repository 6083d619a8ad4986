// The disk is full (R9): the data folder on a small file system of its own, where the system allows one.
import { execFile, execFileSync } from "node:child_process";
import { chmod, open, rm } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { must } from "../../../domain/assert.ts";
import { instantAt } from "../../../domain/instant.ts";
import type { Problem } from "../../../protocol/problem.ts";
import { request } from "../gym/http.ts";
import { makeDataFolder } from "../process/data-folder.ts";
import { leaveFolder } from "../process/owned.ts";
import type { Stage } from "../stage/stage.ts";
import { untilReady } from "../stage/stage.ts";
import type { Fault } from "./fault.ts";
import { Violation } from "./fault.ts";

const SIZE = "size=200m";
const FULL_MS = 5_000;
const PROBES = 12;
/** A sender may wait for as long as a connection to the database and its own patience take. */
const ANSWER_MS = 30_000;
const run = promisify(execFile);

const mounted = new Set<string>();
process.once("exit", () => {
  for (const folder of mounted) execFileSync("umount", ["-l", folder]);
});

async function mount(): Promise<string> {
  const folder = await makeDataFolder();
  await run("mount", ["-t", "tmpfs", "-o", SIZE, "tmpfs", folder]);
  mounted.add(folder);
  await chmod(folder, 0o711);
  return folder;
}

async function unmount(folder: string): Promise<void> {
  await run("umount", ["-l", folder]);
  mounted.delete(folder);
  leaveFolder(folder);
}

/** Takes every byte there is. */
async function fill(path: string): Promise<void> {
  const file = await open(path, "w");
  try {
    for (let chunk = Buffer.alloc(1 << 20); chunk.length >= 4_096;) {
      const isFull = await file.write(chunk).then(
        ({ bytesWritten }) => bytesWritten < chunk.length,
        () => true,
      );
      if (isFull) chunk = chunk.subarray(0, chunk.length >> 1);
    }
  } finally {
    await file.close();
  }
}

/** What a program hears meanwhile: an answer, or a problem that says to come again. */
async function probe(stage: Stage): Promise<string> {
  const { gym, servers } = stage;
  const memberId = must(gym.memberIds.at(-1 - stage.draw(50)), "member");
  const body = { memberId, at: instantAt(Date.now()), location: { doorId: gym.doorId } };
  const headers = { "idempotency-key": randomUUID() };
  const said = await request(
    must(servers[0], "server").url,
    "POST",
    `/api/sites/${gym.siteId}/check-ins`,
    { cookie: gym.cookies[0] ?? "", body, headers, patienceMs: ANSWER_MS },
  );
  if (said.status === 200) return "answered";
  const { code, retry } = said.body as Problem;
  if (said.status === 503 && retry === "later") return code;
  throw new Violation(`full, and a sender hears ${said.status}: ${JSON.stringify(said.body)}`);
}

export const diskFull: Fault = {
  name: "disk-full",
  does: "the disk of the data folder full for some seconds, under load",
  stage: { database: "embedded", screens: 20, perSecond: 60 },
  times: 2,
  checkEvery: 1,
  hindered: async () => {
    if (process.platform !== "linux") return "needs a tmpfs";
    return mount().then(
      (folder) => unmount(folder).then(() => null),
      () => "no file system may be mounted here",
    );
  },
  prepare: async () => {
    const dataFolder = await mount();
    return { stage: { dataFolder }, clear: () => unmount(dataFolder) };
  },
  strike: async (stage) => {
    await pause(1_000);
    const ballast = join(must(stage.servers[0], "server").dataFolder, "ballast");
    await fill(ballast);
    const heard: Record<string, number> = {};
    try {
      const probes: Promise<string>[] = [];
      for (let each = 0; each < PROBES; each += 1) {
        const asking = probe(stage);
        // Waited for below; until then a violation is nobody's loss.
        asking.catch(() => undefined);
        probes.push(asking);
        await pause(FULL_MS / PROBES);
      }
      for (const what of await Promise.all(probes)) heard[what] = (heard[what] ?? 0) + 1;
    } finally {
      await rm(ballast);
    }
    const began = performance.now();
    await untilReady(stage);
    const backMs = Math.round(performance.now() - began);
    return `while full: ${JSON.stringify(heard)}; ready ${backMs} ms after there was space again`;
  },
};
