// What stands in front of several servers, in a few lines: each new connection goes to the first server
// that says it is ready, and is passed through byte by byte.
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

export async function openBalancer(urls: readonly string[]): Promise<Balancer> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    sockets.add(near);
    near.on("error", () => undefined);
    near.once("close", () => sockets.delete(near));
    near.pause();
    void firstReady(urls).then((url) => {
      if (url === null) return near.destroy();
      const { hostname, port } = new URL(url);
      const far = connect(Number(port), hostname);
      far.on("error", () => near.destroy());
      far.once("close", () => near.destroy());
      near.once("close", () => far.destroy());
      return near.pipe(far).pipe(near);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function firstReady(urls: readonly string[]): Promise<string | null> {
  for (const url of urls) {
    try {
      const { ok } = await fetch(`${url}/readyz`);
      if (ok) return url;
    } catch {
      // It is gone: the next one is asked.
    }
  }
  return null;
}
