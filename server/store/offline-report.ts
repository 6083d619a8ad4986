// What desks of a site did by themselves, and where the server would have decided otherwise.
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { BookPosition } from "../../domain/book.ts";
import type { ClashKind } from "../../domain/clash.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Reason, Verdict } from "../../domain/reason.ts";
import type { ClashRow, OfflineDecision, OfflineReport } from "../../protocol/http/offline.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Change } from "./commit-change.ts";
import type { Database } from "./database.ts";
import { photoUrlOf } from "./photo-url.ts";

const MOST = 500;

export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

interface Named {
  readonly member_id: string | null;
  readonly full_name: string | null;
  readonly membership_number: string | null;
  readonly photo_hash: string | null;
  readonly device_id: string;
  readonly device_name: string | null;
  readonly is_revoked: boolean | null;
}

interface DecisionRow extends Named {
  readonly id: string;
  readonly command: OfflineDecision["command"];
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
  readonly at: Instant;
  readonly recorded_at: Instant;
  readonly visit_id: string | null;
  readonly door: string | null;
  readonly staff: string | null;
  readonly book: BookPosition | null;
}

interface ClashRecord extends Named {
  readonly id: string;
  readonly site_id: string;
  readonly kind: ClashKind;
  readonly reasons: readonly Reason[];
  readonly at: Instant;
  readonly recorded_at: Instant;
  readonly decision_id: string;
  readonly visit_id: string | null;
  readonly settled_at: Instant | null;
  readonly settled_by: string | null;
}

/** Joins to `x` its member and its device; a device of another site is none that is known here. */
const NAMED = sql`
  left join member m on m.id = x.member_id
  left join device v on v.id = x.device_id and v.site_id = x.site_id`;
const NAMES = sql`x.member_id, m.full_name, m.membership_number, m.photo_hash, x.device_id,
  v.name as device_name, v.revoked_at <= x.recorded_at as is_revoked`;

/** The latest first; all of it of one moment, so that no clash stands there without its decision. */
export function readOfflineReport(
  database: Database,
  siteId: string,
  period: Period,
): Promise<OfflineReport> {
  return database
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute((reading) => readReport(reading, siteId, period));
}

async function readReport(
  database: Database,
  siteId: string,
  { from, to }: Period,
): Promise<OfflineReport> {
  const within = sql`x.site_id = ${siteId} and x.at >= ${from} and x.at <= ${to}`;
  const decisions = await sql<DecisionRow>`
    select x.id, x.command, x.verdict, x.reasons, x.at, x.recorded_at, x.visit_id, d.name as door,
      s.full_name as staff, x.facts -> 'book' as book, ${NAMES}
    from decision x ${NAMED}
    left join door d on d.id = x.door_id left join staff s on s.id = x.staff_id
    where ${within} and x.made_offline order by x.at desc, x.id desc limit ${MOST + 1}
  `.execute(database);
  const clashes = await readClashes(database, within);
  const open = await sql<{ readonly count: number }>`
    select count(*)::integer as count from clash where site_id = ${siteId} and settled_at is null
  `.execute(database);
  return {
    from,
    to,
    decisions: decisions.rows.slice(0, MOST).map(decisionOf),
    clashes: clashes.slice(0, MOST).map(clashOf),
    hasMore: decisions.rows.length > MOST || clashes.length > MOST,
    openClashes: open.rows[0]?.count ?? 0,
  };
}

/** The site of a clash; null where there is none. */
export async function siteOfClash(database: Database, id: string): Promise<string | null> {
  const row = await database
    .selectFrom("clash")
    .select("site_id")
    .where("id", "=", id)
    .executeTakeFirst();
  return row?.site_id ?? null;
}

/** Somebody looked at it; the first who did counts. */
export async function settleClash(change: Change, id: string): Promise<ClashRow> {
  const { rows, at, staffId } = change;
  const settled = await rows
    .updateTable("clash")
    .set({ settled_at: at, settled_by: staffId })
    .where("id", "=", id)
    .where("settled_at", "is", null)
    .returning("kind")
    .executeTakeFirst();
  if (settled !== undefined) {
    await change.audit({ action: "clash-settled", subjectId: id, after: { kind: settled.kind } });
  }
  const [found] = await readClashes(rows, sql`x.id = ${id}`);
  if (found === undefined) throw new ProblemError("not-found");
  return clashOf(found);
}

async function readClashes(
  database: Pick<Database, "getExecutor">,
  where: RawBuilder<unknown>,
): Promise<readonly ClashRecord[]> {
  const found = await sql<ClashRecord>`
    select x.id, x.site_id, x.kind, x.reasons, x.at, x.recorded_at, x.decision_id, x.visit_id,
      x.settled_at, s.full_name as settled_by, ${NAMES}
    from clash x ${NAMED} left join staff s on s.id = x.settled_by
    where ${where} order by x.at desc, x.id desc limit ${MOST + 1}
  `.execute(database);
  return found.rows;
}

function decisionOf(row: DecisionRow): OfflineDecision {
  const { id, verdict, reasons, at, command, door, staff, book } = row;
  return {
    decision: { id, verdict, reasons, member: memberOf(row), at },
    ...{ command, door, staff, book, device: deviceOf(row) },
    visitId: row.visit_id,
    recordedAt: row.recorded_at,
  };
}

function clashOf(row: ClashRecord): ClashRow {
  const { id, kind, reasons, at } = row;
  return {
    ...{ id, kind, reasons, at, member: memberOf(row), device: deviceOf(row) },
    recordedAt: row.recorded_at,
    decisionId: row.decision_id,
    visitId: row.visit_id,
    settledAt: row.settled_at,
    settledBy: row.settled_by,
  };
}

function memberOf(row: Named) {
  const { member_id: id, full_name: fullName, membership_number: membershipNumber } = row;
  if (id === null || fullName === null || membershipNumber === null) return null;
  return { id, fullName, membershipNumber, photoUrl: photoUrlOf(row.photo_hash) };
}

function deviceOf({ device_id: id, device_name: name, is_revoked: isRevoked }: Named) {
  return { id, name, isRevoked: isRevoked ?? false };
}
