import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { expect, test } from "vitest";
import { limitConnections } from "./limit-connections.ts";

test("[WIRE-51] one address holds so many connections, and as many again as it lets go", async () => {
  const server = createServer();
  // Every address is another's here.
  limitConnections(server, 3, () => false);
  server.on("connection", (socket) => {
    if (!socket.destroyed) socket.end("in");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const open = async (): Promise<{ readonly socket: Socket; readonly heard: string }> => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    let heard = "";
    socket.on("data", (data: Buffer) => (heard += data.toString()));
    socket.on("error", () => undefined);
    await new Promise((resolve) => {
      socket.once("end", resolve);
      socket.once("close", resolve);
    });
    return { socket, heard };
  };
  const first = [await open(), await open(), await open()];
  expect(first.map(({ heard }) => heard)).toEqual(["in", "in", "in"]);
  expect((await open()).heard).toBe("");
  first[0]?.socket.end();
  await expect.poll(async () => (await open()).heard).toBe("in");
  for (const { socket } of first) socket.destroy();
  server.close();
});
