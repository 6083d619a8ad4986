// The tables as Kysely sees them; `migrations/` makes them.
import type { ColumnType, Generated } from "kysely";
import type { ClashKind } from "../../domain/clash.ts";
import type { HoursWindow } from "../../domain/week-hours.ts";
import type { Reason, Verdict } from "../../domain/reason.ts";
import type { Role } from "../../domain/rights.ts";
import type { Channel, OfflinePolicy, Timeline } from "../../domain/site.ts";
import type { Statistics } from "../../domain/statistics.ts";
import type { CheckOutWay } from "../../domain/visit.ts";
import type { CredentialRow } from "../../protocol/http/members.ts";

/** timestamptz: read as ISO text by our parser, written as ISO text. */
type Time = ColumnType<string, string, string>;
type TimeOrNull = ColumnType<string | null, string | null | undefined, string | null>;
type GeneratedTime = ColumnType<string, string | undefined, string>;
/** jsonb: read parsed, written as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null | undefined, string | null>;

export interface Tables {
  organisation: {
    id: string;
    name: string;
    currency: Generated<string>;
    is_demo: Generated<boolean>;
    created_at: GeneratedTime;
  };
  setting: { key: string; value: Json<unknown>; changed_at: GeneratedTime };
  site: {
    id: string;
    name: string;
    time_zone: string;
    gym_day_starts_at: string;
    hours: JsonOrNull<readonly HoursWindow[]>;
    capacity: number | null;
    timeline: ColumnType<Timeline, Timeline | undefined, Timeline>;
    created_at: GeneratedTime;
  };
  door: {
    id: string;
    site_id: string;
    name: string;
    channel: Channel;
    zone: string | null;
    offline_admits: Generated<OfflinePolicy["admits"]>;
    offline_book_hours: Generated<number>;
    created_at: GeneratedTime;
  };
  staff: {
    id: string;
    full_name: string;
    email: string;
    password_hash: string;
    role: Role;
    site_ids: string[] | null;
    is_active: Generated<boolean>;
    last_seen_at: TimeOrNull;
    created_at: GeneratedTime;
  };
  session: {
    token_hash: Buffer;
    staff_id: string;
    created_at: GeneratedTime;
    last_seen_at: GeneratedTime;
    expires_at: Time;
  };
  photo: { hash: string; large: Buffer; small: Buffer; created_at: GeneratedTime };
  member: {
    id: string;
    membership_number: string;
    full_name: string;
    search_text: string;
    email: string | null;
    phone: string | null;
    birth_date: string | null;
    note: Generated<string>;
    barred_note: string | null;
    due_cents: Generated<number>;
    due_since: string | null;
    photo_hash: string | null;
    joined_on: string;
    is_demo: Generated<boolean>;
    version: Generated<number>;
    created_at: GeneratedTime;
  };
  credential: {
    id: string;
    member_id: string;
    kind: CredentialRow["kind"];
    code: string;
    replaced_at: TimeOrNull;
    created_at: GeneratedTime;
  };
  plan: {
    id: string;
    name: string;
    site_ids: string[] | null;
    hours: JsonOrNull<readonly HoursWindow[]>;
    visits: number | null;
    is_active: Generated<boolean>;
    created_at: GeneratedTime;
  };
  membership: {
    id: string;
    member_id: string;
    plan_id: string;
    starts_on: string;
    ends_on: string | null;
    frozen_from: string | null;
    frozen_until: string | null;
    visits_left: number | null;
    created_at: GeneratedTime;
  };
  visit: {
    id: string;
    site_id: string;
    member_id: string;
    door_id: string;
    gym_day: string;
    check_in_at: Time;
    check_in_recorded_at: Time;
    check_out_at: TimeOrNull;
    check_out_recorded_at: TimeOrNull;
    check_out_door_id: string | null;
    duration_minutes: number | null;
    how: CheckOutWay | null;
    channel: Channel;
    alerts: Json<readonly Reason[]>;
    checked_in_by: string | null;
    first_today: boolean;
    notes: string | null;
    charged_membership_id: string | null;
    undone_at: TimeOrNull;
    made_offline: Generated<boolean>;
    left_offline: Generated<boolean>;
  };
  decision: {
    id: string;
    command_id: string;
    command: string;
    site_id: string;
    door_id: string | null;
    member_id: string | null;
    credential: string | null;
    visit_id: string | null;
    at: Time;
    recorded_at: Time;
    verdict: Verdict;
    reasons: Json<readonly Reason[]>;
    facts: JsonOrNull<unknown>;
    staff_id: string | null;
    made_offline: Generated<boolean>;
    device_id: string | null;
    overridden: Generated<boolean>;
  };
  device: {
    id: string;
    name: string;
    site_id: string;
    door_id: string;
    secret_hash: Buffer;
    paired_by: string | null;
    paired_at: Time;
    last_seen_at: TimeOrNull;
    revoked_by: string | null;
    revoked_at: TimeOrNull;
  };
  clash: {
    id: string;
    site_id: string;
    decision_id: string;
    visit_id: string | null;
    member_id: string | null;
    device_id: string;
    kind: ClashKind;
    reasons: Json<readonly Reason[]>;
    at: Time;
    recorded_at: Time;
    settled_by: string | null;
    settled_at: TimeOrNull;
  };
  gym_day: { site_id: string; day: string; statistics: Json<Statistics> };
  stream: {
    id: string;
    kind: "site" | "organisation";
    epoch: string;
    seq: Generated<number>;
    hash: string;
    current_day: string | null;
  };
  event: {
    stream_id: string;
    seq: number;
    type: string;
    body: string;
    hash: string;
    recorded_at: Time;
  };
  command_answer: { command_id: string; content_hash: string; answer: string; recorded_at: Time };
  audit: {
    id: Generated<number>;
    at: GeneratedTime;
    staff_id: string | null;
    action: string;
    subject_id: string | null;
    before: JsonOrNull<unknown>;
    after: JsonOrNull<unknown>;
  };
}
