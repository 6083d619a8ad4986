// One run: a world from its seed, the faults of its plan, the invariants after every step, and the wait
// until the dust has settled.
import { heal, planFaults } from "./faults.ts";
import type { Violation } from "./oracle.ts";
import type { Less, Plan } from "./plan.ts";
import { planOf } from "./plan.ts";
import { World } from "./world.ts";

export interface Run {
  readonly plan: Plan;
  readonly violation: Violation | null;
  readonly steps: number;
  readonly simulatedMs: number;
  readonly commands: number;
  readonly events: number;
  /** Of all that happened: the same for the same seed. */
  readonly hash: string;
  readonly lines: readonly string[];
}

/** How long a world may take to settle when nothing goes wrong any more. */
const SETTLE_MS = 150_000;
/** More than a hundred times what a seed needs. */
const MOST_STEPS = 600_000;
const LOOK_EVERY_MS = 200;
/** What was settled stays so. */
const STAYS_MS = 4_000;

export async function runSeed(seed: number, less: Less = {}, keepsAll = false): Promise<Run> {
  const plan = planOf(seed, less);
  const world = new World(plan, keepsAll);
  const { scheduler, oracle } = world;
  const onUnhandled = (error: unknown): void => {
    oracle.say(
      "no-faults",
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  };
  process.on("unhandledRejection", onUnhandled);
  try {
    begin(world);
    await play(world, plan.busyMs);
    heal(world);
    await settle(world);
    oracle.checkAcknowledged();
  } finally {
    process.off("unhandledRejection", onUnhandled);
    close(world);
  }
  const { steps, now: simulatedMs } = scheduler;
  const commands = [...world.asked.values()].reduce((sum, asked) => sum + asked.length, 0);
  const events = [...world.database.tables.events.values()].reduce(
    (sum, log) => sum + log.length,
    0,
  );
  const { violation } = oracle;
  const { trace } = world;
  return {
    plan,
    violation,
    steps,
    simulatedMs,
    commands,
    events,
    hash: trace.digest(),
    lines: trace.lines,
  };
}

function begin(world: World): void {
  const { plan, scheduler } = world;
  for (let place = 0; place < plan.servers; place += 1) world.start(place);
  for (const [index, browser] of world.browsers.entries()) {
    scheduler.after(index * 100, () => browser.open());
    const act = (): void => {
      if (scheduler.now > plan.busyMs) return;
      if (browser.page?.machine.isAsleep === false) world.clerk.act(browser.page);
      scheduler.after(plan.paceMs * (0.2 + ((scheduler.now * 7) % 10) / 6), act);
    };
    scheduler.after(500 + index * 150, act);
  }
  planFaults(world);
}

/** Up to that moment, or to the first thing that must not be. */
async function play(world: World, until: number): Promise<void> {
  const { scheduler, oracle } = world;
  while (oracle.violation === null && (await scheduler.step(until))) {
    world.check();
    if (scheduler.steps > MOST_STEPS) oracle.say("settles", "it does more and more");
  }
}

async function settle(world: World): Promise<void> {
  const { scheduler, oracle } = world;
  const latest = scheduler.now + SETTLE_MS;
  let since: number | null = null;
  while (oracle.violation === null) {
    // A world in which nothing is due any more goes on all the same.
    scheduler.after(LOOK_EVERY_MS, () => undefined);
    await play(world, scheduler.now + LOOK_EVERY_MS);
    const why = world.unsettled();
    if (why !== null) since = null;
    else since ??= scheduler.now;
    if (since !== null && scheduler.now - since >= STAYS_MS) return;
    if (scheduler.now > latest) oracle.say("settles", why ?? "it never stays settled");
  }
}

function close(world: World): void {
  for (const browser of world.browsers) browser.shut();
  for (const server of world.servers) server.kill(false);
}
