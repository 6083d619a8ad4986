// Compiles and runs the floor, where there is a C compiler.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { CAN_PIN } from "../process/open-child.ts";
import type { Spent } from "../process/spent.ts";
import { REPOSITORY } from "../repository.ts";
import type { Broadcast } from "./broadcast.ts";

export interface Floor {
  readonly port: number;
  /** `bytes` is what one tick writes to every socket. */
  broadcast(input: Broadcast, bytes: Buffer): Promise<Spent>;
  end(): Promise<void>;
}

/** Null where there is no compiler. */
export async function openFloor(core: number): Promise<Floor | null> {
  if (spawnSync("cc", ["--version"], { stdio: "ignore" }).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "av-gym-floor-"));
  const program = join(folder, "floor");
  execFileSync("cc", ["-O2", "-o", program, join(REPOSITORY, "bench/peers/floor.c")]);
  const [command = program, ...words] = CAN_PIN
    ? ["taskset", "-c", String(core), program]
    : [program];
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (line: string): Promise<string> => {
    child.stdin.write(`${line}\n`);
    const { value, done } = await lines.next();
    if (done === true) throw new Error("the floor ended");
    return value;
  };
  return {
    port: Number(await ask("open")),
    broadcast: async ({ events, perTick, gapMs }, bytes) => {
      await ask(`bytes ${bytes.toString("hex")}`);
      const answer = await ask(`broadcast ${events / perTick} ${gapMs}`);
      const [userUs = 0, systemUs = 0, failed = 0] = answer.split(" ").map(Number);
      if (failed > 0) throw new Error(`${failed} writes of the floor did not fit`);
      return { userUs, systemUs };
    },
    end: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.end();
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
