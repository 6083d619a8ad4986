// Writes the played days: visits and decisions many at a time, each day's figures, what is left of the
// packs, when each member came last.
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { CalendarDay } from "../../domain/instant.ts";
import type { Statistics } from "../../domain/statistics.ts";
import type { DecisionRecord, VisitRecord } from "../desk/desk-store.ts";
import type { Tables } from "../store/schema.ts";
import { rowOf } from "../store/visit-row.ts";
import type { PlayedDay } from "./play-history.ts";

type Rows = Transaction<Tables>;

type VisitColumns = ReturnType<typeof rowOf>;

const AT_ONCE = 3_000;

/** Returns how many visits there were; `onDay` hears of each day that is on its way. */
export async function writeHistory(
  rows: Rows,
  siteId: string,
  days: Iterable<PlayedDay>,
  onDay: (day: PlayedDay) => void,
): Promise<number> {
  const visits: VisitRecord[] = [];
  const decisions: DecisionRecord[] = [];
  const statistics = new Map<CalendarDay, Statistics>();
  const packs = new Map<string, number>();
  let count = 0;
  // While the database takes in one load, the next is played.
  let writing = Promise.resolve();
  for (const day of days) {
    visits.push(...day.visits);
    decisions.push(...day.decisions);
    if (!day.isToday) statistics.set(day.day, day.statistics);
    for (const { id, visitsLeft } of day.charged) packs.set(id, visitsLeft ?? 0);
    count += day.visits.length;
    if (visits.length >= AT_ONCE) {
      await writing;
      writing = writeVisits(rows, visits.splice(0));
    }
    onDay(day);
  }
  await writing;
  await writeVisits(rows, visits);
  await writeDecisions(rows, siteId, decisions);
  for (const [day, figures] of statistics) await writeDay(rows, siteId, day, figures);
  await writePacks(rows, packs);
  return count;
}

export async function writeDay(
  rows: Rows,
  siteId: string,
  day: CalendarDay,
  statistics: Statistics,
): Promise<void> {
  await rows
    .insertInto("gym_day")
    .values({ site_id: siteId, day, statistics: JSON.stringify(statistics) })
    .onConflict((conflict) =>
      conflict.columns(["site_id", "day"]).doUpdateSet((set) => ({
        statistics: set.ref("excluded.statistics"),
      })),
    )
    .execute();
}

// Columns as arrays: twice as fast as rows of JSON, and there are a hundred thousand.
async function writeVisits(rows: Rows, records: readonly VisitRecord[]): Promise<void> {
  const list = records.map(rowOf);
  const column = (name: keyof VisitColumns) => list.map((row) => row[name]);
  await sql`
    insert into visit (id, site_id, member_id, door_id, gym_day, check_in_at, check_in_recorded_at,
      check_out_at, check_out_recorded_at, check_out_door_id, duration_minutes, how, channel, alerts,
      first_today, charged_membership_id)
    select * from unnest(${column("id")}::uuid[], ${column("site_id")}::uuid[],
      ${column("member_id")}::uuid[], ${column("door_id")}::uuid[], ${column("gym_day")}::date[],
      ${column("check_in_at")}::timestamptz[], ${column("check_in_recorded_at")}::timestamptz[],
      ${column("check_out_at")}::timestamptz[], ${column("check_out_recorded_at")}::timestamptz[],
      ${column("check_out_door_id")}::uuid[], ${column("duration_minutes")}::integer[], ${column("how")}::text[],
      ${column("channel")}::text[], ${list.map(({ alerts }) => JSON.stringify(alerts))}::jsonb[],
      ${column("first_today")}::boolean[], ${column("charged_membership_id")}::uuid[])
  `.execute(rows);
}

async function writeDecisions(
  rows: Rows,
  siteId: string,
  records: readonly DecisionRecord[],
): Promise<void> {
  const list = records.map(({ decision, ...record }) => ({
    id: decision.id,
    command_id: record.commandId,
    command: record.command,
    door_id: record.doorId,
    member_id: decision.member?.id ?? null,
    credential: record.credential,
    visit_id: record.visitId,
    at: decision.at,
    recorded_at: record.recordedAt,
    verdict: decision.verdict,
    reasons: decision.reasons,
    facts: record.facts,
  }));
  await sql`
    insert into decision (id, command_id, command, site_id, door_id, member_id, credential, visit_id, at,
      recorded_at, verdict, reasons, facts)
    select id, command_id, command, ${siteId}::uuid, door_id, member_id, credential, visit_id, at,
      recorded_at, verdict, reasons, facts
    from jsonb_to_recordset(${JSON.stringify(list)}::jsonb) as r (id uuid, command_id uuid, command text,
      door_id uuid, member_id uuid, credential text, visit_id uuid, at timestamptz,
      recorded_at timestamptz, verdict text, reasons jsonb, facts jsonb)
  `.execute(rows);
}

async function writePacks(rows: Rows, packs: ReadonlyMap<string, number>): Promise<void> {
  const left = [...packs].map(([id, visits_left]) => ({ id, visits_left }));
  await sql`
    update membership set visits_left = r.visits_left
    from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as r (id uuid, visits_left integer)
    where r.id = membership.id
  `.execute(rows);
}
