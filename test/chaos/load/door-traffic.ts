// People come and go at a steady rate, over the sockets of some desks and over plain requests. Nothing
// that was asked is dropped: it is asked again, with the same id, until it is answered.
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { ClientClosed, CommandProblem } from "../../../client/site-client.ts";
import { instantAt } from "../../../domain/instant.ts";
import type { DoorAnswer } from "../../../protocol/http/gym.ts";
import type { Draw } from "../../support/seeded.ts";
import { request } from "../gym/http.ts";
import type { Gym } from "../gym/set-up-gym.ts";
import type { Ledger } from "./ledger.ts";
import type { Watcher } from "./watcher.ts";

export interface TrafficPlan {
  readonly gym: Gym;
  readonly desks: readonly Watcher[];
  /** Where requests go at the moment; several servers: any of them. */
  readonly urls: () => readonly string[];
  readonly ledger: Ledger;
  readonly draw: Draw;
  readonly perSecond: number;
  /** How many inside it tends to. */
  readonly crowd: number;
  /** Of a hundred commands, how many go over plain requests. */
  readonly overHttp?: number;
  /** Left out: this machine's clock. */
  readonly now?: () => number;
}

export interface Traffic {
  /** Not answered yet. */
  waiting(): number;
  readonly answerMs: number[];
  /** Bodies and answers of some, to be asked again. */
  readonly samples: readonly Sample[];
  /** Takes up nothing new and resolves when all is answered; throws where that takes too long. */
  hold(patienceMs: number): Promise<void>;
  goOn(): void;
  close(): void;
}

export interface Sample {
  readonly commandId: string;
  readonly path: string;
  readonly body: unknown;
  readonly answer: DoorAnswer;
}

interface Asked {
  readonly kind: "check_in" | "check_out";
  readonly memberId: string;
  readonly commandId: string;
  readonly at: string;
}

const TICK_MS = 20;
const RETRY_MS = 150;
/** A request that hangs is sent anew, as any program would. */
const REQUEST_MS = 4_000;
const KEPT_SAMPLES = 200;
const KEPT_TIMES = 100_000;

export function openTraffic(plan: TrafficPlan): Traffic {
  const { gym, draw, ledger, now = Date.now } = plan;
  const inside = new Set<string>();
  const busy = new Set<string>();
  const answerMs: number[] = [];
  const samples: Sample[] = [];
  let isHeld = false;
  let isClosed = false;
  let due = 0;
  let last = performance.now();

  const choose = (): Asked | null => {
    const wantsIn = draw(100) < (inside.size < plan.crowd ? 65 : 35) || inside.size === 0;
    const memberId = gym.memberIds[draw(gym.memberIds.length)];
    const someInside = wantsIn ? memberId : memberOf(inside, draw);
    if (someInside === undefined || busy.has(someInside)) return null;
    return {
      kind: wantsIn ? "check_in" : "check_out",
      memberId: someInside,
      commandId: randomUUID(),
      at: instantAt(now()),
    };
  };

  const settle = (asked: Asked, answer: DoorAnswer): void => {
    ledger.enter(answer);
    // A refused check-in is of somebody who is in already; a refused check-out of one who is not.
    if (asked.kind === "check_in") inside.add(asked.memberId);
    else inside.delete(asked.memberId);
    const sample = sampleOf(gym, asked, answer);
    if (samples.length < KEPT_SAMPLES) samples.push(sample);
    else if (draw(20) === 0) samples[draw(KEPT_SAMPLES)] = sample;
  };

  const ask = async (asked: Asked): Promise<void> => {
    ledger.asked += 1;
    busy.add(asked.memberId);
    const began = performance.now();
    const desk = plan.desks[draw(plan.desks.length)];
    const isOverHttp = desk === undefined || draw(100) < (plan.overHttp ?? 20);
    try {
      const answer = isOverHttp
        ? await askOverHttp(plan, asked)
        : await askOverSocket(gym, desk, asked);
      settle(asked, answer);
    } catch (error) {
      if (error instanceof ClientClosed) return;
      if (!(error instanceof CommandProblem)) throw error;
      ledger.enterSentBack(error.problem.code);
    } finally {
      busy.delete(asked.memberId);
      if (answerMs.length < KEPT_TIMES) answerMs.push(performance.now() - began);
    }
  };

  const ticking = setInterval(() => {
    const moment = performance.now();
    due += ((moment - last) / 1_000) * plan.perSecond;
    last = moment;
    // What could not be asked while this process was busy is not made up for in one blow.
    due = isHeld ? 0 : Math.min(due, plan.perSecond);
    for (; due >= 1; due -= 1) {
      const asked = choose();
      if (asked !== null) void ask(asked);
    }
  }, TICK_MS);

  return {
    waiting: () => busy.size,
    answerMs,
    samples,
    hold: async (patienceMs) => {
      isHeld = true;
      const until = performance.now() + patienceMs;
      while (busy.size > 0) {
        if (performance.now() > until) throw new Error(`${busy.size} commands were never answered`);
        await pause(10);
      }
    },
    goOn: () => void (isHeld = false),
    close: () => {
      isClosed = true;
      clearInterval(ticking);
    },
  };

  async function askOverHttp({ urls }: TrafficPlan, asked: Asked): Promise<DoorAnswer> {
    const { path, body } = sampleOf(gym, asked, null);
    for (;;) {
      const all = urls();
      const url = all[draw(all.length)] ?? "";
      const cookie = gym.cookies[draw(gym.cookies.length)] ?? "";
      const headers = { "idempotency-key": asked.commandId };
      try {
        const answer = await request(url, "POST", path, {
          cookie,
          body,
          headers,
          patienceMs: REQUEST_MS,
        });
        if (answer.status === 200) return answer.body as DoorAnswer;
        const problem = answer.body as CommandProblem["problem"];
        if (problem.retry !== "later") throw new CommandProblem(problem);
      } catch (error) {
        if (error instanceof CommandProblem) throw error;
      }
      if (isClosed) throw new ClientClosed();
      await pause(RETRY_MS + draw(RETRY_MS));
    }
  }
}

async function askOverSocket(gym: Gym, { client }: Watcher, asked: Asked): Promise<DoorAnswer> {
  const { memberId, commandId, at } = asked;
  const common = { memberId, commandId, at, doorId: gym.doorId };
  return asked.kind === "check_in" ? client.checkIn(common) : client.checkOut(common);
}

function sampleOf(gym: Gym, asked: Asked, answer: DoorAnswer | null): Sample {
  const { kind, commandId, memberId, at } = asked;
  const path = `/api/sites/${gym.siteId}/${kind === "check_in" ? "check-ins" : "check-outs"}`;
  const body = { memberId, at, location: { doorId: gym.doorId } };
  return { commandId, path, body, answer: answer as DoorAnswer };
}

function memberOf(inside: ReadonlySet<string>, draw: Draw): string | undefined {
  // The first ones of a set came first: most leave in the order in which they came.
  let skip = draw(Math.min(inside.size, 40));
  for (const memberId of inside) {
    if (skip === 0) return memberId;
    skip -= 1;
  }
  return undefined;
}
