// Sites and their doors, as the tables hold them and as the wire shows them.
import { sql } from "kysely";
import type { Kysely, Selectable, Transaction } from "kysely";
import { v7 as newId } from "uuid";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import type { Instant } from "../../domain/instant.ts";
import type { Site } from "../../domain/site.ts";
import { USUAL_OFFLINE_POLICY } from "../../domain/site.ts";
import type { DoorRow, SiteWithDoors } from "../../protocol/http/gym.ts";
import type { Tables } from "./schema.ts";

/** A site, the stream it is the head of, and nothing else: doors are added to it. */
export async function insertSite(
  rows: Transaction<Tables>,
  site: Site,
  at: Instant,
): Promise<void> {
  await insertStream(rows, site.id, "site");
  await rows
    .insertInto("site")
    .values({
      id: site.id,
      name: site.name,
      time_zone: site.timeZone,
      gym_day_starts_at: site.gymDayStartsAt,
      hours: hoursText(site.hours),
      capacity: site.capacity,
      timeline: site.timeline,
      created_at: at,
    })
    .execute();
}

export async function insertStream(
  rows: Transaction<Tables>,
  id: string,
  kind: "site" | "organisation",
): Promise<void> {
  await rows
    .insertInto("stream")
    .values({ id, kind, epoch: newId(), hash: EMPTY_HASH, current_day: null })
    .execute();
}

/** The door that every site opens with. */
export function frontDeskOf(siteId: string): DoorRow {
  return {
    id: newId(),
    siteId,
    name: "Front desk",
    channel: "desk",
    zone: null,
    offline: USUAL_OFFLINE_POLICY,
  };
}

export async function insertDoor(
  rows: Transaction<Tables>,
  door: DoorRow,
  at: Instant,
): Promise<void> {
  const { id, siteId, name, channel, zone, offline } = door;
  await rows
    .insertInto("door")
    .values({
      ...{ id, site_id: siteId, name, channel, zone, created_at: at },
      offline_admits: offline.admits,
      offline_book_hours: offline.bookMaxHours,
    })
    .execute();
}

/** Sites in the order they were opened, with their doors; `siteIds` null means every site. */
export async function readSites(
  database: Kysely<Tables>,
  siteIds: readonly string[] | null,
): Promise<SiteWithDoors[]> {
  let query = database.selectFrom("site").selectAll().orderBy("created_at").orderBy("id");
  if (siteIds !== null) query = query.where(sql<boolean>`id = any(${siteIds}::uuid[])`);
  const sites = await query.execute();
  const doors = await database.selectFrom("door").selectAll().orderBy("created_at").execute();
  return sites.map((row) => ({
    ...siteOf(row),
    doors: doors.filter((door) => door.site_id === row.id).map(doorOf),
  }));
}

export async function readSite(
  database: Kysely<Tables>,
  siteId: string,
): Promise<SiteWithDoors | null> {
  return (await readSites(database, [siteId]))[0] ?? null;
}

export function siteOf(row: Selectable<Tables["site"]>): Site {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    gymDayStartsAt: row.gym_day_starts_at,
    hours: row.hours,
    capacity: row.capacity,
    timeline: row.timeline,
  };
}

export function doorOf(row: Selectable<Tables["door"]>): DoorRow {
  const { id, site_id: siteId, name, channel, zone } = row;
  const offline = { admits: row.offline_admits, bookMaxHours: row.offline_book_hours };
  return { id, siteId, name, channel, zone, offline };
}

export function hoursText(hours: Site["hours"]): string | null {
  return hours === null ? null : JSON.stringify(hours);
}
