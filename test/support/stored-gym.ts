// A gym in a database of its own: two sites, a door each, some members and what they hold. Ids say
// their number, so that a test names a member by it.
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import type { Site } from "../../domain/site.ts";
import type { Clock } from "../../server/clock.ts";
import { WALL_CLOCK } from "../../server/clock.ts";
import type { AskedCommand, Desk } from "../../server/desk/desk.ts";
import { openDesk } from "../../server/desk/open-desk.ts";
import type { DeskParts } from "../../server/desk/open-desk.ts";
import { createDeskStore } from "../../server/store/desk-store.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import { DOOR, idOf, SITE } from "./a-gym.ts";
import { openTestDatabase } from "./open-test-database.ts";
import type { TestDatabase } from "./open-test-database.ts";
import { TurnedClock } from "./turned-clock.ts";

export const ORGANISATION = idOf(0x0e);
export const OTHER_SITE: Site = { ...SITE, id: idOf(0xb), name: "Nord" };
export const OTHER_DOOR = { ...DOOR, id: idOf(0xde), siteId: OTHER_SITE.id };
const PLAN = idOf(0x21);

export const memberId = (number: number) => idOf(0x100 + number);
export const membershipId = (number: number) => idOf(0x1_000 + number);
export const cardOf = (number: number) => `card ${number}`;

export interface StoredGym {
  readonly database: TestDatabase;
  readonly pool: pg.Pool;
  readonly clock: TurnedClock;
  /** Changes tables behind the desk's back. */
  run(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
  count(table: string, where?: string): Promise<number>;
  close(): Promise<void>;
}

export async function openStoredGym(
  different: { readonly members?: number; readonly site?: Partial<Site> } = {},
): Promise<StoredGym> {
  const database = await openTestDatabase();
  const { pool } = database;
  const run = (sql: string, values: readonly unknown[] = []) => pool.query(sql, [...values]);
  await run("insert into organisation (id, name) values ($1, 'AV Gym')", [ORGANISATION]);
  await openStream(pool, ORGANISATION, "organisation");
  await addSite(pool, { ...SITE, ...different.site }, DOOR.id);
  await addSite(pool, OTHER_SITE, OTHER_DOOR.id);
  await run("insert into plan (id, name) values ($1, 'Anytime')", [PLAN]);
  for (let number = 1; number <= (different.members ?? 4); number += 1)
    await addMember(pool, number);
  return {
    database,
    pool,
    clock: new TurnedClock(),
    run,
    count: async (table, where = "true") => {
      const found = await run(`select count(*)::integer as n from ${table} where ${where}`);
      return (found.rows[0] as { n: number }).n;
    },
    close: () => database.close(),
  };
}

/** A desk over the gym's tables, with everything that it announced and every fault. */
export interface TestDesk extends Desk {
  readonly announced: LoggedEvent[];
  readonly batches: number[];
  readonly faults: unknown[];
}

export function openTestDesk(
  { pool, clock }: { readonly pool: pg.Pool; readonly clock: Clock },
  more: Partial<DeskParts> = {},
): TestDesk {
  const announced: LoggedEvent[] = [];
  const batches: number[] = [];
  const faults: unknown[] = [];
  const desk = openDesk({
    store: createDeskStore(pool),
    // What is waited for is real: another server, the database.
    clock: { ...WALL_CLOCK, now: () => clock.now() },
    announce: (events) => announced.push(...events),
    observe: ({ size }) => batches.push(size),
    onFault: (error) => faults.push(error),
    ...more,
  });
  return { ...desk, announced, batches, faults };
}

type Asked<T extends AskedCommand["type"]> = Extract<AskedCommand, { readonly type: T }>;

export function askCheckIn(
  member: number,
  more: Partial<Asked<"check_in">> = {},
): Asked<"check_in"> {
  return {
    type: "check_in",
    commandId: randomUUID(),
    subject: { memberId: memberId(member) },
    doorId: DOOR.id,
    notes: null,
    at: null,
    staffId: null,
    ...more,
  };
}

export function askCheckOut(
  member: number,
  more: Partial<Asked<"check_out">> = {},
): Asked<"check_out"> {
  return {
    type: "check_out",
    commandId: randomUUID(),
    subject: { memberId: memberId(member) },
    doorId: null,
    notes: null,
    at: null,
    staffId: null,
    how: "scanned",
    ...more,
  };
}

export function askUndo(
  visitId: string,
  what: "check_in" | "check_out",
  more: Partial<Asked<"undo">> = {},
): Asked<"undo"> {
  return {
    type: "undo",
    commandId: randomUUID(),
    visitId,
    what,
    mayCorrect: false,
    at: null,
    staffId: null,
    ...more,
  };
}

async function addSite(pool: pg.Pool, site: Site, doorId: string): Promise<void> {
  await openStream(pool, site.id, "site");
  await pool.query(
    `insert into site (id, name, time_zone, gym_day_starts_at, hours, capacity, timeline)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      ...[site.id, site.name, site.timeZone, site.gymDayStartsAt],
      ...[site.hours === null ? null : JSON.stringify(site.hours), site.capacity, site.timeline],
    ],
  );
  await pool.query(
    "insert into door (id, site_id, name, channel) values ($1, $2, 'Front desk', 'desk')",
    [doorId, site.id],
  );
}

async function openStream(pool: pg.Pool, id: string, kind: string): Promise<void> {
  await pool.query("insert into stream (id, kind, epoch, hash) values ($1, $2, 'first', $3)", [
    ...[id, kind, EMPTY_HASH],
  ]);
}

async function addMember(pool: pg.Pool, number: number): Promise<void> {
  const id = memberId(number);
  await pool.query(
    `insert into member (id, membership_number, full_name, search_text, joined_on)
     values ($1, $2, $3, $3, '2010-01-01')`,
    [id, `M-${number}`, `Member ${number}`],
  );
  await pool.query(
    `insert into membership (id, member_id, plan_id, starts_on) values ($1, $2, $3, '2010-01-01')`,
    [membershipId(number), id, PLAN],
  );
  await pool.query(
    "insert into credential (id, member_id, kind, code) values ($1, $2, 'card', $3)",
    [randomUUID(), id, cardOf(number)],
  );
}
