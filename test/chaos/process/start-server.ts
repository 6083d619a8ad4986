// A built server as a process of its own: started, signalled, waited for. What it says is kept, to tell
// why it ended and how many faults of its own it logged.
import type { ChildProcess } from "node:child_process";
import { spawn, spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { REPOSITORY, SERVER_PROGRAM } from "../repository.ts";
import { own } from "./owned.ts";

const OPEN = /AV Gym is open at (\S+)/;
const SET_UP_CODE = /set-up code (\S+)/;
const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 30_000;
const KEPT_CHARACTERS = 20_000;
const PARENT_DEATH = ["setpriv", "--pdeathsig", "KILL", "--"] as const;
/** Where the system can: a run that is itself killed leaves nobody behind. */
const DYING_WITH_US =
  spawnSync(PARENT_DEATH[0], [...PARENT_DEATH.slice(1), "true"]).status === 0 ? PARENT_DEATH : [];

export interface ServerPlan {
  readonly dataFolder: string;
  /** Left out: any free one. */
  readonly port?: number;
  /** Left out: the embedded database in the data folder. */
  readonly databaseUrl?: string;
  /** Arguments of Node, such as a module to load first. */
  readonly nodeArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly pid: number;
  readonly url: string;
  readonly port: number;
  /** Null once the gym is set up. */
  readonly setUpCode: string | null;
  /** The last that it said. */
  said(): string;
  /** Faults of its own that it logged. */
  faults(): readonly string[];
  hasEnded(): boolean;
  signal(signal: NodeJS.Signals): void;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
  /** SIGTERM, and waits until it has stopped in order; throws where it does not. */
  stop(): Promise<void>;
}

/** Resolves once it is open; throws with what it said where it ends before. */
export async function startServer(plan: ServerPlan): Promise<ServerProcess> {
  const child = spawnServer(plan);
  const faults: string[] = [];
  let said = "";
  const log = createWriteStream(join(plan.dataFolder, "server.log"), { flags: "a" });
  // A folder that is full or gone costs the log, not the run.
  log.on("error", () => undefined);
  const hear = (data: Buffer): void => {
    log.write(data);
    const text = data.toString("utf8");
    said = (said + text).slice(-KEPT_CHARACTERS);
    for (const line of text.split("\n")) {
      if (/"level":"(error|fatal)"/.test(line) && faults.length < 100) faults.push(line);
    }
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const until = performance.now() + START_PATIENCE_MS;
  while (!said.includes("Ctrl-C stops it")) {
    if (hasEnded() || performance.now() > until) {
      child.kill("SIGKILL");
      throw new Error(`the server did not open:\n${said}`);
    }
    await pause(5);
  }
  const url = OPEN.exec(said)?.[1] ?? "";
  return {
    pid: child.pid ?? 0,
    url,
    port: Number(new URL(url).port),
    setUpCode: SET_UP_CODE.exec(said)?.[1] ?? null,
    said: () => said,
    faults: () => faults,
    hasEnded,
    signal: (signal) => void child.kill(signal),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: async () => {
      child.kill("SIGTERM");
      const code = await Promise.race([ended, pause(STOP_PATIENCE_MS, "late" as const)]);
      if (code === 0) return;
      child.kill("SIGKILL");
      throw new Error(`the server did not stop in order (${code}):\n${said}`);
    },
  };
}

function spawnServer(plan: ServerPlan): ChildProcess {
  const { dataFolder, port = 0, databaseUrl = "", nodeArguments = [], environment = {} } = plan;
  const args = [...nodeArguments, SERVER_PROGRAM, "--data", dataFolder, "--port", String(port)];
  const env = {
    PATH: process.env["PATH"] ?? "",
    AVGYM_LOG_LEVEL: "warn",
    DATABASE_URL: databaseUrl,
    ...environment,
  };
  const [program = "", ...words] = [...DYING_WITH_US, process.execPath, ...args];
  return own(
    spawn(program, words, {
      cwd: REPOSITORY,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
}
