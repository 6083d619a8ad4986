// All that a batch changes, in one statement: the rows, the log, the head, the answers.
import type { BatchWrites, ClashRecord, DecisionRecord } from "../desk/desk-store.ts";
import { eventRows } from "./change-log.ts";
import type { Queries } from "./database.ts";
import { rowOf } from "./visit-row.ts";

// Visits come with those that end before those that are open: the rule of one open visit per person
// is checked row by row. What is changed by its key is named by an array, `any(array(…))`: joined to a
// list, it is sometimes found by reading the whole table.
const WRITE = `
with written_visits as (
  insert into visit as v (id, site_id, member_id, door_id, gym_day, check_in_at, check_in_recorded_at,
    check_out_at, check_out_recorded_at, check_out_door_id, duration_minutes, how, channel, alerts,
    checked_in_by,
    first_today, notes, charged_membership_id, undone_at, made_offline, left_offline)
  select id, site_id, member_id, door_id, gym_day, check_in_at, check_in_recorded_at,
    check_out_at, check_out_recorded_at, check_out_door_id, duration_minutes, how, channel, alerts,
    checked_in_by,
    first_today, notes, charged_membership_id, undone_at, made_offline, left_offline
  from jsonb_to_recordset($2) as r (id uuid, site_id uuid, member_id uuid, door_id uuid, gym_day date,
    check_in_at timestamptz, check_in_recorded_at timestamptz, check_out_at timestamptz,
    check_out_recorded_at timestamptz, check_out_door_id uuid, duration_minutes integer, how text, channel text, alerts jsonb,
    checked_in_by uuid, first_today boolean, notes text, charged_membership_id uuid,
    undone_at timestamptz, made_offline boolean, left_offline boolean)
  on conflict (id) do update set check_out_at = excluded.check_out_at,
    check_out_recorded_at = excluded.check_out_recorded_at,
    check_out_door_id = excluded.check_out_door_id,
    duration_minutes = excluded.duration_minutes, how = excluded.how, notes = excluded.notes,
    charged_membership_id = excluded.charged_membership_id, undone_at = excluded.undone_at,
    left_offline = excluded.left_offline
), written_decisions as (
  insert into decision (id, command_id, command, site_id, door_id, member_id, credential, visit_id,
    at, recorded_at, verdict, reasons, facts, staff_id, made_offline, device_id)
  select id, command_id, command, $1, door_id, member_id, credential, visit_id,
    at, $7, verdict, reasons, facts, staff_id, made_offline, device_id
  from jsonb_to_recordset($3) as r (id uuid, command_id uuid, command text, door_id uuid,
    member_id uuid, credential text, visit_id uuid, at timestamptz, verdict text, reasons jsonb,
    facts jsonb, staff_id uuid, made_offline boolean, device_id uuid)
), written_clashes as (
  insert into clash (id, site_id, decision_id, visit_id, member_id, device_id, kind, reasons, at,
    recorded_at)
  select id, $1, decision_id, visit_id, member_id, device_id, kind, reasons, at, $7
  from jsonb_to_recordset($12) as r (id uuid, decision_id uuid, visit_id uuid, member_id uuid,
    device_id uuid, kind text, reasons jsonb, at timestamptz)
), matched as (
  update decision set visit_id = ($13::jsonb ->> id::text)::uuid
  where id = any(array(select jsonb_object_keys($13::jsonb)::uuid))
), written_events as (
  insert into event (stream_id, seq, type, body, hash, recorded_at)
  select $1, seq, type, body, hash, $7
  from jsonb_to_recordset($4) as r (seq bigint, type text, body text, hash text)
), written_answers as (
  insert into command_answer (command_id, content_hash, answer, recorded_at)
  select command_id, content_hash, answer, $7
  from jsonb_to_recordset($5) as r (command_id uuid, content_hash text, answer text)
), written_days as (
  insert into gym_day (site_id, day, statistics)
  select $1, day, statistics from jsonb_to_recordset($6) as r (day date, statistics jsonb)
  on conflict (site_id, day) do update set statistics = excluded.statistics
), charged as (
  update membership set visits_left = greatest(0, visits_left + ($8::jsonb ->> id::text)::integer)
  where id = any(array(select jsonb_object_keys($8::jsonb)::uuid)) and visits_left is not null
)
update stream set seq = coalesce($9, seq), hash = coalesce($10, hash), current_day = $11
where id = $1`;

export async function writeBatch(
  client: Queries,
  siteId: string,
  writes: BatchWrites,
): Promise<void> {
  const last = writes.events.at(-1);
  const values = [
    siteId,
    JSON.stringify(writes.visits.map(rowOf)),
    JSON.stringify(writes.decisions.map(decisionRow)),
    eventRows(writes.events),
    JSON.stringify(
      writes.answers.map(({ commandId, contentHash, answer }) => ({
        command_id: commandId,
        content_hash: contentHash,
        answer,
      })),
    ),
    JSON.stringify([...writes.days].map(([day, statistics]) => ({ day, statistics }))),
    writes.recordedAt,
    JSON.stringify(chargedVisits(writes)),
    last?.seq ?? null,
    last?.hash ?? null,
    writes.currentDay,
    JSON.stringify(writes.clashes.map(clashRow)),
    JSON.stringify(
      Object.fromEntries(
        writes.matchedExits.map(({ decisionId, visitId }) => [decisionId, visitId]),
      ),
    ),
  ];
  await client.query({ name: "desk-write", text: WRITE, values });
}

/** Visits taken from each pack and given back to it, all together. */
function chargedVisits({ charges }: BatchWrites): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const { membershipId, visits } of charges) {
    sums[membershipId] = (sums[membershipId] ?? 0) + visits;
  }
  return sums;
}

function decisionRow(record: DecisionRecord) {
  const { decision } = record;
  return {
    id: decision.id,
    command_id: record.commandId,
    command: record.command,
    door_id: record.doorId,
    member_id: decision.member?.id ?? null,
    credential: record.credential,
    visit_id: record.visitId,
    at: decision.at,
    verdict: decision.verdict,
    reasons: decision.reasons,
    facts: record.facts,
    staff_id: record.staffId,
    made_offline: record.deviceId !== null,
    device_id: record.deviceId,
  };
}

function clashRow({ id, decision, visitId, deviceId, clash }: ClashRecord) {
  return {
    ...{ id, decision_id: decision.id, visit_id: visitId, member_id: decision.member?.id ?? null },
    ...{ device_id: deviceId, kind: clash.kind, reasons: clash.reasons, at: decision.at },
  };
}
