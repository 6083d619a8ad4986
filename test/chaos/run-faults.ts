// Tries faults one after the other, each on a stage of its own, and makes of each a row of the table.
import type { Verdict } from "./gym/verify.ts";
import type { Fault, Prepared } from "./faults/fault.ts";
import { TooBusy, Violation } from "./faults/fault.ts";
import { percentile } from "./load/lag.ts";
import type { Stage } from "./stage/stage.ts";
import { openStage, untilReady } from "./stage/stage.ts";

export interface Row {
  readonly fault: string;
  readonly times: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly differing: number;
  readonly slowestMs: number;
  readonly seconds: number;
  readonly verdict: "holds" | "VIOLATED" | "too busy" | "not run";
  readonly seen: readonly string[];
}

export interface RunPlan {
  readonly seed: number;
  /** In place of the usual number of times. */
  readonly times?: number;
  /** In place of the usual number of screens. */
  readonly screens?: number;
  /** Goes on for as long, where that is longer. */
  readonly seconds?: number;
  /** Screens that wait to connect again are told to do so at once. */
  readonly hurries?: boolean;
  readonly say: (line: string) => void;
}

export async function runFault(fault: Fault, plan: RunPlan): Promise<Row> {
  const hindered = (await fault.hindered?.()) ?? null;
  if (hindered !== null) return rowOf(fault, 0, [], 0, [hindered], "not run");
  const began = performance.now();
  const seen: string[] = [];
  const verdicts: Verdict[] = [];
  let times = 0;
  let stage: Stage | null = null;
  let prepared: Prepared | null = null;
  let isViolated = false;
  let isTooBusy = false;
  try {
    prepared = (await fault.prepare?.()) ?? null;
    const screens = plan.screens ?? fault.stage.screens;
    stage = await openStage({ ...fault.stage, ...prepared?.stage, screens, seed: plan.seed });
    const until = began + (plan.seconds ?? 0) * 1_000;
    const asked = plan.times ?? fault.times;
    while (times < asked || performance.now() < until) {
      const note = await fault.strike(stage, times).catch((error: unknown) => {
        if (!(error instanceof TooBusy)) throw error;
        isTooBusy = true;
        return error.message;
      });
      times += 1;
      if (note !== null) seen.push(note);
      const isLast = times >= asked && performance.now() >= until;
      if (times % fault.checkEvery !== 0 && !isLast) continue;
      await untilReady(stage);
      if (plan.hurries === true)
        for (const { client } of [...stage.crowd.watchers, ...stage.desks]) client.wake();
      const verdict = await stage.check();
      verdicts.push(verdict);
      plan.say(`  ${fault.name} ${times}: ${lineOf(verdict)}`);
      if (verdict.faults.length > 0) break;
    }
    const sum = (await fault.sum?.(stage)) ?? null;
    if (sum !== null) seen.push(sum);
    const answers = stage.traffic.answerMs;
    seen.push(
      `answered within ${Math.round(percentile(answers, 50))} ms, slowest ${Math.round(percentile(answers, 100))}`,
    );
    for (const [code, count] of stage.ledger.sentBack) seen.push(`${count} sent back: ${code}`);
  } catch (error) {
    isViolated = true;
    seen.push(
      error instanceof Violation
        ? error.message
        : String(error instanceof Error ? error.stack : error),
    );
  } finally {
    await stage?.close();
    await prepared?.clear();
  }
  const faults = verdicts.flatMap((verdict) => verdict.faults);
  const isWell = !isViolated && faults.length === 0 && verdicts.length > 0;
  const seconds = (performance.now() - began) / 1_000;
  return rowOf(
    fault,
    times,
    verdicts,
    seconds,
    [...faults, ...seen],
    isWell ? (isTooBusy ? "too busy" : "holds") : "VIOLATED",
  );
}

function rowOf(
  fault: Fault,
  times: number,
  verdicts: readonly Verdict[],
  seconds: number,
  seen: readonly string[],
  verdict: Row["verdict"],
): Row {
  const most = (read: (each: Verdict) => number): number => Math.max(0, ...verdicts.map(read));
  return {
    ...{ fault: fault.name, times, seen, verdict, seconds: Math.round(seconds) },
    acknowledged: most((each) => each.acknowledged),
    lost: most((each) => each.lost),
    doubled: most((each) => each.doubled),
    differing: most((each) => each.differing),
    slowestMs: most((each) => each.convergedMs),
  };
}

function lineOf({ acknowledged, lost, doubled, differing, convergedMs, faults }: Verdict): string {
  return [
    `${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, ${differing} answered differently`,
    `screens equal after ${convergedMs} ms`,
    ...faults,
  ].join("; ");
}

const COLUMNS = [
  ["fault", 18, "fault"],
  ["times", 6, "times"],
  ["acknowledged", 13, "acknowledged"],
  ["lost", 5, "lost"],
  ["doubled", 8, "doubled"],
  ["differing", 10, "differing"],
  ["slowestMs", 12, "converged ms"],
  ["seconds", 8, "seconds"],
  ["verdict", 10, "verdict"],
] as const;

export function renderRows(rows: readonly Row[]): string {
  const head = COLUMNS.map(([, width, title], index) => cell(title, width, index)).join(" ");
  const lines = rows.map((row) => {
    const cells = COLUMNS.map(([key, width], index) => cell(String(row[key]), width, index));
    return [cells.join(" "), ...row.seen.map((each) => `    ${each}`)].join("\n");
  });
  return [head, ...lines].join("\n");
}

function cell(text: string, width: number, index: number): string {
  return index === 0 ? text.padEnd(width) : text.padStart(width);
}
