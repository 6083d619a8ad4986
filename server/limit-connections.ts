// How many connections one address may hold, counted before anything is read from them: whoever opens
// thousands and says nothing takes them from nobody else.
import type { Server, Socket } from "node:net";

/** The operator of the machine measures from here. */
const THIS_MACHINE = new Set(["127.0.0.1", "::1", "::ffff:127.0.0.1"]);

export function limitConnections(
  server: Server,
  perAddress: number,
  isExempt: (address: string) => boolean = (address) => THIS_MACHINE.has(address),
): void {
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    if (isExempt(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    if (count > perAddress) socket.destroy();
  });
}
