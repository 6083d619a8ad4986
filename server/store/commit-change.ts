// A change that a person makes: its rows, its line in the audit and its events, in one transaction.
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { LogEvent } from "../../domain/event.ts";
import type { Instant } from "../../domain/instant.ts";
import { appendEvents } from "./change-log.ts";
import type { LoggedEvent } from "../number-events.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./schema.ts";
import { problemOfWrite } from "./write-fault.ts";

export interface Change {
  readonly rows: Transaction<Tables>;
  readonly at: Instant;
  /** Who makes the change; null for the operator of the machine. */
  readonly staffId: string | null;
  /**
   * Waits for a stream's turn. What the desk's own rows refer to (a site, a door) is changed only
   * after its stream is locked: the desk takes these locks in the same order.
   */
  readonly lock: (streamId: string) => Promise<void>;
  /** Events are numbered when all else is written, streams in the order they were first told. */
  readonly tell: (streamId: string, event: LogEvent) => void;
  /** Keeps who did what; `before` and `after` hold what changed, and never a secret. */
  readonly audit: (line: AuditLine) => Promise<void>;
}

export interface AuditLine {
  readonly action: string;
  readonly subjectId: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface ChangeParts {
  readonly database: Database;
  readonly clock: { now(): Instant };
  announce(events: readonly LoggedEvent[]): void;
}

/** Resolves once the change is on disk and announced; throws a ProblemError where a rule forbids it. */
export async function commitChange<T>(
  parts: ChangeParts,
  staffId: string | null,
  work: (change: Change) => Promise<T>,
): Promise<T> {
  const at = parts.clock.now();
  try {
    const { result, events } = await parts.database.transaction().execute(async (rows) => {
      const told = new Map<string, LogEvent[]>();
      const worked = await work(changeOn(rows, at, staffId, told));
      const logged: LoggedEvent[] = [];
      for (const [streamId, list] of told) {
        logged.push(...(await appendEvents(rows, streamId, list, at)));
      }
      return { result: worked, events: logged };
    });
    parts.announce(events);
    return result;
  } catch (error) {
    throw problemOfWrite(error) ?? error;
  }
}

function changeOn(
  rows: Transaction<Tables>,
  at: Instant,
  staffId: string | null,
  told: Map<string, LogEvent[]>,
): Change {
  return {
    rows,
    at,
    staffId,
    lock: async (streamId) => {
      await sql`select 1 from stream where id = ${streamId} for update`.execute(rows);
    },
    tell: (streamId, event) => {
      const list = told.get(streamId) ?? [];
      list.push(event);
      told.set(streamId, list);
    },
    audit: async ({ action, subjectId, before, after }) => {
      await rows
        .insertInto("audit")
        .values({
          at,
          staff_id: staffId,
          action,
          subject_id: subjectId,
          before: before === undefined ? null : JSON.stringify(before),
          after: after === undefined ? null : JSON.stringify(after),
        })
        .execute();
    },
  };
}
