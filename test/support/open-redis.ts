// A Redis for a test: the machine's own redis-server, on a free port and with nothing on disk.
import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { createClient } from "@redis/client";

export interface TestRedis {
  readonly url: string;
  /** Every connection breaks; new ones may come at once. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
}

export const HAS_REDIS = spawnSync("redis-server", ["--version"]).status === 0;

export async function openRedis(): Promise<TestRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const process = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    { stdio: "ignore", cwd: "/" },
  );
  const ended = new Promise((resolve) => process.once("exit", resolve));
  const operator = createClient({
    url,
    RESP: 2,
    socket: { reconnectStrategy: (tries) => (tries < 200 ? 25 : new Error("no redis-server")) },
  });
  operator.on("error", () => undefined);
  await operator.connect();
  return {
    url,
    cutConnections: async () => {
      await operator.sendCommand(["CLIENT", "KILL", "SKIPME", "yes"]);
    },
    close: async () => {
      operator.destroy();
      process.kill();
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const trial = createServer();
    trial.once("error", reject);
    trial.listen(0, "127.0.0.1", () => {
      const { port } = trial.address() as AddressInfo;
      trial.close(() => resolve(port));
    });
  });
}
