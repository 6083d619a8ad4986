// Fills an empty gym that is set up with the demo, in one transaction: people, a year of history,
// and today up to now as events of the site's log, so that every screen shows it by the usual road.
import type { Transaction } from "kysely";
import { beginGymDay } from "../../domain/begin-gym-day.ts";
import type { SiteEvent } from "../../domain/event.ts";
import { gymDayAt } from "../../domain/gym-day.ts";
import type { Instant } from "../../domain/instant.ts";
import { millis } from "../../domain/instant.ts";
import type { Site } from "../../domain/site.ts";
import { EMPTY_STATISTICS, evolveStatistics } from "../../domain/statistics.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { appendEvents } from "../store/change-log.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { Database } from "../store/database.ts";
import { photoUrlOf } from "../store/photo-url.ts";
import type { Tables } from "../store/schema.ts";
import { readSite } from "../store/sites.ts";
import { furnishSite } from "./furnish-site.ts";
import { generatePeople, MEMBER_COUNT } from "./generate-members.ts";
import { playHistory } from "./play-history.ts";
import type { PlayedDay } from "./play-history.ts";
import { renderPhotos } from "./render-photos.ts";
import { SeededRandom } from "./seeded-random.ts";
import { writeDay, writeHistory } from "./write-history.ts";
import { writeMembers, writePhotos, writePlans } from "./write-people.ts";

export interface DemoSize {
  readonly members: number;
  /** How far back the history goes. */
  readonly days: number;
}

const FULL_SIZE: DemoSize = { members: MEMBER_COUNT, days: 365 };

export interface FillParts {
  readonly database: Database;
  readonly organisationId: string;
  readonly siteId: string;
  /** The same seed on the same day makes the same gym. */
  readonly seed: string | number;
  readonly now: Instant;
  readonly size?: DemoSize;
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

export interface Filled {
  readonly members: number;
  readonly visits: number;
  /** To be announced: screens that are open already hear of it all. */
  readonly events: readonly LoggedEvent[];
}

/** Throws `unknown-site`, and `already-exists` where the gym has members or visits. */
export async function fillDemo(parts: FillParts): Promise<Filled> {
  const { database, siteId, now } = parts;
  const found = await readSite(database, siteId);
  if (found === null) throw new ProblemError("unknown-site");
  await mustBeEmpty(database);
  const random = new SeededRandom(parts.seed);
  const size = parts.size ?? FULL_SIZE;
  const today = gymDayAt(now, found).day;
  const { plans, members } = generatePeople(random.fork("people"), today, size.members);
  const photos = await renderPhotos(random.fork("photos"), members, today, (done, of) =>
    parts.onProgress?.((0.4 * done) / of),
  );
  const photoHashOf = ({ id }: { readonly id: string }) => photos.get(id)?.hash ?? null;

  return database.transaction().execute(async (rows) => {
    await lockStream(rows, siteId);
    await mustBeEmpty(rows);
    const { site, doors, changed } = await furnishSite(rows, found, random.fork("site"), now);
    await writePlans(rows, plans);
    await writePhotos(rows, [...photos.values()]);
    await writeMembers(rows, members, photoHashOf);
    const days = playHistory({
      ...{ random: random.fork("visits"), site, doors, members, now, days: size.days },
      photoUrlOf: (member) => photoUrlOf(photoHashOf(member)),
    });
    let last: PlayedDay | null = null;
    let count = 0;
    const visits = await writeHistory(rows, siteId, days, (day) => {
      last = day;
      count += 1;
      parts.onProgress?.(0.4 + (0.6 * count) / (size.days + 1));
    });
    const lived = (last as PlayedDay | null)?.events ?? [];
    const events = [
      ...(await recordToday(rows, { site, changed, lived, now, random: random.fork("log") })),
      ...(await tellOrganisation(rows, parts)),
    ];
    return { members: members.length, visits, events };
  });
}

async function lockStream(rows: Transaction<Tables>, streamId: string): Promise<void> {
  const found = rows.selectFrom("stream").select("id").where("id", "=", streamId).forUpdate();
  if ((await found.executeTakeFirst()) === undefined) throw new ProblemError("unknown-site");
}

async function mustBeEmpty(rows: Database): Promise<void> {
  const member = await rows.selectFrom("member").select("id").limit(1).executeTakeFirst();
  const visit = await rows.selectFrom("visit").select("id").limit(1).executeTakeFirst();
  if (member === undefined && visit === undefined) return;
  throw new ProblemError("already-exists", { details: ["Only an empty gym can become the demo."] });
}

/** Today's events follow whatever the log has, and the day's figures are their fold. */
async function recordToday(
  rows: Transaction<Tables>,
  of: {
    readonly site: Site;
    readonly changed: SiteEvent;
    readonly lived: readonly SiteEvent[];
    readonly now: Instant;
    readonly random: SeededRandom;
  },
): Promise<readonly LoggedEvent[]> {
  const { site, now } = of;
  const { day, startsAt: at } = gymDayAt(now, site);
  const head = await rows
    .selectFrom("stream")
    .select("current_day")
    .where("id", "=", site.id)
    .executeTakeFirstOrThrow();
  const id = of.random.id(millis(at));
  const begun = beginGymDay({ currentDay: head.current_day, inside: [] }, { id, day, at });
  const events = [...begun, of.changed, ...of.lived];
  const before = await rows
    .selectFrom("gym_day")
    .select("statistics")
    .where("site_id", "=", site.id)
    .where("day", "=", day)
    .executeTakeFirst();
  const statistics = events.reduce(evolveStatistics, before?.statistics ?? EMPTY_STATISTICS);
  await writeDay(rows, site.id, day, statistics);
  await rows.updateTable("stream").set({ current_day: day }).where("id", "=", site.id).execute();
  return appendEvents(rows, site.id, events, now);
}

async function tellOrganisation(
  rows: Transaction<Tables>,
  { organisationId, now }: FillParts,
): Promise<readonly LoggedEvent[]> {
  await rows
    .updateTable("organisation")
    .set({ is_demo: true })
    .where("id", "=", organisationId)
    .execute();
  await rows
    .insertInto("audit")
    .values({ at: now, action: "demo-filled", subject_id: organisationId })
    .execute();
  const payload = { id: organisationId, at: now };
  const told = (["sites_changed", "plan_changed", "members_imported"] as const).map((type) => ({
    ...{ type, payload },
  }));
  return appendEvents(rows, organisationId, told, now);
}
