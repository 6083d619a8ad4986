// What the system says of another process. A number alone proves nothing: numbers are used again, and
// in a container nearly always.
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { faultCode, orNull } from "./fault-code.ts";

export interface ProcessFacts {
  /** When it started, in the system's own words; the same number with another mark is another process. */
  readonly startMark: string;
  /** Empty where the system does not say. */
  readonly commandLine: string;
}

/** Null for a process that is gone, or dead and only not yet collected by its parent. */
export async function readProcess(pid: number): Promise<ProcessFacts | null> {
  if (process.platform === "linux") return readFromProc(pid);
  if (!isAlive(pid)) return null;
  return process.platform === "win32" ? { startMark: "", commandLine: "" } : readFromPs(pid);
}

const STATE = 0;
const START_TIME = 19;

async function readFromProc(pid: number): Promise<ProcessFacts | null> {
  const [status, boot, commandLine] = await Promise.all([
    orNull(readFile(`/proc/${pid}/stat`, "latin1")),
    orNull(readFile("/proc/sys/kernel/random/boot_id", "latin1")),
    orNull(readFile(`/proc/${pid}/cmdline`, "utf8")),
  ]);
  if (status === null) return null;
  // The second field is the program's name in brackets, with whatever is in it.
  const fields = status.slice(status.lastIndexOf(")") + 2).split(" ");
  if (fields[STATE] === "Z" || fields[STATE] === "X") return null;
  return {
    startMark: `${fields[START_TIME] ?? ""} ${(boot ?? "").trim()}`,
    commandLine: (commandLine ?? "").split("\0").join(" ").trim(),
  };
}

async function readFromPs(pid: number): Promise<ProcessFacts | null> {
  const ask = async (column: string): Promise<string> => {
    const answer = await promisify(execFile)("ps", ["-ww", "-o", `${column}=`, "-p", String(pid)]);
    return answer.stdout.trim();
  };
  const [state, startMark, commandLine] = await Promise.all([
    ask("state"),
    ask("lstart"),
    ask("command"),
  ]);
  return state.startsWith("Z") ? null : { startMark, commandLine };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return faultCode(error) === "EPERM";
  }
}
