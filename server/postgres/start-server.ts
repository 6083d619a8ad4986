// Starts PostgreSQL on a cluster, waits until it is ready, and stops it.
import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import type { FileHandle } from "node:fs/promises";
import { open, readFile, rename, stat } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { StartProblem } from "../settings/start-problem.ts";
import type { Account } from "./account.ts";
import type { Binaries } from "./find-binaries.ts";
import { programPath } from "./find-binaries.ts";
import { orNull } from "./fault-code.ts";
import { readPostmasterNote } from "./postmaster-pid.ts";
import { programEnvironment, runAs, runProgram } from "./run-program.ts";
import type { StartLog } from "./start-log.ts";

const POLL_MS = 5;
const SAY_EVERY_MS = 5_000;
const STOP_PATIENCE_MS = 30_000;
const LARGEST_LOG_BYTES = 10_000_000;

export interface ServerPlan {
  readonly binaries: Binaries;
  readonly cluster: string;
  readonly arguments: readonly string[];
  readonly account: Account | null;
  readonly logFile: string;
  readonly log: StartLog;
}

export interface RunningServer {
  readonly pid: number;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

export class EndedBeforeReady extends StartProblem {}

/** Throws EndedBeforeReady, with what PostgreSQL said last. */
export async function startServer(plan: ServerPlan): Promise<RunningServer> {
  const child = await spawnServer(plan);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => resolve());
    child.once("error", () => resolve());
  });
  await untilReady(plan, child);
  // It must not keep our process alive: without us it has nobody to serve.
  child.unref();
  return { pid: child.pid ?? 0, ended, stop: () => stopServer(plan, child, ended) };
}

async function spawnServer(plan: ServerPlan): Promise<ChildProcess> {
  const output = await openLog(plan.logFile);
  const program = programPath(plan.binaries, "postgres");
  const [path, ...args] = [...(await dyingWithUs()), program, ...plan.arguments];
  try {
    // Detached: a Ctrl-C in the terminal is for us, who stop PostgreSQL when all else has ended.
    return spawn(path ?? program, args, {
      ...runAs(plan.account),
      cwd: "/",
      env: programEnvironment(),
      stdio: ["ignore", output.fd, output.fd],
      detached: true,
      windowsHide: true,
    });
  } finally {
    await output.close();
  }
}

/** On Linux the kernel stops PostgreSQL when we are killed; elsewhere the next start does. */
async function dyingWithUs(): Promise<readonly string[]> {
  if (process.platform !== "linux") return [];
  const args = ["--pdeathsig", "INT", "--"];
  try {
    const { code } = await runProgram("setpriv", [...args, "true"], null);
    return code === 0 ? ["setpriv", ...args] : [];
  } catch {
    // No setpriv here, or one that does not know the option: both are usual.
    return [];
  }
}

async function openLog(path: string): Promise<FileHandle> {
  const size = (await orNull(stat(path)))?.size ?? 0;
  if (size > LARGEST_LOG_BYTES) await rename(path, `${path}.1`);
  return open(path, "a", 0o600);
}

async function untilReady(plan: ServerPlan, child: ChildProcess): Promise<void> {
  let sayAt = performance.now() + SAY_EVERY_MS;
  for (;;) {
    const note = await readPostmasterNote(plan.cluster);
    if (note?.isReady === true && note.pid === child.pid) return;
    if (hasEnded(child)) throw await notStarted(plan);
    if (performance.now() > sayAt) {
      plan.log.info("PostgreSQL is still starting: it goes through what a crash left unfinished");
      sayAt += SAY_EVERY_MS;
    }
    await pause(POLL_MS);
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

async function notStarted(plan: ServerPlan): Promise<EndedBeforeReady> {
  const lines = ((await orNull(readFile(plan.logFile, "utf8"))) ?? "").trim().split("\n");
  const said = lines.findLast((line) => line.includes("FATAL:")) ?? lines.at(-1) ?? "";
  return new EndedBeforeReady(
    `PostgreSQL did not start (${said.replace(/^.*FATAL:\s*/, "")}): mend what its log ${plan.logFile} says, or start with another --data folder.`,
  );
}

async function stopServer(
  plan: ServerPlan,
  child: ChildProcess,
  ended: Promise<void>,
): Promise<void> {
  child.ref();
  if (process.platform === "win32") {
    const args = ["stop", "-m", "fast", "-D", plan.cluster];
    await runProgram(programPath(plan.binaries, "pg_ctl"), args, plan.account);
  } else {
    child.kill("SIGINT");
  }
  const isDone = await Promise.race([
    ended.then(() => true),
    pause(STOP_PATIENCE_MS, false, { ref: false }),
  ]);
  if (!isDone) {
    plan.log.warn("PostgreSQL took too long to stop and was ended at once; nothing is lost");
    child.kill("SIGQUIT");
  }
  await ended;
}
