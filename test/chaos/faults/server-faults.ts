// Faults of the server's own process (R1).
import { setTimeout as pause } from "node:timers/promises";
import { must } from "../../../domain/assert.ts";
import type { Stage } from "../stage/stage.ts";
import type { Fault } from "./fault.ts";

const EMBEDDED = { database: "embedded", screens: 40, perSecond: 60 } as const;

const serverOf = ({ servers }: Stage) => must(servers[0], "server");

export const serverKill: Fault = {
  name: "server-kill",
  does: "SIGKILL of a server with its embedded database, under load",
  stage: EMBEDDED,
  times: 20,
  checkEvery: 5,
  strike: async (stage) => {
    await pause(100 + stage.draw(500));
    await serverOf(stage).kill();
    await serverOf(stage).start();
    return null;
  },
};

export const serverStop: Fault = {
  name: "server-stop",
  does: "SIGTERM of a server under load, and a start",
  stage: EMBEDDED,
  times: 5,
  checkEvery: 5,
  strike: async (stage) => {
    await pause(1_000 + stage.draw(2_000));
    const began = performance.now();
    await serverOf(stage).stop();
    const stoppedMs = Math.round(performance.now() - began);
    await serverOf(stage).start();
    return `stopped in ${stoppedMs} ms, open again ${Math.round(performance.now() - began)} ms after it was told to stop`;
  },
};

export const serverFreeze: Fault = {
  name: "server-freeze",
  does: "SIGSTOP of a server for up to 12 s, then SIGCONT",
  stage: EMBEDDED,
  times: 4,
  checkEvery: 1,
  strike: async (stage, time) => {
    await pause(200 + stage.draw(500));
    const ms = time % 2 === 0 ? 200 + stage.draw(2_000) : 9_500 + stage.draw(2_500);
    serverOf(stage).process().signal("SIGSTOP");
    await pause(ms);
    serverOf(stage).process().signal("SIGCONT");
    await pause(300);
    return null;
  },
};

const WIRE_DEEDS = 8;

export const clientWire: Fault = {
  name: "client-wire",
  does: "connections of screens and desks cut, cut in a frame, left hanging, delayed, throttled",
  stage: EMBEDDED,
  times: 6,
  checkEvery: 3,
  strike: async (stage, time) => {
    const { front, draw } = stage;
    front.delayMs = time % 3 === 1 ? 20 + draw(180) : 0;
    front.bytesPerSecond = time % 3 === 2 ? 20_000 : 0;
    for (let deed = 0; deed < WIRE_DEEDS; deed += 1) {
      const open = [...front.wires].filter((wire) => wire.isOpen());
      const wire = open[draw(Math.max(1, open.length))];
      if (deed % 4 === 3) wire?.hang();
      else if (deed % 2 === 0) wire?.cutInNextFrame();
      else wire?.cut();
      await pause(50 + draw(250));
    }
    front.delayMs = 0;
    front.bytesPerSecond = 0;
    return null;
  },
};
