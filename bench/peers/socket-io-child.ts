// The peer on Socket.IO 4, as its documentation shows it: one emit to everybody for every event.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { answerDeeds } from "../process/answer-deeds.ts";
import { residentBytes } from "../process/spent.ts";
import { spentOnTicks } from "./broadcast.ts";
import type { ContenderDeeds } from "./broadcast.ts";
import { madeCheckIn } from "./made-event.ts";

/** Longer than any run: the clients only read, and would not answer a ping. */
const NO_PING_MS = 3_600_000;

const http = createServer();
const io = new Server(http, { transports: ["websocket"], pingInterval: NO_PING_MS });
let stream = "";
let seq = 0;

const deeds: ContenderDeeds = {
  open: async ({ site }) => {
    stream = site;
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    return { port: (http.address() as AddressInfo).port };
  },
  broadcast: (input) =>
    spentOnTicks(input, (count) => {
      for (let sent = 0; sent < count; sent += 1) {
        seq += 1;
        const { type, payload } = madeCheckIn(seq);
        io.emit(type, { stream, seq, payload });
      }
    }),
  residentBytes,
};
answerDeeds({ ...deeds });
