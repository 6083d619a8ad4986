// The soak: a server with its own database under a steady load for a long time, while screens come and
// go. Each minute a line; at the end whether memory is flat and every promise was kept.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../support/seeded.ts";
import type { Measured } from "./flat.ts";
import { flatnessOf, MOST_HEAP_KB_A_MINUTE, MOST_RESIDENT_KB_A_MINUTE } from "./flat.ts";
import { setUpGym } from "./gym/set-up-gym.ts";
import { verify } from "./gym/verify.ts";
import { openCrowd } from "./load/crowd.ts";
import type { Crowd } from "./load/crowd.ts";
import { openTraffic } from "./load/door-traffic.ts";
import { measureLag, percentile } from "./load/lag.ts";
import type { Lag } from "./load/lag.ts";
import { Ledger } from "./load/ledger.ts";
import { openWatcher } from "./load/watcher.ts";
import { embeddedConnection, makeDataFolder } from "./process/data-folder.ts";
import { leaveFolder } from "./process/owned.ts";
import { residentKb } from "./process/resident.ts";
import type { ServerProcess } from "./process/start-server.ts";
import { startServer } from "./process/start-server.ts";
import { PRELOADS } from "./repository.ts";

export interface SoakPlan {
  readonly minutes: number;
  readonly perSecond: number;
  readonly clients: number;
  readonly seed: number;
  readonly say: (line: string) => void;
}

const DESKS = 6;
const STEADY = 20;
/** Of a hundred screens, those touched each second: each about once in two minutes. */
const RESTLESSNESS = 0.8;
const SETTLE_MS = 60_000;
const MEASURE_MS = 20_000;
const SAY_MS = 60_000;

export async function soak(
  plan: SoakPlan,
): Promise<{ readonly ok: boolean; readonly record: object }> {
  const { say } = plan;
  const draw = seeded(plan.seed);
  const dataFolder = await makeDataFolder();
  const heapFile = join(dataFolder, "heap.json");
  const server = await startServer({
    dataFolder,
    nodeArguments: ["--expose-gc", "--import", join(PRELOADS, "collect-on-signal.mjs")],
    environment: { CHAOS_HEAP_FILE: heapFile },
  });
  const connection = await embeddedConnection(dataFolder);
  const accounts = Math.ceil(plan.clients / 150) + 1;
  const gym = await setUpGym(server, connection, { members: 3_000, accounts });
  const url = (): string => server.url;
  const ledger = new Ledger();
  const crowd = openCrowd({
    ...{ gym, draw, url, size: plan.clients, restlessness: RESTLESSNESS },
    steady: Math.min(STEADY, plan.clients),
  });
  const desks = Array.from({ length: DESKS }, (_, index) =>
    openWatcher({ url, cookie: gym.cookies[index % gym.cookies.length] ?? "", siteId: gym.siteId }),
  );
  const lag = measureLag(crowd.watchers.slice(0, STEADY));
  const traffic = openTraffic({
    ...{ gym, desks, ledger, draw, urls: () => [server.url] },
    ...{ perSecond: plan.perSecond, crowd: 500, overHttp: 20 },
  });
  say(
    "minute  RSS MB  heap MB   events  live  waiting  scan to screen p50/p99 ms  cut/slow/gone/left",
  );
  const measured: Measured[] = [];
  const began = performance.now();
  for (let next = MEASURE_MS; next <= plan.minutes * 60_000; next += MEASURE_MS) {
    await pause(Math.max(0, began + next - performance.now()));
    if (server.hasEnded()) throw new Error(`the server ended:\n${server.said()}`);
    const memory = { ...(await memoryOf(server, heapFile)), minute: next / 60_000 };
    measured.push(memory);
    if (next % SAY_MS === 0) say(lineOf(memory, crowd, lag, traffic.waiting()));
  }
  crowd.settle();
  await traffic.hold(SETTLE_MS);
  traffic.close();
  const verdict = await verify(
    connection,
    gym.siteId,
    ledger,
    [...crowd.watchers, ...desks],
    SETTLE_MS,
  );
  const flatness = flatnessOf(measured);
  for (const desk of desks) desk.leave("in order");
  crowd.close();
  await server.stop();
  leaveFolder(dataFolder);
  const faults = [
    ...verdict.faults,
    ...server.faults().map((line) => `logged: ${line.slice(0, 300)}`),
  ];
  say(
    `\nheap ${flatness.heapKbPerMinute.toFixed(1)} KB a minute (at most ${MOST_HEAP_KB_A_MINUTE}), ` +
      `RSS ${flatness.residentKbPerMinute.toFixed(1)} (at most ${MOST_RESIDENT_KB_A_MINUTE}), ` +
      `the floor over the last two thirds: ${flatness.verdict}`,
  );
  say(
    `${verdict.acknowledged} acknowledged, ${verdict.lost} lost, ${verdict.doubled} doubled, ` +
      `${verdict.differing} answered differently, ${verdict.events} events; ` +
      (faults.length === 0 ? "all screens equal the database" : "NOT as it must be"),
  );
  for (const fault of faults) say(`  ${fault}`);
  const { say: _say, ...asked } = plan;
  return {
    ok: faults.length === 0 && flatness.verdict !== "growing",
    record: { soak: asked, measured, flatness, verdict, faults, deeds: crowd.deeds },
  };
}

/** After garbage was collected, as the server itself was asked to. */
async function memoryOf(
  server: ServerProcess,
  heapFile: string,
): Promise<{ readonly residentKb: number; readonly heapKb: number }> {
  await rm(heapFile, { force: true });
  server.signal("SIGUSR2");
  for (let tries = 0; tries < 500; tries += 1) {
    const text = await readFile(heapFile, "utf8").catch(() => null);
    if (text !== null) {
      const { heapUsed } = JSON.parse(text) as { readonly heapUsed: number };
      return { residentKb: await residentKb(server.pid), heapKb: Math.round(heapUsed / 1_024) };
    }
    await pause(20);
  }
  throw new Error("the server did not say what its heap holds");
}

function lineOf(memory: Measured, crowd: Crowd, lag: Lag, waiting: number): string {
  const lags = lag.take();
  const { cut, stalled, vanished, left } = crowd.deeds;
  const seq = crowd.watchers[0]?.client.getState().position?.seq ?? 0;
  return [
    memory.minute.toFixed(1).padStart(6),
    (memory.residentKb / 1_024).toFixed(1).padStart(7),
    (memory.heapKb / 1_024).toFixed(2).padStart(8),
    String(seq).padStart(8),
    String(crowd.figures().live).padStart(5),
    String(waiting).padStart(8),
    `${percentile(lags, 50)} / ${percentile(lags, 99)}`.padStart(26),
    ` ${cut}/${stalled}/${vanished}/${left}`,
  ].join(" ");
}
