// Everything of one member: the row, what the member holds, the cards, the visits, the decisions.
import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { Reason } from "../../domain/reason.ts";
import type { DecisionRow, MemberProfile, VisitList } from "../../protocol/http/members.ts";
import {
  joinBest,
  joinInside,
  joinLatest,
  isVisible,
  MEMBER_COLUMNS,
  memberRowOf,
  stateRank,
  stateRanked,
} from "./member-row.ts";
import type { MemberRecord, Viewpoint } from "./member-row.ts";
import { photoUrlOf } from "./photo-url.ts";
import type { Tables } from "./schema.ts";
import { visitOf, VISIT_COLUMNS, VISIT_TABLES } from "./visit-row.ts";
import type { VisitRow } from "./visit-row.ts";

const LATEST_DECISIONS = 100;

interface ProfileRecord extends MemberRecord {
  readonly birth_date: string | null;
  readonly note: string;
  readonly due_since: string | null;
  readonly joined_on: string;
  readonly version: number;
  readonly visit_count: number;
}

export async function readProfile(
  database: Kysely<Tables>,
  memberId: string,
  viewpoint: Viewpoint,
): Promise<MemberProfile | null> {
  const found = await sql<ProfileRecord>`
    select ${MEMBER_COLUMNS}, m.birth_date, m.note, m.due_since, m.joined_on, m.version,
      (select count(*)::integer from visit c where c.member_id = m.id and c.undone_at is null
        and ${isVisible(sql`c.site_id`, viewpoint.siteIds)}) as visit_count
    from member m ${joinBest(viewpoint)} ${joinInside(viewpoint)} ${joinLatest(viewpoint)}
    where m.id = ${memberId}`.execute(database);
  const record = found.rows[0];
  if (record === undefined) return null;
  return {
    ...memberRowOf(record),
    birthDate: record.birth_date,
    note: record.note,
    barredNote: record.barred_note,
    dueSince: record.due_since,
    joinedOn: record.joined_on,
    memberships: await readMemberships(database, memberId, viewpoint),
    credentials: await readCredentials(database, memberId),
    visitCount: record.visit_count,
    version: record.version,
  };
}

async function readMemberships(database: Kysely<Tables>, memberId: string, viewpoint: Viewpoint) {
  const rows = await database
    .selectFrom("membership as h")
    .innerJoin("plan", "plan.id", "h.plan_id")
    .select(["h.id", "h.plan_id", "plan.name", "h.starts_on", "h.ends_on"])
    .select(["h.frozen_from", "h.frozen_until", "h.visits_left"])
    .select(stateRank(viewpoint.today).as("state_rank"))
    .where("h.member_id", "=", memberId)
    .orderBy("h.starts_on", "desc")
    .orderBy("h.id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    planId: row.plan_id,
    planName: row.name,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    freeze: row.frozen_from === null ? null : { from: row.frozen_from, until: row.frozen_until },
    visitsLeft: row.visits_left,
    state: stateRanked(row.state_rank),
  }));
}

async function readCredentials(database: Kysely<Tables>, memberId: string) {
  const rows = await database
    .selectFrom("credential")
    .select(["id", "kind", "code", "replaced_at"])
    .where("member_id", "=", memberId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ id, kind, code, replaced_at }) => ({
    ...{ id, kind, code, replacedAt: replaced_at },
  }));
}

/** A member's visits, the latest first, undone ones too. */
export async function readVisits(
  database: Kysely<Tables>,
  memberId: string,
  page: { readonly offset: number; readonly limit: number },
  viewpoint: Viewpoint,
): Promise<VisitList> {
  const visible = isVisible(sql`v.site_id`, viewpoint.siteIds);
  const found = await sql<VisitRow & { readonly site: string }>`
    select ${sql.raw(VISIT_COLUMNS)}, s.name as site
    from ${sql.raw(VISIT_TABLES)} join site s on s.id = v.site_id
    where v.member_id = ${memberId} and ${visible}
    order by v.check_in_at desc, v.id desc offset ${page.offset} limit ${page.limit}`.execute(
    database,
  );
  const counted = await sql<{ readonly total: number }>`
    select count(*)::integer as total from visit v
    where v.member_id = ${memberId} and ${visible}`.execute(database);
  const rows = found.rows.map((row) => ({
    visit: visitOf(row),
    siteName: row.site,
    undoneAt: row.undone_at,
  }));
  return { rows, total: counted.rows[0]?.total ?? 0 };
}

interface DecisionRecord {
  readonly id: string;
  readonly verdict: "admit" | "warn" | "refuse";
  readonly reasons: Reason[];
  readonly at: string;
  readonly recorded_at: string;
  readonly site: string;
  readonly door: string | null;
  readonly member_id: string;
  readonly full_name: string;
  readonly membership_number: string;
  readonly photo_hash: string | null;
}

/** What the gym last said to a member, the latest first. */
export async function readDecisions(
  database: Kysely<Tables>,
  memberId: string,
  viewpoint: Viewpoint,
): Promise<DecisionRow[]> {
  const found = await sql<DecisionRecord>`
    select d.id, d.verdict, d.reasons, d.at, d.recorded_at, s.name as site, o.name as door,
      m.id as member_id, m.full_name, m.membership_number, m.photo_hash
    from decision d join member m on m.id = d.member_id join site s on s.id = d.site_id
      left join door o on o.id = d.door_id
    where d.member_id = ${memberId} and ${isVisible(sql`d.site_id`, viewpoint.siteIds)}
    order by d.at desc, d.id desc limit ${LATEST_DECISIONS}`.execute(database);
  return found.rows.map((row) => ({
    decision: {
      id: row.id,
      verdict: row.verdict,
      reasons: row.reasons,
      member: {
        id: row.member_id,
        fullName: row.full_name,
        membershipNumber: row.membership_number,
        photoUrl: photoUrlOf(row.photo_hash),
      },
      at: row.at,
    },
    siteName: row.site,
    door: row.door ?? "",
    recordedAt: row.recorded_at,
  }));
}
