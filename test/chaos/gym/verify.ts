// The verdict after a fault: the database read, and held against what senders were promised and what
// every screen shows.
import { isDeepStrictEqual } from "node:util";
import { setTimeout as pause } from "node:timers/promises";
import { must } from "../../../domain/assert.ts";
import { snapshotOf } from "../../../domain/live-view.ts";
import { openPool } from "../../../server/store/database.ts";
import type { Connection } from "../../../server/store/database.ts";
import { createHubStore } from "../../../server/store/hub-store.ts";
import { differenceOf, faultsOfLog } from "../../support/faults-of-log.ts";
import { hashOf } from "../load/ledger.ts";
import type { Ledger } from "../load/ledger.ts";
import type { Watcher } from "../load/watcher.ts";

export interface Verdict {
  readonly acknowledged: number;
  /** Acknowledged, and not in the database. */
  readonly lost: number;
  /** Acknowledged, and decided more than once. */
  readonly doubled: number;
  /** Answered in two ways, or recorded in another way than answered. */
  readonly differing: number;
  readonly events: number;
  /** Until the last screen stood where the log ends. */
  readonly convergedMs: number;
  /** Everything that is not as it must be, in words; empty: all is well. */
  readonly faults: readonly string[];
}

const PAGE = 20_000;

/** To be called when nothing is on its way any more. */
export async function verify(
  connection: Connection,
  siteId: string,
  ledger: Ledger,
  watchers: readonly Watcher[],
  patienceMs: number,
): Promise<Verdict> {
  const pool = openPool(connection, { size: 2, onFault: () => undefined });
  try {
    const head = must(await createHubStore(pool).readView(siteId), "view");
    const began = performance.now();
    const screens = await untilEqual(head, watchers, patienceMs);
    const convergedMs = performance.now() - began;
    const logFaults = await faultsOfLog(pool, siteId);
    const promises = await heldPromises(pool, ledger);
    const faults = [...logFaults, ...screens];
    if (promises.lost.length > 0) faults.push(`lost: ${promises.lost.slice(0, 3).join(", ")}`);
    if (promises.doubled > 0) faults.push(`${promises.doubled} commands were decided twice`);
    if (promises.differing > 0) faults.push(`${promises.differing} answers differ`);
    return {
      acknowledged: ledger.acknowledged.size,
      lost: promises.lost.length,
      doubled: promises.doubled,
      differing: promises.differing,
      events: head.head.seq,
      convergedMs: Math.round(convergedMs),
      faults,
    };
  } finally {
    await pool.end();
  }
}

type Stored = NonNullable<Awaited<ReturnType<ReturnType<typeof createHubStore>["readView"]>>>;

/** Waits until every screen stands where the log ends; what is not so by then, in words. */
async function untilEqual(
  stored: Stored,
  watchers: readonly Watcher[],
  patienceMs: number,
): Promise<readonly string[]> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const late = watchers.filter((watcher) => !isAtHead(watcher, stored));
    if (late.length === 0) break;
    if (performance.now() > until) {
      const states = late.slice(0, 3).map(({ client }) => {
        const { connection, position } = client.getState();
        return `${connection.kind} at ${position?.seq ?? "no number"}`;
      });
      return [`${late.length} screens did not reach ${stored.head.seq}: ${states.join(", ")}`];
    }
    await pause(10);
  }
  const differences = watchers.map((watcher) => differenceTo(watcher, stored));
  return [...new Set(differences.filter((each) => each !== null))].slice(0, 3);
}

function isAtHead({ client, isWall }: Watcher, { head, view }: Stored): boolean {
  const { connection, position, stats } = client.getState();
  if (connection.kind !== "live") return false;
  if (isWall)
    return (
      stats?.todayTotal === view.statistics.todayTotal &&
      stats.currentlyIn === view.statistics.currentlyIn
    );
  const { epoch, seq, hash } = head;
  return isDeepStrictEqual(position, { epoch, seq, hash });
}

function differenceTo({ client, isWall }: Watcher, { view }: Stored): string | null {
  if (isWall) return null;
  const shown = snapshotOf(must(client.getState().view, "view of a live screen"));
  const byId = (inside: typeof shown.inside) => inside.toSorted((a, b) => a.id.localeCompare(b.id));
  const difference = differenceOf(
    { ...shown, inside: byId(shown.inside) },
    { ...view, inside: byId(view.inside) },
  );
  return difference === null ? null : `a screen shows something else: ${difference}`;
}

async function heldPromises(pool: ReturnType<typeof openPool>, ledger: Ledger) {
  const lost: string[] = [];
  let differing = ledger.differing.length;
  const ids = [...ledger.acknowledged.keys()];
  for (let from = 0; from < ids.length; from += PAGE) {
    const { rows } = await pool.query<{ id: string; answer: string | null; decided: boolean }>(
      `select asked.id, c.answer, d.command_id is not null as decided
       from unnest($1::uuid[]) as asked (id)
       left join command_answer c on c.command_id = asked.id
       left join decision d on d.command_id = asked.id`,
      [ids.slice(from, from + PAGE)],
    );
    for (const { id, answer, decided } of rows) {
      if (answer === null || !decided) lost.push(id);
      else if (hashOf(JSON.parse(answer)) !== ledger.acknowledged.get(id)) differing += 1;
    }
  }
  const twice = await pool.query(
    "select command_id from decision group by command_id having count(*) > 1",
  );
  return { lost, doubled: twice.rows.length, differing };
}
