// The peer as most people write it: for every client its own JSON.stringify and its own send.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocket, WebSocketServer } from "ws";
import { answerDeeds } from "../process/answer-deeds.ts";
import { residentBytes } from "../process/spent.ts";
import { spentOnTicks } from "./broadcast.ts";
import type { ContenderDeeds } from "./broadcast.ts";
import { madeCheckIn } from "./made-event.ts";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0 });
let stream = "";
let seq = 0;

function broadcastOne(): void {
  seq += 1;
  const { type, payload } = madeCheckIn(seq);
  for (const client of server.clients) {
    if (client.readyState === WebSocket.OPEN)
      client.send(JSON.stringify({ type, stream, seq, payload }));
  }
}

const deeds: ContenderDeeds = {
  open: async ({ site }) => {
    stream = site;
    if (server.address() === null) await once(server, "listening");
    return { port: (server.address() as AddressInfo).port };
  },
  broadcast: (input) =>
    spentOnTicks(input, (count) => {
      for (let sent = 0; sent < count; sent += 1) broadcastOne();
    }),
  residentBytes,
};
answerDeeds({ ...deeds });
