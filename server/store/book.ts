// The book of a desk: all that deciding at a site needs, as it stood at one moment, and what has changed
// since. Read in one REPEATABLE READ transaction, so that its position is exact.
import type pg from "pg";
import type { BookChanges, BookHead, BookMember, BookPosition } from "../../domain/book.ts";
import { gymDayAt } from "../../domain/gym-day.ts";
import type { Instant } from "../../domain/instant.ts";
import { plusMinutes } from "../../domain/instant.ts";
import { must } from "../../domain/assert.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { BookPlace } from "./book-members.ts";
import { readBookMembers, readBookMembersNamed } from "./book-members.ts";
import { readHead } from "./desk-facts.ts";

/** With more than this, the whole book is the shorter way. */
const MAX_CHANGED = 2_000;
/** A visit is recorded at a moment and seen by others a little later. */
const SEEN_WITHIN_MINUTES = 1;

export interface BookAsked {
  readonly siteId: string;
  readonly organisationId: string;
  readonly now: Instant;
}

export interface BookRead {
  readonly head: BookHead;
  /** Another one wherever anything in the book may be another. */
  readonly tag: string;
  members(): AsyncGenerator<readonly BookMember[]>;
}

/** Hands the book to `work`, which takes what it needs of it before it resolves. */
export async function readBook<T>(
  pool: pg.Pool,
  asked: BookAsked,
  work: (book: BookRead) => Promise<T>,
): Promise<T> {
  return reading(pool, async (client) => {
    const { head, place } = await readBookHead(client, asked);
    const { epoch, seq } = head.position;
    const visits = await client.query<{ sum: number }>(
      "select coalesce(sum(seq), 0)::bigint as sum from stream where kind = 'site'",
    );
    const tag = `${epoch}.${seq}.${must(visits.rows[0], "sum").sum}.${place.day}`;
    return work({ head, tag, members: () => readBookMembers(client, place) });
  });
}

export interface Since extends BookPosition {
  readonly builtAt: Instant;
}

/** Throws `book-outdated` where only the whole book will do. */
export async function readBookChanges(
  pool: pg.Pool,
  asked: BookAsked,
  since: Since,
): Promise<BookChanges> {
  return reading(pool, async (client) => {
    const { head, place } = await readBookHead(client, asked);
    const { position } = head;
    if (since.epoch !== position.epoch || since.seq > position.seq) throw outdated();
    const ids = await changedMembers(client, asked.organisationId, since, position.seq);
    if (ids.length > MAX_CHANGED) throw outdated();
    const members = await readBookMembersNamed(client, ids, place);
    const there = new Set(members.map(({ id }) => id));
    return { ...head, members, gone: ids.filter((id) => !there.has(id)) };
  });
}

function outdated(): ProblemError {
  return new ProblemError("book-outdated");
}

async function readBookHead(
  client: pg.ClientBase,
  { siteId, organisationId, now: builtAt }: BookAsked,
): Promise<{ readonly head: BookHead; readonly place: BookPlace }> {
  const found = await client.query<BookPosition>("select epoch, seq from stream where id = $1", [
    organisationId,
  ]);
  const site = await readHead(client, siteId);
  if (site === null) throw new ProblemError("unknown-site");
  const position = must(found.rows[0], "stream of the organisation");
  const { day } = gymDayAt(builtAt, site.site);
  return {
    head: { position, builtAt, site: site.site, doors: [...site.doors.values()] },
    place: { siteId, day: site.site.timeline === "replay" ? (site.currentDay ?? day) : day },
  };
}

// Whom an event names, who holds a plan that one names, and who came in or was taken back.
const CHANGED = `
  select (body::json -> 'payload' ->> 'id')::uuid as id from event
    where stream_id = $1 and seq > $2 and type = 'member_changed'
  union
  select h.member_id from event e
    join membership h on h.plan_id = (e.body::json -> 'payload' ->> 'id')::uuid
    where e.stream_id = $1 and e.seq > $2 and e.type = 'plan_changed'
  union
  select member_id from visit where check_in_recorded_at >= $3
  union
  select member_id from visit where undone_at >= $3
  limit ${MAX_CHANGED + 1}`;

const KEPT = `
  select count(*)::integer as kept, count(*) filter (where type = 'members_imported')::integer as imports
  from event where stream_id = $1 and seq > $2`;

async function changedMembers(
  client: pg.ClientBase,
  organisationId: string,
  since: Since,
  head: number,
): Promise<readonly string[]> {
  const log = await client.query<{ kept: number; imports: number }>(KEPT, [
    ...[organisationId, since.seq],
  ]);
  const { kept, imports } = must(log.rows[0], "count");
  // The log was pruned, or there is no knowing whom an import touched.
  if (kept !== head - since.seq || imports > 0) throw outdated();
  const from = plusMinutes(since.builtAt, -SEEN_WITHIN_MINUTES);
  const found = await client.query<{ id: string }>(CHANGED, [organisationId, since.seq, from]);
  return found.rows.map(({ id }) => id);
}

async function reading<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("begin isolation level repeatable read read only");
    return await work(client);
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
}
