// Runs a short program to its end, as the account PostgreSQL runs as.
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import type { Account } from "./account.ts";

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly fault: string;
}

/** Nothing of the caller's environment reaches PostgreSQL: `PGDATA`, `PGPORT`, `LANG`… would change it. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "TMPDIR", "SystemRoot", "TEMP", "TMP"];
  const environment = kept.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(environment), LC_ALL: "C", TZ: "UTC" };
}

export function runAs(account: Account | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

/** Rejects where the program cannot be run at all. */
export async function runProgram(
  path: string,
  args: readonly string[],
  account: Account | null,
): Promise<Outcome> {
  const child = spawn(path, args, {
    ...runAs(account),
    cwd: "/",
    env: programEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [code, output, fault] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output, fault };
}
