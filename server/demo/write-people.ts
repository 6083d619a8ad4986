// Writes plans, photos and members of the demo, each kind in one statement.
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { Tables } from "../store/schema.ts";
import { searchTextOf } from "../store/search-text.ts";
import type { DemoMember } from "./demo-member.ts";
import type { DemoPlan } from "./demo-plans.ts";
import type { DemoPhoto } from "./render-photos.ts";

type Rows = Transaction<Tables>;

const PHOTOS_AT_ONCE = 200;

export async function writePlans(rows: Rows, plans: readonly DemoPlan[]): Promise<void> {
  const values = plans.map(({ id, name, covers, visits }) => ({
    ...{ id, name, visits },
    site_ids: covers.siteIds === null ? null : [...covers.siteIds],
    hours: covers.hours === null ? null : JSON.stringify(covers.hours),
  }));
  await rows.insertInto("plan").values(values).execute();
}

export async function writePhotos(rows: Rows, photos: readonly DemoPhoto[]): Promise<void> {
  for (let from = 0; from < photos.length; from += PHOTOS_AT_ONCE) {
    const some = photos.slice(from, from + PHOTOS_AT_ONCE);
    await rows
      .insertInto("photo")
      .values(some.map(({ hash, large, small }) => ({ hash, large, small })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

export async function writeMembers(
  rows: Rows,
  members: readonly DemoMember[],
  photoHashOf: (member: DemoMember) => string | null,
): Promise<void> {
  const people = members.map((member) => ({
    id: member.id,
    membership_number: member.membershipNumber,
    full_name: member.fullName,
    search_text: searchTextOf(member),
    email: member.email,
    phone: member.phone,
    birth_date: member.birthDate,
    note: member.note,
    barred_note: member.barred?.note ?? null,
    due_cents: member.paymentDue?.amountCents ?? 0,
    due_since: member.paymentDue?.since ?? null,
    photo_hash: photoHashOf(member),
    joined_on: member.joinedOn,
  }));
  await sql`
    insert into member (id, membership_number, full_name, search_text, email, phone, birth_date, note,
      barred_note, due_cents, due_since, photo_hash, joined_on, is_demo, created_at)
    select id, membership_number, full_name, search_text, email, phone, birth_date, note,
      barred_note, due_cents, due_since, photo_hash, joined_on, true, joined_on
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as r (id uuid, membership_number text,
      full_name text, search_text text, email text, phone text, birth_date date, note text,
      barred_note text, due_cents integer, due_since date, photo_hash text, joined_on date)
  `.execute(rows);
  await writeCredentials(rows, members);
  await writeMemberships(rows, members);
}

async function writeCredentials(rows: Rows, members: readonly DemoMember[]): Promise<void> {
  const cards = members.flatMap(({ id: member_id, joinedOn, credentials }) =>
    credentials.map(({ id, kind, code, replacedOn }) => ({
      ...{ id, member_id, kind, code, replaced_at: replacedOn, created_at: joinedOn },
    })),
  );
  await sql`
    insert into credential (id, member_id, kind, code, replaced_at, created_at)
    select id, member_id, kind, code, replaced_at, created_at
    from jsonb_to_recordset(${JSON.stringify(cards)}::jsonb) as r (id uuid, member_id uuid, kind text,
      code text, replaced_at timestamptz, created_at timestamptz)
  `.execute(rows);
}

async function writeMemberships(rows: Rows, members: readonly DemoMember[]): Promise<void> {
  const held = members.flatMap(({ id: member_id, memberships }) =>
    memberships.map(({ id, planId, startsOn, endsOn, freeze, visitsLeft }) => ({
      ...{ id, member_id, plan_id: planId, starts_on: startsOn, ends_on: endsOn },
      ...{ frozen_from: freeze?.from ?? null, frozen_until: freeze?.until ?? null },
      visits_left: visitsLeft,
    })),
  );
  await sql`
    insert into membership (id, member_id, plan_id, starts_on, ends_on, frozen_from, frozen_until,
      visits_left, created_at)
    select id, member_id, plan_id, starts_on, ends_on, frozen_from, frozen_until, visits_left, starts_on
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as r (id uuid, member_id uuid, plan_id uuid,
      starts_on date, ends_on date, frozen_from date, frozen_until date, visits_left integer)
  `.execute(rows);
}
