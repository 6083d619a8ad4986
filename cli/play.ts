// Plays assigned passes through a site's client, each at its time or as fast as the answers come.
import type { SiteClient } from "../client/site-client.ts";
import { ClientClosed, CommandProblem } from "../client/site-client.ts";
import { millis } from "../domain/instant.ts";
import type { DoorAnswer } from "../protocol/http/gym.ts";
import type { Assigned } from "./assign-members.ts";
import { MAX_IN_FLIGHT } from "./open-live.ts";
import type { Pass } from "./recording.ts";
import type { Tally } from "./tally.ts";

export interface Play {
  readonly client: SiteClient;
  readonly passes: readonly Assigned[];
  readonly memberIdOf: (person: number) => string;
  readonly doorIdOf: (pass: Pass) => string;
  readonly commandIdOf: (line: number) => string;
  /** Recorded seconds in a second; infinite: as fast as it goes. */
  readonly speed: number;
  readonly signal: AbortSignal;
  readonly tally: Tally;
}

/** Ends when every command that was sent is answered. */
export async function play(recording: Play): Promise<void> {
  const { passes, tally, signal } = recording;
  const waiting = new Set<Promise<void>>();
  const pace = paceOf(recording);
  for (const { pass, person } of passes) {
    if (signal.aborted) break;
    if (pass.direction === "in") tally.ins += 1;
    else tally.outs += 1;
    if (person === null) {
      tally.skipped += 1;
      continue;
    }
    await pace(pass);
    const answer = settle(send(recording, pass, person), tally);
    waiting.add(answer);
    void answer.finally(() => waiting.delete(answer));
    if (waiting.size >= MAX_IN_FLIGHT) await Promise.race(waiting);
  }
  await Promise.all(waiting);
}

function send(recording: Play, pass: Pass, person: number): Promise<DoorAnswer> {
  const { client, memberIdOf, doorIdOf, commandIdOf } = recording;
  const { at, line } = pass;
  const [memberId, doorId] = [memberIdOf(person), doorIdOf(pass)];
  const request = { commandId: commandIdOf(line), at, memberId, doorId };
  return pass.direction === "in" ? client.checkIn(request) : client.checkOut(request);
}

async function settle(answer: Promise<DoorAnswer>, tally: Tally): Promise<void> {
  try {
    tally.answered(await answer);
  } catch (error) {
    if (error instanceof CommandProblem) tally.failed(error.problem.code);
    else if (!(error instanceof ClientClosed)) throw error;
  }
}

/** Waits until a pass is due, counted from the first. */
function paceOf({ passes, speed, signal }: Play): (pass: Pass) => Promise<void> {
  const [first] = passes;
  if (first === undefined || !Number.isFinite(speed)) return () => Promise.resolve();
  const startedAt = performance.now();
  return async ({ at }) => {
    const due = startedAt + (millis(at) - millis(first.pass.at)) / speed;
    for (;;) {
      const ms = due - performance.now();
      if (ms <= 0 || signal.aborted) return;
      await sleep(ms, signal);
    }
  };
}

/** The longest that a timer can be set for. */
const LONGEST_MS = 2 ** 31 - 1;

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, Math.min(ms, LONGEST_MS));
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    }
    signal.addEventListener("abort", done);
  });
}
