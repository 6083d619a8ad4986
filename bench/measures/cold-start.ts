// P11: how soon a server of an existing gym decides its first scan, and the memory it then has.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../domain/assert.ts";
import type { Connection } from "../../server/store/database.ts";
import type { Figure } from "../figures/figure.ts";
import { median } from "../figures/percentile.ts";
import { openSender } from "../load/sender.ts";
import type { Bench, Measure } from "../measure.ts";
import { REPOSITORY } from "../repository.ts";

const MEMBERS = 10_000;
const PAST_VISITS = 1_000_000;
const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 60_000;
/** Some days of the site turn when it opens after a year; then it is quiet. */
const SETTLE_MS = 5_000;

export const P11: Measure = {
  id: "P11",
  title: "Cold start of an existing gym",
  how: `A gym of ${MEMBERS.toLocaleString("en-US")} members and ${PAST_VISITS.toLocaleString("en-US")} past visits in a database that runs: from starting the server's process to the durable answer of its first check-in over a socket. Memory: resident, of the server's process alone, ${SETTLE_MS / 1_000} s later and after 500 check-ins. Median of the starts.`,
  run: measureStarts,
};

interface Start {
  readonly ms: number;
  readonly memoryMb: number;
  readonly memoryLaterMb: number;
}

async function measureStarts(bench: Bench): Promise<readonly Figure[]> {
  const pastVisits = bench.isQuick ? 20_000 : PAST_VISITS;
  const connection = await bench.databases.make("start", { members: MEMBERS, pastVisits });
  const starts: Start[] = [];
  for (let start = 0; start < (bench.isQuick ? 1 : 5); start += 1) {
    starts.push(await startOnce(connection, start));
  }
  const of = (read: (start: Start) => number) => median(starts.map(read));
  return [
    {
      what: "to the first scan",
      value: of(({ ms }) => ms),
      unit: "ms",
      target: { atMost: 2_000 },
      note: `the slowest ${Math.round(Math.max(...starts.map(({ ms }) => ms)))} ms`,
    },
    {
      what: "memory of the server",
      value: of(({ memoryMb }) => memoryMb),
      unit: "MB",
      target: { atMost: 150 },
    },
    { what: "memory after 500 check-ins", value: of((start) => start.memoryLaterMb), unit: "MB" },
  ];
}

async function startOnce(connection: Connection, number: number): Promise<Start> {
  const dataFolder = mkdtempSync(join(tmpdir(), "av-gym-start-"));
  const began = performance.now();
  const server = spawn(
    process.execPath,
    [join(REPOSITORY, "dist/server/main.js"), "--port", "0", "--data", dataFolder],
    {
      env: { ...process.env, DATABASE_URL: urlOf(connection), AVGYM_LOG_LEVEL: "error" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  try {
    const url = await readSoon(join(dataFolder, "address"));
    const operatorKey = await readSoon(join(dataFolder, "operator-key"));
    const sender = await openSender({ url, operatorKey, port: Number(new URL(url).port) });
    const firstMember = 1 + number * 600;
    await sender.checkIn(firstMember);
    const ms = performance.now() - began;
    await sleep(SETTLE_MS);
    const memoryMb = residentMb(must(server.pid, "pid"));
    for (let each = 1; each <= 500; each += 1) await sender.checkIn(firstMember + each);
    const memoryLaterMb = residentMb(must(server.pid, "pid"));
    sender.close();
    return { ms, memoryMb, memoryLaterMb };
  } finally {
    const ended = once(server, "exit");
    server.kill("SIGTERM");
    await ended;
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

/** What a file says as soon as it says something. */
async function readSoon(file: string): Promise<string> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      const text = readFileSync(file, "utf8").trim();
      if (text !== "") return text;
    } catch (error) {
      // Not there yet; a server that does not start never leaves it.
      if (performance.now() > deadline) throw error;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

function urlOf(connection: Connection): string {
  const { user = "", password = "", host = "", port = 5_432, database = "" } = connection;
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  // A folder is that of a local socket.
  const isSocket = host.startsWith("/");
  const more = isSocket ? `?host=${encodeURIComponent(host)}` : "";
  return `postgres://${login}@${isSocket ? "localhost" : host}:${port}/${database}${more}`;
}

function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(must(/VmRSS:\s+(\d+) kB/.exec(status)?.[1], "VmRSS")) / 1_024;
}
