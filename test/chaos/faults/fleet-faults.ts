// Faults of a house of several servers: one after the other restarted (R7), hints between them lost (R4),
// the same command sent through all of them at once (R5).
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { must } from "../../../domain/assert.ts";
import { instantAt } from "../../../domain/instant.ts";
import { request } from "../gym/http.ts";
import { watchHoldUps } from "../load/held-up.ts";
import { measureLag, percentile } from "../load/lag.ts";
import { hashOf } from "../load/ledger.ts";
import { watchStaleness } from "../load/staleness.ts";
import type { Stage } from "../stage/stage.ts";
import { untilReady } from "../stage/stage.ts";
import type { Fault } from "./fault.ts";
import { tooLate, Violation } from "./fault.ts";

const LONGEST_STALE_MS = 3_000;
const QUIET_MS = 400;

export const rollingRestart: Fault = {
  name: "rolling-restart",
  does: "two servers with many screens stopped and started, one after the other",
  stage: { database: "apart", servers: 2, screens: 300, perSecond: 20 },
  times: 2,
  checkEvery: 1,
  strike: async (stage) => {
    await pause(1_500);
    stage.crowd.settle();
    const holdUps = watchHoldUps();
    const staleness = watchStaleness(stage.crowd.watchers);
    const took: number[] = [];
    for (const server of stage.servers) {
      const began = performance.now();
      await server.stop();
      took.push(Math.round(performance.now() - began));
      await server.start();
      await untilReady(stage);
      await pause(1_000);
    }
    const { slowestMs, late } = staleness.end();
    const heldUp = holdUps.end();
    const seen = `no screen stale for more than ${Math.round(slowestMs)} ms; stopping took ${took.join(" and ")} ms`;
    if (slowestMs <= LONGEST_STALE_MS) return seen;
    throw tooLate(
      `${late} screens stale for more than 3 s, one for ${Math.round(slowestMs)} ms (stopping took ${took.join(" and ")} ms)`,
      heldUp,
    );
  },
};

/** What a beacon may take, and what a screen's own way takes beside it on a machine that is busy. */
const REPAIRED_MS = 250;

export const hintsLost: Fault = {
  name: "hints-lost",
  does: "half of the notices between two servers lost",
  stage: { database: "apart", servers: 2, screens: 40, perSecond: 15 },
  times: 2,
  checkEvery: 1,
  strike: async (stage) => {
    const { notices } = must(stage.database, "database apart");
    await pause(1_500);
    stage.crowd.settle();
    await pause(QUIET_MS);
    const holdUps = watchHoldUps();
    const usual = measureLag(stage.crowd.watchers.filter(({ isWall }) => !isWall));
    await pause(4_000);
    const before = usual.take();
    [notices.lost, notices.passed, notices.percent] = [0, 0, 50];
    await pause(10_000);
    notices.percent = 0;
    const during = usual.take();
    const heldUp = holdUps.end();
    const [p50, p99] = [50, 99].map((percent) => Math.round(percentile(during, percent)));
    const usualP99 = Math.round(percentile(before, 99));
    const said = `${notices.lost} of ${notices.lost + notices.passed} notices lost: scan to screen p50 ${p50} ms, p99 ${p99} ms (without loss p99 ${usualP99} ms)`;
    if (notices.lost === 0) throw new Violation(`no notice passed between the servers; ${said}`);
    if ((p99 ?? 0) > REPAIRED_MS + usualP99) throw tooLate(`repaired too late: ${said}`, heldUp);
    return said;
  },
};

const AT_ONCE = 100;

export const sameCommand: Fault = {
  name: "same-command",
  does: "one command sent 100 times at once through three servers",
  stage: { database: "apart", servers: 3, screens: 12, perSecond: 20 },
  times: 10,
  checkEvery: 10,
  strike: async (stage, time) => {
    // Members that nobody else moves: the last ones.
    const memberId = must(stage.gym.memberIds.at(-1 - time), "member");
    await stage.traffic.hold(20_000);
    stage.traffic.goOn();
    return sendAtOnce(stage, memberId);
  },
};

async function sendAtOnce(stage: Stage, memberId: string): Promise<null> {
  const { gym, servers } = stage;
  const path = `/api/sites/${gym.siteId}/check-ins`;
  const body = { memberId, at: instantAt(Date.now()), location: { doorId: gym.doorId } };
  const headers = { "idempotency-key": randomUUID() };
  const answers = await Promise.all(
    Array.from({ length: AT_ONCE }, (_, index) => {
      const { url } = must(servers[index % servers.length], "server");
      return request(url, "POST", path, { cookie: gym.cookies[0] ?? "", body, headers });
    }),
  );
  const different = new Set(answers.map(({ status, body: said }) => `${status} ${hashOf(said)}`));
  if (different.size > 1 || answers[0]?.status !== 200) {
    throw new Violation(
      `${different.size} different answers: ${[...different].slice(0, 3).join("; ")}`,
    );
  }
  stage.ledger.enter(answers[0].body as Parameters<typeof stage.ledger.enter>[0]);
  return null;
}
