// A visit as the tables hold it, and as the domain knows it.
import type { Reason } from "../../domain/reason.ts";
import type { Channel, Location } from "../../domain/site.ts";
import type { CheckOutWay, Visit } from "../../domain/visit.ts";
import type { VisitRecord } from "../desk/desk-store.ts";
import { photoUrlOf } from "./photo-url.ts";

/** The columns every reader of visits selects, from visit v, member m and doors d (in) and o (out). */
export const VISIT_COLUMNS = `
  v.id, v.site_id, v.member_id, v.door_id, v.gym_day, v.check_in_at, v.check_in_recorded_at,
  v.check_out_at, v.check_out_recorded_at, v.duration_minutes, v.how, v.channel, v.alerts,
  v.checked_in_by, v.first_today, v.notes, v.charged_membership_id, v.undone_at,
  v.made_offline, v.left_offline,
  v.check_out_door_id, m.full_name, m.membership_number, m.photo_hash, d.name as door, d.zone,
  o.name as out_door, o.zone as out_zone`;

export const VISIT_DOORS = `
  join door d on d.id = v.door_id left join door o on o.id = v.check_out_door_id`;

/** True of a visit v whose member is in; the partial index `visit_inside` has the same words. */
export const IS_INSIDE = "v.check_out_at is null and v.undone_at is null and v.how is null";

export const VISIT_TABLES = `visit v join member m on m.id = v.member_id ${VISIT_DOORS}`;

export interface VisitRow {
  readonly id: string;
  readonly site_id: string;
  readonly member_id: string;
  readonly door_id: string;
  readonly gym_day: string;
  readonly check_in_at: string;
  readonly check_in_recorded_at: string;
  readonly check_out_at: string | null;
  readonly check_out_recorded_at: string | null;
  readonly check_out_door_id: string | null;
  readonly duration_minutes: number | null;
  readonly how: CheckOutWay | null;
  readonly channel: Channel;
  readonly alerts: readonly Reason[];
  readonly checked_in_by: string | null;
  readonly first_today: boolean;
  readonly notes: string | null;
  readonly charged_membership_id: string | null;
  readonly undone_at: string | null;
  readonly made_offline: boolean;
  readonly left_offline: boolean;
  readonly full_name: string;
  readonly membership_number: string;
  readonly photo_hash: string | null;
  readonly door: string;
  readonly zone: string | null;
  readonly out_door: string | null;
  readonly out_zone: string | null;
}

export function visitOf(row: VisitRow): Visit {
  const open = {
    id: row.id,
    member: {
      id: row.member_id,
      fullName: row.full_name,
      membershipNumber: row.membership_number,
      photoUrl: photoUrlOf(row.photo_hash),
    },
    checkInTime: row.check_in_at,
    gymDay: row.gym_day,
    location: { doorId: row.door_id, door: row.door, zone: row.zone },
    channel: row.channel,
    alerts: row.alerts,
    by: row.checked_in_by,
    firstToday: row.first_today,
    madeOffline: row.made_offline,
  };
  const { check_out_at: checkOutTime, duration_minutes: durationMinutes, how } = row;
  if (checkOutTime === null || durationMinutes === null || how === null) return open;
  return {
    ...open,
    checkOutTime,
    checkOutLocation: leftBy(row, open.location),
    durationMinutes,
    how,
    leftOffline: row.left_offline,
  };
}

function leftBy(row: VisitRow, cameInBy: Location): Location {
  const { check_out_door_id: doorId, out_door: door, out_zone: zone } = row;
  return doorId === null || door === null ? cameInBy : { doorId, door, zone };
}

export function recordOf(row: VisitRow): VisitRecord {
  return {
    visit: visitOf(row),
    siteId: row.site_id,
    checkInRecordedAt: row.check_in_recorded_at,
    checkOutRecordedAt: row.check_out_recorded_at,
    notes: row.notes,
    chargedMembershipId: row.charged_membership_id,
    undoneAt: row.undone_at,
  };
}

/** Columns that other tables hold. */
type Derived =
  | "full_name"
  | "membership_number"
  | "photo_hash"
  | "door"
  | "zone"
  | "out_door"
  | "out_zone";

/** The row to write for a record, as `jsonb_to_recordset` reads it. */
export function rowOf(record: VisitRecord): Omit<VisitRow, Derived> {
  const { visit } = record;
  const closed = "checkOutTime" in visit ? visit : null;
  return {
    id: visit.id,
    site_id: record.siteId,
    member_id: visit.member.id,
    door_id: visit.location.doorId,
    gym_day: visit.gymDay,
    check_in_at: visit.checkInTime,
    check_in_recorded_at: record.checkInRecordedAt,
    check_out_at: closed?.checkOutTime ?? null,
    check_out_recorded_at: record.checkOutRecordedAt,
    check_out_door_id: closed?.checkOutLocation.doorId ?? null,
    duration_minutes: closed?.durationMinutes ?? null,
    how: closed?.how ?? null,
    channel: visit.channel,
    alerts: visit.alerts,
    checked_in_by: visit.by,
    first_today: visit.firstToday,
    notes: record.notes,
    charged_membership_id: record.chargedMembershipId,
    undone_at: record.undoneAt,
    made_offline: visit.madeOffline,
    left_offline: closed?.leftOffline ?? false,
  };
}
