// A child process of its own, on a core of its own where the system can do that.
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { must } from "../../domain/assert.ts";
import type { Reply, Request } from "./answer-deeds.ts";

type Deed = (input: never) => unknown;

export interface Child<D extends { readonly [K in keyof D]: Deed }> {
  readonly pid: number;
  ask<K extends keyof D & string>(
    deed: K,
    ...input: Parameters<D[K]>
  ): Promise<Awaited<ReturnType<D[K]>>>;
  end(): Promise<void>;
}

/** The core of what is measured, and the one of the load; null: wherever there is room. */
export type Core = 0 | 1 | null;

export const CAN_PIN = spawnSync("taskset", ["-V"], { stdio: "ignore" }).status === 0;

/** `file` is a module of this room, without its ending, as seen from this folder's parent. */
export function openChild<D extends { readonly [K in keyof D]: Deed }>(
  file: string,
  core: Core,
): Child<D> {
  const path = fileURLToPath(new URL(`../${file}.js`, import.meta.url));
  const child = start(
    [
      process.execPath,
      "--expose-gc",
      ...(process.env["BENCH_NODE"] ?? "").split(" ").filter(Boolean),
      path,
    ],
    core,
  );
  const waiting = new Map<number, (reply: Reply) => void>();
  let asked = 0;
  child.on("message", (reply: Reply) => {
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.on("exit", (code) => {
    for (const [id, settle] of waiting) settle({ id, fault: `${file} ended with ${code}` });
    waiting.clear();
  });
  return {
    pid: must(child.pid, "pid"),
    ask: async (deed, ...input) => {
      const id = (asked += 1);
      const reply = await new Promise<Reply>((resolve) => {
        waiting.set(id, resolve);
        const request: Request = { id, deed, input: input[0] };
        child.send(request, (error) => error && resolve({ id, fault: String(error) }));
      });
      if ("fault" in reply) throw new Error(reply.fault);
      return reply.result as never;
    },
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
    },
  };
}

function start(command: readonly string[], core: Core): ChildProcess {
  const pinned = core !== null && CAN_PIN ? ["taskset", "-c", String(core), ...command] : command;
  const [program, ...words] = pinned;
  return spawn(must(program, "program"), words, { stdio: ["ignore", "inherit", "inherit", "ipc"] });
}
