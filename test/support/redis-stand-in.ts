// As much of a Redis as hints need, over the real protocol (RESP2): subscribe, publish, ping. For
// machines without a redis-server, so that the bus is tested everywhere.
import { createServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import type { TestRedis } from "./open-redis.ts";

export async function openRedisStandIn(): Promise<TestRedis> {
  const subscribers = new Map<string, Set<Socket>>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let buffer = "";
    socket.on("data", (data) => {
      buffer += data.toString("latin1");
      for (;;) {
        const taken = takeCommand(buffer);
        if (taken === null) return;
        buffer = taken.rest;
        socket.write(answer(socket, taken.words, subscribers), "latin1");
      }
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      for (const each of subscribers.values()) each.delete(socket);
    });
  });
  const port = await listen(server, 0);
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    cutConnections: () => Promise.resolve(cut()),
    close: async () => {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  socket: Socket,
  words: readonly string[],
  subscribers: Map<string, Set<Socket>>,
): string {
  const [name = "", channel = "", text = ""] = words;
  switch (name.toUpperCase()) {
    case "SUBSCRIBE": {
      const those = subscribers.get(channel) ?? new Set();
      subscribers.set(channel, those.add(socket));
      return `*3\r\n${bulk("subscribe")}${bulk(channel)}:1\r\n`;
    }
    case "PUBLISH": {
      const those = subscribers.get(channel) ?? new Set();
      const message = `*3\r\n${bulk("message")}${bulk(channel)}${bulk(text)}`;
      for (const each of those) each.write(message, "latin1");
      return `:${those.size}\r\n`;
    }
    case "PING":
      return "+PONG\r\n";
    case "CLIENT":
      return "+OK\r\n";
    default:
      return `-ERR unknown command '${name}'\r\n`;
  }
}

/** A command is an array of bulk strings; null while it has not all come. */
function takeCommand(buffer: string): { words: readonly string[]; rest: string } | null {
  const head = /^\*(\d+)\r\n/.exec(buffer);
  if (head === null) return null;
  const words: string[] = [];
  let rest = buffer.slice(head[0].length);
  for (let left = Number(head[1]); left > 0; left -= 1) {
    const length = /^\$(\d+)\r\n/.exec(rest);
    if (length === null) return null;
    const start = length[0].length;
    const end = start + Number(length[1]);
    if (rest.length < end + 2) return null;
    words.push(rest.slice(start, end));
    rest = rest.slice(end + 2);
  }
  return { words, rest };
}

function bulk(text: string): string {
  return `$${text.length}\r\n${text}\r\n`;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
