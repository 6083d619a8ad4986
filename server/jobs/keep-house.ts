// What the house does by itself, again and again: turns the gym-days that are due, forgets sessions
// that have run out, and lets go of what is older than anybody asks for. Several servers do it at once:
// each step is harmless when it was done already, and the caretaker alone sweeps.
import type pg from "pg";
import { instantAt, millis } from "../../domain/instant.ts";
import type { Clock } from "../clock.ts";
import type { Desk } from "../desk/desk.ts";
import { checkHistory } from "../backup/renew-epochs.ts";
import type { Sessions } from "../people/sessions.ts";
import type { SetUp } from "../people/set-up.ts";
import type { Logger } from "../settings/logger.ts";

const TURN_EVERY_MS = 20_000;
/** How soon a session that ended elsewhere (another server, its own age) ends its sockets. */
const CHECK_SESSIONS_EVERY_MS = 750;
/** How soon another history of the database is seen, and what another server did to the gym as a whole. */
const LOOK_EVERY_MS = 2_000;
const SWEEP_EVERY_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;
/** A command that is sent again is recognised for this long. */
const KEEP_ANSWERS_MS = 30 * DAY_MS;
/** The log reaches back this far; the tables hold everything. */
const KEEP_EVENTS_MS = 90 * DAY_MS;

export interface HouseKeeping {
  readonly pool: pg.Pool;
  readonly desk: Desk;
  readonly sessions: Sessions;
  readonly setUp: SetUp;
  readonly fleet: { isCaretaker(): boolean };
  readonly exchange: { onSessionsEnded(callback: () => void): void };
  /** Another server set the gym up, wiped it, or brought another one back. */
  readonly gymChanged: () => void;
  /** Does with the demo what was asked for at another server. */
  readonly followDemo: () => Promise<void>;
  readonly onSetUpCode: (code: string) => void;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Sessions that have a socket open: they are in use, or have meanwhile ended. */
  readonly openSessionIds: () => readonly string[];
  readonly closeSessions: (ids: readonly string[]) => void;
  readonly onFault: (where: string) => void;
}

/** Returns how to stop. */
export function keepHouse(parts: HouseKeeping): () => void {
  const guarded = (where: string, work: () => Promise<void>) => () => {
    work().catch((error: unknown) => {
      parts.onFault(where);
      parts.logger.warn({ err: error, where }, "a job failed; it will be tried again");
    });
  };
  const turn = guarded("turn-days", () => turnDays(parts));
  const sweep = guarded("sweep", () => sweepOld(parts));
  const check = guarded("check-sessions", () => checkSessions(parts));
  const look = guarded("look-again", () => lookAgain(parts));
  parts.exchange.onSessionsEnded(check);
  turn();
  const cancels = [
    parts.clock.every(TURN_EVERY_MS, turn),
    parts.clock.every(LOOK_EVERY_MS, look),
    parts.clock.every(SWEEP_EVERY_MS, sweep),
    parts.clock.every(CHECK_SESSIONS_EVERY_MS, check),
  ];
  return () => {
    for (const cancel of cancels) cancel();
  };
}

async function turnDays({ pool, desk }: HouseKeeping): Promise<void> {
  const found = await pool.query<{ id: string }>("select id from site where timeline = 'live'");
  for (const { id } of found.rows) await desk.turnDay(id);
}

async function lookAgain(parts: HouseKeeping): Promise<void> {
  const { pool, setUp, logger, onSetUpCode } = parts;
  if (await checkHistory(pool)) logger.warn("the database has another history: every epoch is new");
  const before = setUp.current();
  const code = await setUp.lookAgain();
  if (before !== null && setUp.current() !== before) parts.gymChanged();
  if (code !== null) onSetUpCode(code);
  await parts.followDemo();
}

async function checkSessions(parts: HouseKeeping): Promise<void> {
  const ids = parts.openSessionIds();
  if (ids.length === 0) return;
  const open = await parts.sessions.stillOpen(ids);
  const ended = ids.filter((id) => !open.has(id));
  if (ended.length > 0) parts.closeSessions(ended);
}

async function sweepOld({ pool, sessions, clock, fleet }: HouseKeeping): Promise<void> {
  if (!fleet.isCaretaker()) return;
  await sessions.sweep();
  const now = millis(clock.now());
  await pool.query("delete from command_answer where recorded_at < $1", [
    instantAt(now - KEEP_ANSWERS_MS),
  ]);
  // The last event of each stream stays, so that its head can be checked against it.
  await pool.query(
    `delete from event using stream where event.stream_id = stream.id
       and event.recorded_at < $1 and event.seq < stream.seq`,
    [instantAt(now - KEEP_EVENTS_MS)],
  );
}
