// Opening and changing sites and doors. The desk's rows refer to both, so its lock comes first.
import { v7 as newId } from "uuid";
import type { z } from "zod";
import type {
  DoorChange,
  DoorRow,
  SiteChange,
  SiteWithDoors,
  newDoor,
  newSite,
} from "../../protocol/http/gym.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { changedFields } from "./changed-fields.ts";
import type { ChangedFields } from "./changed-fields.ts";
import type { Change } from "./commit-change.ts";
import {
  doorOf,
  frontDeskOf,
  hoursText,
  insertDoor,
  insertSite,
  readSite,
  siteOf,
} from "./sites.ts";

/** A live site opens with a front desk; a replay brings doors of its own. */
export async function openSite(
  change: Change,
  asked: z.output<typeof newSite>,
): Promise<SiteWithDoors> {
  const site = { id: newId(), ...asked };
  await insertSite(change.rows, site, change.at);
  const doors = asked.timeline === "live" ? [frontDeskOf(site.id)] : [];
  for (const door of doors) await insertDoor(change.rows, door, change.at);
  await change.audit({ action: "site-added", subjectId: site.id, after: asked });
  return { ...site, doors };
}

/** The site as it then is, and what changed of it: screens of the site hear of it at once. */
export async function changeSite(
  change: Change,
  siteId: string,
  wanted: SiteChange,
): Promise<{ readonly site: SiteWithDoors; readonly changed: ChangedFields | null }> {
  const { rows } = change;
  await change.lock(siteId);
  const before = await readSite(rows, siteId);
  if (before === null) throw new ProblemError("unknown-site");
  const changed = changedFields(before, wanted);
  if (changed === null) return { site: before, changed };
  const row = await rows
    .updateTable("site")
    .set({
      ...(wanted.name !== undefined && { name: wanted.name }),
      ...(wanted.hours !== undefined && { hours: hoursText(wanted.hours) }),
      ...(wanted.capacity !== undefined && { capacity: wanted.capacity }),
    })
    .where("id", "=", siteId)
    .returningAll()
    .executeTakeFirstOrThrow();
  const site = siteOf(row);
  change.tell(siteId, { type: "site_changed", payload: { id: newId(), site, at: change.at } });
  await change.audit({ action: "site-changed", subjectId: siteId, ...changed });
  return { site: { ...site, doors: before.doors }, changed };
}

export async function addDoor(
  change: Change,
  siteId: string,
  asked: z.output<typeof newDoor>,
): Promise<DoorRow> {
  await change.lock(siteId);
  if ((await readSite(change.rows, siteId)) === null) throw new ProblemError("unknown-site");
  const door = { id: newId(), siteId, ...asked };
  await insertDoor(change.rows, door, change.at);
  await change.audit({ action: "door-added", subjectId: door.id, after: door });
  return door;
}

export async function changeDoor(
  change: Change,
  before: DoorRow,
  wanted: DoorChange,
): Promise<DoorRow> {
  await change.lock(before.siteId);
  const changed = changedFields(before, wanted);
  if (changed === null) return before;
  const row = await change.rows
    .updateTable("door")
    .set({
      ...(wanted.name !== undefined && { name: wanted.name }),
      ...(wanted.channel !== undefined && { channel: wanted.channel }),
      ...(wanted.zone !== undefined && { zone: wanted.zone }),
      ...(wanted.offline !== undefined && {
        offline_admits: wanted.offline.admits,
        offline_book_hours: wanted.offline.bookMaxHours,
      }),
    })
    .where("id", "=", before.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await change.audit({ action: "door-changed", subjectId: before.id, ...changed });
  return doorOf(row);
}
