// The ceiling of what Node can do: no protocol, one Buffer made once, `write` to every socket.
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";
import { answerDeeds } from "../process/answer-deeds.ts";
import { residentBytes } from "../process/spent.ts";
import { encodeTextFrame } from "../../server/socket/frame.ts";
import { spentOnTicks } from "./broadcast.ts";
import type { ContenderDeeds } from "./broadcast.ts";
import { madeCheckIn } from "./made-event.ts";

const sockets = new Set<Socket>();
const server = createServer({ noDelay: true }, (socket) => {
  sockets.add(socket);
  socket.on("close", () => sockets.delete(socket));
  socket.on("error", () => undefined);
  socket.resume();
});
let stream = "";
let seq = 0;

const deeds: ContenderDeeds = {
  open: async ({ site }) => {
    stream = site;
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return { port: (server.address() as AddressInfo).port };
  },
  broadcast: (input) =>
    spentOnTicks(input, (count) => {
      const bodies = Array.from({ length: count }, () => {
        seq += 1;
        const { type, payload } = madeCheckIn(seq);
        return JSON.stringify({ type, stream, seq, payload });
      });
      const frame = encodeTextFrame(bodies.join(","));
      for (const socket of sockets) socket.write(frame);
    }),
  residentBytes,
};
answerDeeds({ ...deeds });
