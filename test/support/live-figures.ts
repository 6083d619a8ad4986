// What a Live screen shows, read as a person reads it, to be held against another screen's and
// against the database.
import type { Page } from "playwright-core";
import type pg from "pg";
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { feedLineOf } from "../../domain/feed.ts";
import { writeMinutes } from "../../web/words/wording.ts";

export interface LiveFigures {
  /** The value of each counter, by its heading. */
  readonly counters: Readonly<Record<string, string>>;
  /** The newest ten lines of the feed, newest first: who, and what. */
  readonly feed: readonly string[];
  /** Names, in the order of the alphabet. */
  readonly inside: readonly string[];
}

export function readFigures(page: Page): Promise<LiveFigures> {
  return page.evaluate(() => {
    const textOf = (within: Element, selector: string) =>
      within.querySelector(selector)?.textContent?.trim() ?? "";
    const all = (selector: string) => [...document.querySelectorAll(selector)];
    const counters = all("main article").map((card) => [
      textOf(card, "h2"),
      textOf(card, "h2 + p"),
    ]);
    const feed = all('section[aria-label="Activity"] ol > li').slice(0, 10);
    const inside = all('section[aria-label="In now"] ul > li');
    return {
      counters: Object.fromEntries(counters) as Record<string, string>,
      feed: feed.map((row) => `${textOf(row, "a, b")}: ${textOf(row, "p > span")}`),
      inside: inside.map((row) => textOf(row, "a, b")).toSorted(),
    };
  });
}

/** The same, counted anew from the tables; the feed from the log. */
export async function countFigures(pool: pg.Pool, siteId: string): Promise<LiveFigures> {
  const [day, insideRows, events] = await Promise.all([
    pool.query<Record<"all" | "people" | "stay" | "refused", number | null>>(COUNTED, [siteId]),
    pool.query<{ name: string }>(INSIDE, [siteId]),
    pool.query<{ body: string }>(NEWEST_EVENTS, [siteId]),
  ]);
  const { all, people, stay = null, refused } = day.rows[0] ?? {};
  const inside = insideRows.rows.map(({ name }) => name).toSorted();
  const counters = {
    "Currently in": String(inside.length),
    "Check-ins today": String(all),
    "People today": String(people),
    "Average stay": stay === null ? "–" : writeMinutes(stay),
    "Not let in today": String(refused),
  };
  const lines = events.rows.map(({ body }) => feedLineOf(JSON.parse(body) as Numbered<SiteEvent>));
  const feed = lines
    .filter((line) => line !== null)
    .slice(0, 10)
    .map((line) => `${line.member?.fullName ?? "Unknown card"}: ${WORDS[line.activity]}`);
  return { counters, inside, feed };
}

const WORDS = {
  check_in: "Checked in",
  check_out: "Checked out",
  refused: "Not let in",
  undone: "Check-in undone",
} as const;

const COUNTED = `
  select count(*)::integer as all, count(distinct member_id)::integer as people,
    round(avg(duration_minutes) filter (where how in ('scanned', 'staff')))::integer as stay,
    (select count(*)::integer from decision
      where site_id = $1 and verdict = 'refuse' and command = 'check_in') as refused
  from visit where site_id = $1 and undone_at is null`;

const INSIDE = `
  select full_name as name from visit join member on member.id = member_id
  where site_id = $1 and check_out_at is null and undone_at is null`;

const NEWEST_EVENTS = `
  select body from event where stream_id = $1 order by seq desc limit 30`;
