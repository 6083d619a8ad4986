// PostgreSQL's own note of who runs a cluster, `postmaster.pid`, and what is done with one left behind.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { StartProblem } from "../settings/start-problem.ts";
import { faultCode, orNull } from "./fault-code.ts";
import { readProcess } from "./process-facts.ts";
import type { StartLog } from "./start-log.ts";

const STATUS_LINE = 7;
const PATIENCE_MS = 30_000;

export interface PostmasterNote {
  /** Null in a file that was left empty. */
  readonly pid: number | null;
  readonly isReady: boolean;
}

export async function readPostmasterNote(cluster: string): Promise<PostmasterNote | null> {
  const text = await orNull(readFile(notePath(cluster), "utf8"));
  if (text === null) return null;
  const lines = text.split("\n");
  const pid = Number.parseInt(lines[0] ?? "", 10);
  return {
    pid: Number.isNaN(pid) ? null : Math.abs(pid),
    isReady: lines[STATUS_LINE]?.trim() === "ready",
  };
}

/**
 * Ends the PostgreSQL of an AV Gym that died before it could, and removes a note that would keep a new
 * one from starting. Only whoever has claimed the data folder may call it.
 */
export async function clearLeftover(cluster: string, log: StartLog): Promise<void> {
  const note = await readPostmasterNote(cluster);
  if (note === null) return;
  if (note.pid !== null && (await runsCluster(note.pid, cluster))) {
    log.warn(`a PostgreSQL was left over by an earlier run: ending it (process ${note.pid})`);
    await endOrphan(note.pid, cluster);
  }
  // PostgreSQL takes an empty note, a process not yet collected or another program under the same
  // number for itself. That its shared memory is still in use it sees without the note.
  await rm(notePath(cluster), { force: true });
}

async function runsCluster(pid: number, cluster: string): Promise<boolean> {
  const found = await readProcess(pid);
  if (found === null) return false;
  if (process.platform === "win32") return true;
  return /postgres/.test(found.commandLine) && found.commandLine.includes(`-D ${cluster}`);
}

async function endOrphan(pid: number, cluster: string): Promise<void> {
  for (const [signal, patienceMs] of [
    ["SIGINT", PATIENCE_MS],
    ["SIGQUIT", PATIENCE_MS / 3],
  ] as const) {
    signalTo(pid, signal);
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      if (!(await runsCluster(pid, cluster))) return;
      await pause(20);
    }
  }
  throw new StartProblem(
    `A PostgreSQL of an earlier run does not end (process ${pid}): end it, then start again.`,
  );
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (faultCode(error) === "ESRCH") return;
    throw new StartProblem(
      `A PostgreSQL of another user runs on this data folder (process ${pid}): end it, then start again.`,
      { cause: error },
    );
  }
}

function notePath(cluster: string): string {
  return join(cluster, "postmaster.pid");
}
