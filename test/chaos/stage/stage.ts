// What a fault is tried on: servers with their database, a proxy before each of both, a gym, screens that
// watch it and people at its doors, whose every answer is remembered.
import { setTimeout as pause } from "node:timers/promises";
import type { Connection } from "../../../server/store/database.ts";
import type { Draw } from "../../support/seeded.ts";
import { seeded } from "../../support/seeded.ts";
import { request } from "../gym/http.ts";
import type { Gym, GymPlan } from "../gym/set-up-gym.ts";
import { setUpGym } from "../gym/set-up-gym.ts";
import type { Verdict } from "../gym/verify.ts";
import { verify } from "../gym/verify.ts";
import type { Crowd } from "../load/crowd.ts";
import { openCrowd } from "../load/crowd.ts";
import type { Traffic } from "../load/door-traffic.ts";
import { openTraffic } from "../load/door-traffic.ts";
import { hashOf, Ledger } from "../load/ledger.ts";
import { openWatcher } from "../load/watcher.ts";
import type { Watcher } from "../load/watcher.ts";
import { embeddedConnection } from "../process/data-folder.ts";
import type { FaultProxy } from "./fault-proxy.ts";
import { openFaultProxy } from "./fault-proxy.ts";
import type { OwnDatabase } from "./own-database.ts";
import { openOwnDatabase } from "./own-database.ts";
import type { StagedServer } from "./staged-server.ts";
import { openStagedServer } from "./staged-server.ts";

export interface StagePlan {
  readonly seed: number;
  readonly screens: number;
  readonly perSecond: number;
  /** `embedded`: one server with its own; `apart`: so many servers on one, behind a proxy. */
  readonly database: "embedded" | "apart";
  readonly servers?: number;
  readonly nodeArguments?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly dataFolder?: string;
  readonly gym?: Partial<GymPlan>;
  /** The clock of whoever sends; left out: this machine's. */
  readonly now?: () => number;
  /** For every command that waits to be answered, and for every screen to be back. */
  readonly patienceMs?: number;
}

export interface Stage {
  readonly draw: Draw;
  readonly gym: Gym;
  readonly servers: readonly StagedServer[];
  /** Before the servers: a connection goes to one that is up, in turn. */
  readonly front: FaultProxy;
  readonly url: string;
  readonly database: OwnDatabase | null;
  readonly connection: Connection;
  readonly ledger: Ledger;
  readonly crowd: Crowd;
  readonly desks: readonly Watcher[];
  readonly traffic: Traffic;
  /** Holds the doors for a moment, and everything against the database. */
  check(): Promise<Verdict>;
  close(): Promise<void>;
}

const DESKS = 4;
/** The longest backoff of a client, and more. */
const PATIENCE_MS = 60_000;
const ASKED_AGAIN = 20;

/** How to close what was opened, in the order of opening. */
type Closers = (() => Promise<void> | void)[];

export async function openStage(plan: StagePlan): Promise<Stage> {
  const closers: Closers = [];
  const close = async (): Promise<void> => {
    for (const each of closers.splice(0).toReversed()) await each();
  };
  try {
    return { ...(await openParts(plan, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openParts(plan: StagePlan, closers: Closers): Promise<Omit<Stage, "close">> {
  const draw = seeded(plan.seed);
  const { patienceMs = PATIENCE_MS } = plan;
  const database = plan.database === "apart" ? await openOwnDatabase(draw) : null;
  if (database !== null) closers.push(database.close);
  const servers: StagedServer[] = [];
  const openOne = async (): Promise<StagedServer> => {
    const server = await openStagedServer({ ...plan, database });
    closers.push(server.close);
    servers.push(server);
    return server;
  };
  const first = await openOne();
  const connection = database?.connection ?? (await embeddedConnection(first.dataFolder));
  const gym = await setUpGym(first, connection, {
    members: 400,
    accounts: 1 + Math.ceil(plan.screens / 150),
    ...plan.gym,
  });
  while (servers.length < (plan.servers ?? 1)) await openOne();
  let turn = 0;
  const front = await openFaultProxy({
    target: () => {
      const up = servers.filter((server) => server.isUp());
      const next = up[(turn += 1) % Math.max(1, up.length)];
      return next === undefined ? null : { host: "127.0.0.1", port: next.port };
    },
  });
  closers.push(front.close);
  const url = `http://127.0.0.1:${front.port}`;
  const ledger = new Ledger();
  const crowd = openCrowd({
    ...{ gym, draw, url: () => url, size: plan.screens, restlessness: 0.5 },
    steady: Math.min(10, plan.screens),
  });
  const desks = Array.from({ length: DESKS }, (_, index) =>
    openWatcher({
      url: () => url,
      cookie: gym.cookies[index % gym.cookies.length] ?? "",
      siteId: gym.siteId,
    }),
  );
  const traffic = openTraffic({
    ...{ gym, desks, ledger, draw, urls: () => [url] },
    ...{ perSecond: plan.perSecond, crowd: 120, overHttp: 50 },
    ...(plan.now === undefined ? {} : { now: plan.now }),
  });
  closers.push(() => {
    traffic.close();
    for (const desk of desks) desk.leave("in order");
    crowd.close();
  });
  const check = async (): Promise<Verdict> => {
    crowd.settle();
    await traffic.hold(patienceMs);
    const again = await askAgain();
    const verdict = await verify(
      connection,
      gym.siteId,
      ledger,
      [...crowd.watchers, ...desks],
      patienceMs,
    );
    crowd.stir();
    traffic.goOn();
    return {
      ...verdict,
      differing: verdict.differing + again.length,
      faults: [...verdict.faults, ...again],
    };
  };

  /** What was answered is answered the same when it is asked again. */
  const askAgain = async (): Promise<readonly string[]> => {
    const samples = traffic.samples.slice(-ASKED_AGAIN);
    const faults = await Promise.all(
      samples.map(async ({ commandId, path, body, answer }) => {
        const headers = { "idempotency-key": commandId };
        const cookie = gym.cookies[0] ?? "";
        // Past the front: what it does to connections is no matter here.
        const said = await request(first.url, "POST", path, { cookie, body, headers });
        const isSame = said.status === 200 && hashOf(said.body) === hashOf(answer);
        return isSame ? null : `asked again, ${commandId} is answered ${said.status} otherwise`;
      }),
    );
    return faults.filter((fault) => fault !== null);
  };

  return {
    draw,
    gym,
    servers,
    front,
    url,
    database,
    connection,
    ledger,
    crowd,
    desks,
    traffic,
    check,
  };
}

/** Waits until every server answers that it can work. */
export async function untilReady(stage: Stage): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  for (const server of stage.servers) {
    for (;;) {
      const answer = await request(server.url, "GET", "/readyz").catch(() => null);
      if (answer?.status === 200) break;
      if (performance.now() > until) throw new Error(`${server.url} is not ready`);
      await pause(20);
    }
  }
}
