// What the desk reads inside its transaction. Every statement is prepared once per connection; the
// head is read by a second statement, since the one that waits for the lock sees the tables as they
// were before its turn.
import type { Instant } from "../../domain/instant.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import type { Statistics } from "../../domain/statistics.ts";
import type { Door, Site, Timeline } from "../../domain/site.ts";
import type { HoursWindow } from "../../domain/week-hours.ts";
import type {
  BatchFacts,
  SiteHead,
  StoredAnswer,
  VisitRecord,
  VisitTrace,
  Wanted,
} from "../desk/desk-store.ts";
import type { Queries } from "./database.ts";
import { readOverlaps } from "./overlap-facts.ts";
import { factsOf, MEMBER_FACTS, WHOM } from "./member-facts.ts";
import type { FactsRow } from "./member-facts.ts";
import { IS_INSIDE, recordOf, VISIT_COLUMNS, VISIT_DOORS, VISIT_TABLES } from "./visit-row.ts";
import type { VisitRow } from "./visit-row.ts";

interface HeadRow {
  readonly seq: number;
  readonly hash: string;
  readonly current_day: string | null;
  readonly id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly gym_day_starts_at: string;
  readonly hours: readonly HoursWindow[] | null;
  readonly capacity: number | null;
  readonly timeline: Timeline;
  readonly statistics: Statistics | null;
  readonly doors: readonly Omit<Door, "siteId">[];
}

const HEAD = `
  select s.seq, s.hash, s.current_day, t.id, t.name, t.time_zone, t.gym_day_starts_at, t.hours,
    t.capacity, t.timeline,
    (select statistics from gym_day g where g.site_id = t.id and g.day = s.current_day) as statistics,
    (select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name, 'channel', d.channel,
       'zone', d.zone, 'offline', json_build_object('admits', d.offline_admits,
         'bookMaxHours', d.offline_book_hours))), '[]') from door d where d.site_id = t.id) as doors
  from stream s join site t on t.id = s.id where s.id = $1`;

// A plan is kept for as long as the connection, and the tables of a gym that has just opened grow
// under it. So from here to the end of the transaction no table is read through from its beginning,
// and what is read by a key says so (`lateral … limit 1`): there is no other way to do it. Nor is it
// planned anew for each batch: for an empty list the planner then takes any partial index for fitting.
const LOCK = `
  select set_config('enable_seqscan', 'off', true),
    set_config('plan_cache_mode', 'force_generic_plan', true)
  from stream where id = $1 for update`;

const ANSWERS = `select command_id, content_hash, answer from command_answer where command_id = any($1)`;

const CREDENTIALS = `select code, member_id, replaced_at from credential where code = any($1)`;

const MEMBERS = `
  select ${MEMBER_FACTS}
  from (${WHOM}) as w
  cross join lateral (select * from member where id = w.member_id limit 1) m`;

// Those asked for by id ($3), and the open visit of everybody in question.
const VISITS = `
  with wanted as (
    select unnest($3::uuid[]) as id
    union
    select open.id from (${WHOM}) as w
    cross join lateral (select id from visit
      where member_id = w.member_id and check_out_at is null and undone_at is null limit 1) as open
  )
  select ${VISIT_COLUMNS} from wanted
  cross join lateral (select * from visit where id = wanted.id limit 1) v
  cross join lateral (select * from member where id = v.member_id limit 1) m
  ${VISIT_DOORS}`;

// A handful of visits at most, whatever the history; the latest one tells whether a visit is the last.
const RECENT = `
  select w.member_id, r.id, r.site_id, r.gym_day, r.charged_membership_id, r.check_in_at,
    r.check_out_at
  from (${WHOM}) as w
  cross join lateral (
    (select id, site_id, gym_day, charged_membership_id, check_in_at, check_out_at from visit v
      where v.member_id = w.member_id and v.undone_at is null and v.check_in_at >= $4)
    union
    (select id, site_id, gym_day, charged_membership_id, check_in_at, check_out_at from visit v
      where v.member_id = w.member_id and v.undone_at is null order by check_in_at desc limit 1)
    order by check_in_at desc) r`;

const INSIDE = `
  select ${VISIT_COLUMNS} from ${VISIT_TABLES}
  where v.site_id = $1 and ${IS_INSIDE}`;

/** Waits for the stream's turn; the lock is held until the transaction ends. */
export async function lockHead(client: Queries, siteId: string): Promise<SiteHead | null> {
  const [, head] = await Promise.all([
    client.query({ name: "desk-lock", text: LOCK, values: [siteId] }),
    client.query<HeadRow>({ name: "desk-head", text: HEAD, values: [siteId] }),
  ]);
  return headOf(head.rows[0], siteId);
}

export async function readHead(client: Queries, siteId: string): Promise<SiteHead | null> {
  return headOf((await client.query<HeadRow>({ text: HEAD, values: [siteId] })).rows[0], siteId);
}

function headOf(row: HeadRow | undefined, siteId: string): SiteHead | null {
  if (row === undefined) return null;
  const site: Site = {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    gymDayStartsAt: row.gym_day_starts_at,
    hours: row.hours,
    capacity: row.capacity,
    timeline: row.timeline,
  };
  return {
    site,
    doors: new Map(row.doors.map((door): [string, Door] => [door.id, { ...door, siteId }])),
    seq: row.seq,
    hash: row.hash,
    currentDay: row.current_day,
    statistics: row.statistics ?? EMPTY_STATISTICS,
  };
}

export async function readAnswers(
  client: Queries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredAnswer>> {
  const found = await client.query<{ command_id: string; content_hash: string; answer: string }>({
    name: "desk-answers",
    text: ANSWERS,
    values: [ids],
  });
  return new Map(
    found.rows.map((row) => [
      row.command_id,
      { contentHash: row.content_hash, answer: row.answer },
    ]),
  );
}

export async function readInside(client: Queries, siteId: string): Promise<readonly VisitRecord[]> {
  const found = await client.query<VisitRow>({
    name: "desk-inside",
    text: INSIDE,
    values: [siteId],
  });
  return found.rows.map(recordOf);
}

export async function readFacts(client: Queries, wanted: Wanted): Promise<BatchFacts> {
  const { credentials: codes, since } = wanted;
  const asked = [wanted.memberIds, codes, wanted.visitIds];
  const overlaps = wanted.overlaps && (await readOverlaps(client, asked, wanted));
  const more =
    overlaps === undefined ? [] : [...overlaps.visitIds.values(), ...overlaps.guessedIds];
  const visitIds = [...wanted.visitIds, ...more];
  const whom = [wanted.memberIds, codes, visitIds];
  const [credentials, visits, members, recent] = await Promise.all([
    readCredentials(client, codes),
    client.query<VisitRow>({ name: "desk-visits", text: VISITS, values: whom }),
    readMembers(client, whom),
    readRecent(client, whom, since),
  ]);
  const facts = { credentials, members, recent, visits: visits.rows.map(recordOf) };
  return overlaps === undefined ? facts : { ...facts, overlaps };
}

async function readCredentials(client: Queries, codes: readonly string[]) {
  const credentials = new Map<string, { memberId: string; replacedAt: string | null }>();
  if (codes.length === 0) return credentials;
  const found = await client.query<{ code: string; member_id: string; replaced_at: string | null }>(
    {
      name: "desk-credentials",
      text: CREDENTIALS,
      values: [codes],
    },
  );
  for (const row of found.rows) {
    credentials.set(row.code, { memberId: row.member_id, replacedAt: row.replaced_at });
  }
  return credentials;
}

async function readMembers(client: Queries, whom: readonly (readonly string[])[]) {
  const found = await client.query<FactsRow>({
    name: "desk-members",
    text: MEMBERS,
    values: [...whom],
  });
  return new Map(found.rows.map((row) => [row.id, factsOf(row)]));
}

interface RecentRow {
  readonly member_id: string;
  readonly id: string;
  readonly site_id: string;
  readonly gym_day: string;
  readonly charged_membership_id: string | null;
  readonly check_in_at: string;
  readonly check_out_at: string | null;
}

async function readRecent(client: Queries, whom: readonly (readonly string[])[], since: Instant) {
  const found = await client.query<RecentRow>({
    name: "desk-recent",
    text: RECENT,
    values: [...whom, since],
  });
  const recent = new Map<string, VisitTrace[]>();
  for (const row of found.rows) {
    const visits = recent.get(row.member_id) ?? [];
    const { id, site_id: siteId, gym_day: gymDay, charged_membership_id } = row;
    const times = { checkInTime: row.check_in_at, checkOutTime: row.check_out_at };
    visits.push({ id, siteId, gymDay, chargedMembershipId: charged_membership_id, ...times });
    recent.set(row.member_id, visits);
  }
  return recent;
}
