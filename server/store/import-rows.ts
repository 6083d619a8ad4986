// The database's side of an import: what the gym knows, read at once, and what the file changes, written
// in a handful of statements however many lines it has.
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { ImportPlan } from "../import/plan-import.ts";
import type { KnownGym, KnownMembership } from "../import/known-gym.ts";
import type { Change } from "./commit-change.ts";
import { columnsOf, fieldsOf } from "./member-fields.ts";
import { drawNumbers } from "./member-numbers.ts";
import type { Tables } from "./schema.ts";
import { changedFields } from "./changed-fields.ts";

/** Somebody edited a member between our reading and our writing: the import is to be decided anew. */
export class EditedMeanwhile extends Error {}

/** Any number of our own: imports wait for one another. */
const LOCK = 7_221_906;
/** The doors are answered in between. */
const MEMBERS_AT_A_TIME = 1_000;

export async function waitForImports({ rows }: Change): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(rows);
}

export async function readKnownGym(database: Kysely<Tables>): Promise<KnownGym> {
  const members = await database.selectFrom("member").selectAll().execute();
  const memberships = await database
    .selectFrom("membership")
    .select(["id", "member_id", "plan_id", "starts_on", "ends_on", "frozen_from"])
    .orderBy("starts_on", "desc")
    .orderBy("id", "desc")
    .execute();
  const cards = await database.selectFrom("credential").select(["code", "member_id"]).execute();
  const plans = await database
    .selectFrom("plan")
    .select(["id", "name", "visits", "is_active"])
    .execute();
  const held = new Map<string, KnownMembership[]>();
  for (const { id, member_id, plan_id, starts_on, ends_on, frozen_from } of memberships) {
    const list = held.get(member_id) ?? [];
    list.push({
      ...{ id, planId: plan_id, startsOn: starts_on, endsOn: ends_on },
      isFrozen: frozen_from !== null,
    });
    held.set(member_id, list);
  }
  return {
    members: members.map((row) => ({
      id: row.id,
      version: row.version,
      fields: fieldsOf(row),
      memberships: held.get(row.id) ?? [],
    })),
    cards: new Map(cards.map((row) => [row.code, row.member_id])),
    plans: plans.map(({ id, name, visits, is_active }) => ({
      ...{ id, name, visits, isActive: is_active },
    })),
  };
}

/** Throws EditedMeanwhile, and then nothing may be kept. */
export async function writeImport(change: Change, plan: ImportPlan): Promise<void> {
  await writeUpdated(change, plan);
  const numbered = plan.added.filter(({ fields }) => fields.membershipNumber !== "");
  await writeAdded(change, numbered);
  const bare = plan.added.filter(({ fields }) => fields.membershipNumber === "");
  const numbers = bare.length === 0 ? [] : await drawNumbers(change.rows, bare.length);
  await writeAdded(
    change,
    bare.map((member, index) => ({
      ...member,
      fields: { ...member.fields, membershipNumber: numbers[index] ?? "" },
    })),
  );
  await writeHoldings(change, plan);
}

async function writeAdded(change: Change, added: ImportPlan["added"]): Promise<void> {
  for (let from = 0; from < added.length; from += MEMBERS_AT_A_TIME) {
    await writeSome(change, added.slice(from, from + MEMBERS_AT_A_TIME));
  }
}

async function writeSome({ rows, at }: Change, added: ImportPlan["added"]): Promise<void> {
  const records = added.map(({ id, fields, joinedOn }) => ({
    ...{ id, joined_on: joinedOn, created_at: at },
    ...columnsOf(fields),
  }));
  await sql`
    insert into member (id, membership_number, full_name, search_text, email, phone, birth_date, note,
      barred_note, due_cents, due_since, joined_on, created_at)
    select id, membership_number, full_name, search_text, email, phone, birth_date, note,
      barred_note, due_cents, due_since, joined_on, created_at
    from jsonb_populate_recordset(null::member, ${JSON.stringify(records)}::jsonb)`.execute(rows);
}

async function writeUpdated({ rows, at, staffId }: Change, { updated }: ImportPlan): Promise<void> {
  const records = updated.map(({ id, version, after }) => ({ id, version, ...columnsOf(after) }));
  const written = await sql`
    update member m set membership_number = r.membership_number, full_name = r.full_name,
      search_text = r.search_text, email = r.email, phone = r.phone, birth_date = r.birth_date,
      note = r.note, barred_note = r.barred_note, due_cents = r.due_cents, due_since = r.due_since, version = m.version + 1
    from jsonb_populate_recordset(null::member, ${JSON.stringify(records)}::jsonb) r
    where m.id = r.id and m.version = r.version`.execute(rows);
  if (Number(written.numAffectedRows ?? 0) !== updated.length) throw new EditedMeanwhile();
  const lines = updated.flatMap(({ id, before, after }) => {
    const changed = changedFields(before, after);
    return changed === null ? [] : [{ id, ...changed }];
  });
  await sql`
    insert into audit (at, staff_id, action, subject_id, before, after)
    select ${at}::timestamptz, ${staffId}::uuid, 'member-changed', id, before, after
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as r (id uuid, before jsonb, after jsonb)
    `.execute(rows);
}

async function writeHoldings({ rows, at }: Change, plan: ImportPlan): Promise<void> {
  const { holdings, cards } = plan;
  await sql`
    insert into plan (id, name, visits, created_at)
    select id, name, visits, ${at}::timestamptz
    from jsonb_populate_recordset(null::plan, ${JSON.stringify(holdings.plans)}::jsonb)`.execute(
    rows,
  );
  await sql`
    insert into membership (id, member_id, plan_id, starts_on, ends_on, visits_left, frozen_from,
      created_at)
    select id, "memberId", "planId", "startsOn", "endsOn", "visitsLeft", "frozenFrom", ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(holdings.begun)}::jsonb) as r (id uuid, "memberId" uuid,
      "planId" uuid, "startsOn" date, "endsOn" date, "visitsLeft" integer, "frozenFrom" date)`.execute(
    rows,
  );
  await sql`
    update membership h set ends_on = r."endsOn"
    from jsonb_to_recordset(${JSON.stringify(holdings.ended)}::jsonb) as r (id uuid, "endsOn" date)
    where h.id = r.id`.execute(rows);
  await sql`
    update membership h set frozen_from = r.from
    from jsonb_to_recordset(${JSON.stringify(holdings.frozen)}::jsonb) as r (id uuid, "from" date)
    where h.id = r.id`.execute(rows);
  await sql`
    insert into credential (id, member_id, kind, code, created_at)
    select id, "memberId", 'card', code, ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) as r (id uuid, "memberId" uuid, code text)
    `.execute(rows);
}
