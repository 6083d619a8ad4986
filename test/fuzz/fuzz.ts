// The fuzzer (R8): raw sockets against a built server, so many malformed requests, upgrades, frames and
// messages as asked for, while a healthy desk works and its times are compared with those before.
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { UP } from "../../protocol/up.ts";
import { request } from "../chaos/gym/http.ts";
import type { Gym } from "../chaos/gym/set-up-gym.ts";
import { setUpGym } from "../chaos/gym/set-up-gym.ts";
import { verify } from "../chaos/gym/verify.ts";
import { openTraffic } from "../chaos/load/door-traffic.ts";
import { watchHoldUps } from "../chaos/load/held-up.ts";
import { percentile } from "../chaos/load/lag.ts";
import { Ledger } from "../chaos/load/ledger.ts";
import { openWatcher } from "../chaos/load/watcher.ts";
import { embeddedConnection, makeDataFolder } from "../chaos/process/data-folder.ts";
import { leaveFolder } from "../chaos/process/owned.ts";
import { residentKb } from "../chaos/process/resident.ts";
import type { ServerProcess } from "../chaos/process/start-server.ts";
import { startServer } from "../chaos/process/start-server.ts";
import { PRELOADS } from "../chaos/repository.ts";
import { seeded } from "../support/seeded.ts";
import type { Field, Operation } from "./attacks.ts";
import { attack } from "./attacks.ts";
import type { Schema } from "./mutate-json.ts";

export interface FuzzPlan {
  readonly count: number;
  /** Malformed things a second, at most. */
  readonly perSecond: number;
  readonly seed: number;
  /** How long the healthy desk is measured alone. */
  readonly quietMs: number;
  readonly say: (line: string) => void;
}

export interface Fuzzed {
  readonly sent: number;
  readonly seconds: number;
  /** What came back, or was logged, that must not. */
  readonly faults: readonly string[];
  /** How the server answered, and how often. */
  readonly answers: Readonly<Record<string, number>>;
  readonly quietP99Ms: number;
  readonly p99Ms: number;
  /** How long this machine held the run itself up. */
  readonly heldUp: { readonly ms: number; readonly isTooMuch: boolean };
  /** After the first tenth and at the end, with garbage collected. */
  readonly residentMb: readonly [number, number];
  readonly heapMb: readonly [number, number];
}

const ATTACKERS = 24;
const DESK_PER_SECOND = 20;
const SAY_EVERY_MS = 30_000;
/** Routes that would take the ground from under the healthy desk, or the database from under the run. */
const SPARED =
  /staff|session|demo|wipe|first-run|backup|restore|settings|organisation|devices|photo/;

export async function fuzz(plan: FuzzPlan): Promise<Fuzzed> {
  const draw = seeded(plan.seed);
  const dataFolder = await makeDataFolder();
  const heapFile = join(dataFolder, "heap.json");
  const server = await startServer({
    dataFolder,
    nodeArguments: ["--expose-gc", "--import", join(PRELOADS, "collect-on-signal.mjs")],
    environment: { CHAOS_HEAP_FILE: heapFile },
  });
  const connection = await embeddedConnection(dataFolder);
  const gym = await setUpGym(server, connection, { members: 400, accounts: 2 });
  const healthy = { ...gym, cookies: [gym.cookies[2] ?? ""], memberIds: gym.memberIds.slice(200) };
  const url = (): string => server.url;
  const desk = openWatcher({ url, cookie: gym.cookies[2] ?? "", siteId: gym.siteId });
  const ledger = new Ledger();
  const traffic = openTraffic({
    ...{
      gym: healthy,
      desks: [desk],
      ledger,
      draw: seeded(plan.seed + 1),
      urls: () => [server.url],
    },
    ...{ perSecond: DESK_PER_SECOND, crowd: 60, overHttp: 0 },
  });
  await pause(plan.quietMs);
  const quietP99Ms = percentile(traffic.answerMs.splice(0), 99);
  const field = await fieldOf(server, gym, dataFolder);
  // What reading the contract took is no matter here.
  traffic.answerMs.splice(0);
  const faults = new Set<string>();
  const answers: Record<string, number> = {};
  const holdUps = watchHoldUps();
  const began = performance.now();
  let sent = 0;
  let saidAt = began;
  let early: Memory | null = null;

  const attacker = async (): Promise<void> => {
    while (sent < plan.count && !server.hasEnded() && faults.size < 20) {
      const ahead = (sent / plan.perSecond) * 1_000 - (performance.now() - began);
      if (ahead > 0) await pause(ahead);
      const outcome = await attack(field, draw);
      sent += outcome.sent;
      for (const answer of outcome.answers) answers[answer] = (answers[answer] ?? 0) + 1;
      if (outcome.amiss !== null) faults.add(outcome.amiss);
      if (performance.now() - saidAt > SAY_EVERY_MS) {
        saidAt = performance.now();
        const mb = Math.round((await residentKb(server.pid)) / 1_024);
        plan.say(
          `  ${sent} sent, ${mb} MB, desk p99 ${percentile(traffic.answerMs, 99).toFixed(1)} ms`,
        );
      }
      if (early === null && sent > plan.count / 10) early = await memoryOf(server, heapFile);
    }
  };
  await Promise.all(Array.from({ length: ATTACKERS }, attacker));
  const seconds = (performance.now() - began) / 1_000;
  const p99Ms = percentile(traffic.answerMs, 99);
  const heldUp = holdUps.end();
  if (server.hasEnded()) faults.add(`the server ended: ${server.said().slice(-2_000)}`);
  else {
    const connectionOfDesk = desk.client.getState().connection.kind;
    if (connectionOfDesk !== "live") faults.add(`the healthy desk is ${connectionOfDesk}`);
    await traffic.hold(20_000);
    const verdict = await verify(connection, gym.siteId, ledger, [desk], 20_000);
    for (const fault of verdict.faults) faults.add(fault);
  }
  for (const line of server.faults()) faults.add(`logged: ${line.slice(0, 1_500)}`);
  const late = server.hasEnded() ? NOTHING : await memoryOf(server, heapFile);
  traffic.close();
  desk.leave("in order");
  if (!server.hasEnded()) await server.kill();
  leaveFolder(dataFolder);
  const { residentMb, heapMb } = early ?? late;
  return {
    ...{
      sent,
      seconds: Math.round(seconds),
      faults: [...faults],
      answers,
      quietP99Ms,
      p99Ms,
      heldUp,
    },
    residentMb: [residentMb, late.residentMb],
    heapMb: [heapMb, late.heapMb],
  };
}

async function fieldOf(server: ServerProcess, gym: Gym, dataFolder: string): Promise<Field> {
  const key = (await readFile(join(dataFolder, "operator-key"), "utf8")).trim();
  const { body } = await request(server.url, "GET", "/api/openapi.json");
  const messages = Object.values(UP).map(
    (schema) => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema,
  );
  return {
    port: server.port,
    place: { host: `127.0.0.1:${server.port}`, cookie: gym.cookies[1] ?? "", siteId: gym.siteId },
    bearer: `Bearer ${key}`,
    // Half of the members are the fuzzer's, and the healthy desk never sees them.
    ids: [gym.siteId, gym.doorId, ...gym.memberIds.slice(0, 200)],
    messages,
    operations: operationsOf(body as OpenApi),
  };
}

interface OpenApi {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly requestBody?: {
              readonly content?: Record<string, { readonly schema?: Schema }>;
            };
          }
        >
      >
    >
  >;
}

function operationsOf({ paths }: OpenApi): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { requestBody }]) => {
      const body = requestBody?.content?.["application/json"]?.schema;
      // Sites are spared where they themselves would be changed.
      const isSpared =
        SPARED.test(path) || (/sites/.test(path) && method !== "post") || path === "/api/sites";
      return body === undefined || isSpared ? [] : [{ method, path, body }];
    }),
  );
}

interface Memory {
  readonly residentMb: number;
  readonly heapMb: number;
}

const NOTHING: Memory = { residentMb: 0, heapMb: 0 };

async function memoryOf(server: ServerProcess, heapFile: string): Promise<Memory> {
  await rm(heapFile, { force: true });
  server.signal("SIGUSR2");
  for (let tries = 0; tries < 500; tries += 1) {
    const text = await readFile(heapFile, "utf8").catch(() => null);
    if (text !== null) {
      const { heapUsed } = JSON.parse(text) as { readonly heapUsed: number };
      const residentMb = Math.round((await residentKb(server.pid)) / 1_024);
      return { residentMb, heapMb: Math.round(heapUsed / 1_048_576) };
    }
    await pause(20);
  }
  return NOTHING;
}
