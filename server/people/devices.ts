// Devices: browsers that a manager paired with a site, and that may therefore hold its book. A browser
// keeps a random secret in a cookie; the table knows its hash alone.
import { sql } from "kysely";
import { v7 as newId } from "uuid";
import { instantAt, millis } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Device, DeviceRow, NewDevice } from "../../protocol/http/offline.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { Change } from "../store/commit-change.ts";
import type { Database } from "../store/database.ts";
import { isVisible } from "../store/member-row.ts";
import { drawToken, hashOfToken } from "./passwords.ts";

/** How exactly the last use is remembered. */
const TOUCH_MS = 60_000;

export interface Paired {
  readonly device: Device;
  /** For the browser's cookie, and nowhere else. */
  readonly secret: string;
}

/** `held`: the secret this browser had; the device that it stood for is one no more. */
export async function pairDevice(
  change: Change,
  { name, siteId, doorId }: NewDevice,
  held: string | null,
): Promise<Paired> {
  const { rows, at: pairedAt, staffId } = change;
  const door = await rows
    .selectFrom("door")
    .select("id")
    .where("id", "=", doorId)
    .where("site_id", "=", siteId)
    .executeTakeFirst();
  if (door === undefined) throw new ProblemError("unknown-door");
  const before = held === null ? null : await readDevice(rows, held);
  if (before !== null) await revokeDevice(change, before);
  const secret = drawToken();
  const device = { id: newId(), name, siteId, doorId, pairedAt };
  await rows
    .insertInto("device")
    .values({
      ...{ id: device.id, name, site_id: siteId, door_id: doorId },
      ...{ secret_hash: hashOfToken(secret), paired_by: staffId, paired_at: pairedAt },
    })
    .execute();
  await change.audit({
    action: "device-paired",
    subjectId: device.id,
    after: { name, siteId, doorId },
  });
  return { device, secret };
}

/** From now on it gets no book; one that was revoked already stays as it is. */
export async function revokeDevice(change: Change, { id, name, siteId }: Device): Promise<void> {
  const revoked = await change.rows
    .updateTable("device")
    .set({ revoked_at: change.at, revoked_by: change.staffId })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (revoked === undefined) return;
  await change.audit({ action: "device-revoked", subjectId: id, before: { name, siteId } });
}

/** The device that holds this secret; null where there is none, or it was revoked. */
export async function readDevice(
  database: Pick<Database, "selectFrom">,
  secret: string,
): Promise<Device | null> {
  const row = await database
    .selectFrom("device")
    .selectAll()
    .where("secret_hash", "=", hashOfToken(secret))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? null : deviceOf(row);
}

export async function findDevice(database: Database, id: string): Promise<Device | null> {
  const row = await database
    .selectFrom("device")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row === undefined ? null : deviceOf(row);
}

/** Throws `device-not-paired` unless the secret is of a device of the site. */
export async function mustBePaired(
  database: Database,
  secret: string | null,
  { siteId, now }: { readonly siteId: string; readonly now: Instant },
): Promise<Device> {
  const device = secret === null ? null : await readDevice(database, secret);
  if (device === null || device.siteId !== siteId) throw new ProblemError("device-not-paired");
  await database
    .updateTable("device")
    .set({ last_seen_at: now })
    .where("id", "=", device.id)
    .where((where) =>
      where.or([
        where("last_seen_at", "is", null),
        where("last_seen_at", "<", instantAt(millis(now) - TOUCH_MS)),
      ]),
    )
    .execute();
  return device;
}

/** Those in use first, the latest paired before the others; `siteIds` null means every site. */
export async function listDevices(
  database: Database,
  siteIds: readonly string[] | null,
): Promise<readonly DeviceRow[]> {
  const rows = await database
    .selectFrom("device")
    .innerJoin("door", "door.id", "device.door_id")
    .leftJoin("staff", "staff.id", "device.paired_by")
    .selectAll("device")
    .select(["door.name as door_name", "staff.full_name as paired_by_name"])
    .where(isVisible(sql`device.site_id`, siteIds))
    .orderBy(sql`revoked_at is not null`)
    .orderBy("paired_at", "desc")
    .execute();
  return rows.map((row) => ({
    ...deviceOf(row),
    doorName: row.door_name,
    pairedBy: row.paired_by_name,
    lastSeenAt: row.last_seen_at,
    revokedAt: row.revoked_at,
  }));
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly site_id: string;
  readonly door_id: string;
  readonly paired_at: Instant;
}

function deviceOf(row: Row): Device {
  const { id, name, site_id: siteId, door_id: doorId, paired_at: pairedAt } = row;
  return { id, name, siteId, doorId, pairedAt };
}
