// Makes a site ready for the demo: hours, capacity, a front desk and a turnstile to the gym floor.
import type { Transaction } from "kysely";
import type { SiteEvent } from "../../domain/event.ts";
import type { Instant } from "../../domain/instant.ts";
import { millis } from "../../domain/instant.ts";
import type { Door, Site } from "../../domain/site.ts";
import { USUAL_OFFLINE_POLICY } from "../../domain/site.ts";
import type { SiteWithDoors } from "../../protocol/http/gym.ts";
import type { Tables } from "../store/schema.ts";
import { FIRST_PLAN } from "../store/plans.ts";
import { hoursText, insertDoor } from "../store/sites.ts";
import { DEMO_HOURS } from "./rhythm.ts";
import type { SeededRandom } from "./seeded-random.ts";

/** Room for the fullest evening of January, forgotten exits included. */
export const DEMO_CAPACITY = 240;

export interface Furnished {
  readonly site: Site;
  readonly doors: { readonly desk: Door; readonly turnstile: Door };
  readonly changed: SiteEvent;
}

export async function furnishSite(
  rows: Transaction<Tables>,
  found: SiteWithDoors,
  random: SeededRandom,
  at: Instant,
): Promise<Furnished> {
  const { doors, ...before } = found;
  const site: Site = { ...before, hours: DEMO_HOURS, capacity: DEMO_CAPACITY };
  await rows
    .updateTable("site")
    .set({ hours: hoursText(site.hours), capacity: site.capacity })
    .where("id", "=", site.id)
    .execute();
  await rows.deleteFrom("plan").where("name", "=", FIRST_PLAN.name).execute();

  const offline = USUAL_OFFLINE_POLICY;
  const provide = async (name: string, channel: "desk" | "turnstile", zone: string | null) => {
    const there = doors.find((door) => door.channel === channel);
    if (there !== undefined) return there;
    const door = { id: random.id(millis(at)), siteId: site.id, name, channel, zone, offline };
    await insertDoor(rows, door, at);
    return door;
  };
  const desk = await provide("Front desk", "desk", null);
  const turnstile = await provide("Turnstile", "turnstile", "Gym floor");
  const payload = { id: random.id(millis(at)), site, at };
  return { site, doors: { desk, turnstile }, changed: { type: "site_changed", payload } };
}
