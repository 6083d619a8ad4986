// The place where a recording is played: a site whose days turn with the recorded moments, a door for
// each device, and people who may come in at any recorded time.
import type { PlanRow, SiteWithDoors } from "../protocol/http/gym.ts";
import type { MemberList, MemberProfile } from "../protocol/http/members.ts";
import type { HouseStatus } from "../protocol/http/people.ts";
import { CliFault } from "./cli-fault.ts";
import type { ServerApi } from "./server-api.ts";

/** Before any recording; their memberships begin then and never end. */
const SINCE_EVER = "2000-01-01";
const PAGE = 200;
/** Members added at once. */
const TOGETHER = 4;

export async function findSite(api: ServerApi, name: string): Promise<SiteWithDoors | null> {
  const sites = await api.get<readonly SiteWithDoors[]>("/api/sites");
  const site = sites.find((each) => each.name === name) ?? null;
  if (site !== null && site.timeline !== "replay")
    throw new CliFault(
      `"${name}" is a site with a life of its own: a recording is not played into it. Choose another name with --site.`,
    );
  return site;
}

/**
 * A recording leaves a site, a plan and visitors behind, which nothing takes away again. Throws where
 * the gym has members of its own and is no demo.
 */
export async function mustBeForTrying(api: ServerApi): Promise<void> {
  const { isDemo } = await api.get<HouseStatus>("/api/house");
  const { total } = await api.get<MemberList>("/api/members?limit=1");
  if (isDemo || total === 0) return;
  throw new CliFault(
    `This gym has ${total} members of its own, and a recording adds a site, a plan and visitors that stay. Play it into a gym for trying (npm start -- --data trial, then --data trial here), or say --add-here if it is meant.`,
  );
}

export function openSite(api: ServerApi, name: string, timeZone: string): Promise<SiteWithDoors> {
  return api.post("/api/sites", { name, timeZone, timeline: "replay" });
}

/** The id of each door by its name; those that are missing are added. */
export async function openDoors(
  api: ServerApi,
  site: SiteWithDoors,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(site.doors.map(({ name, id }) => [name, id]));
  for (const name of names) {
    if (ids.has(name)) continue;
    const body = { name, channel: "turnstile" };
    const door = await api.post<{ readonly id: string }>(`/api/sites/${site.id}/doors`, body);
    ids.set(name, door.id);
  }
  return ids;
}

/** The ids of so many people who belong to this site's recordings, added where they are too few. */
export async function gatherPeople(
  api: ServerApi,
  site: SiteWithDoors,
  needed: number,
): Promise<{ readonly ids: readonly string[]; readonly added: number }> {
  const plan = await findPlan(api, site);
  const found = await membersOf(api, plan);
  const ids = found.map(({ id }) => id);
  const missing = Array.from({ length: Math.max(0, needed - ids.length) }, (_, index) =>
    nameOf(ids.length + index),
  );
  for (let from = 0; from < missing.length; from += TOGETHER) {
    const names = missing.slice(from, from + TOGETHER);
    const added = await Promise.all(names.map((fullName) => addMember(api, fullName, plan)));
    ids.push(...added.map(({ id }) => id));
  }
  return { ids: ids.slice(0, needed), added: missing.length };
}

async function findPlan(api: ServerApi, site: SiteWithDoors): Promise<PlanRow> {
  const name = `Recorded at ${site.name}`.slice(0, 120);
  const plans = await api.get<readonly PlanRow[]>("/api/plans");
  const plan = plans.find((each) => each.name === name);
  return plan ?? api.post("/api/plans", { name, siteIds: [site.id] });
}

/** In the order of their names, which is that in which they were added. */
async function membersOf(api: ServerApi, plan: PlanRow): Promise<MemberList["rows"]> {
  const rows: MemberList["rows"][number][] = [];
  for (;;) {
    const query = `plan=${plan.id}&limit=${PAGE}&offset=${rows.length}`;
    const page = await api.get<MemberList>(`/api/members?${query}`);
    rows.push(...page.rows);
    if (page.rows.length === 0 || rows.length >= page.total) break;
  }
  return rows.toSorted((a, b) => (a.fullName < b.fullName ? -1 : 1));
}

function addMember(api: ServerApi, fullName: string, plan: PlanRow): Promise<MemberProfile> {
  const membership = { planId: plan.id, startsOn: SINCE_EVER };
  return api.post("/api/members", { fullName, membership });
}

function nameOf(index: number): string {
  return `Visitor ${String(index + 1).padStart(4, "0")}`;
}
