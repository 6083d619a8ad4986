// Appends events to a stream, inside a transaction of the caller's. The head row's lock makes commit
// order number order; a change that is rolled back leaves no number behind.
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { LogEvent } from "../../domain/event.ts";
import type { Instant } from "../../domain/instant.ts";
import type { LoggedEvent } from "../number-events.ts";
import { numberEvents } from "../number-events.ts";
import type { Tables } from "./schema.ts";

/** Locks the stream's head and appends; the numbers are final once the transaction commits. */
export async function appendEvents(
  transaction: Transaction<Tables>,
  streamId: string,
  events: readonly LogEvent[],
  recordedAt: Instant,
): Promise<readonly LoggedEvent[]> {
  const head = await transaction
    .selectFrom("stream")
    .select(["seq", "hash"])
    .where("id", "=", streamId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const logged = numberEvents(streamId, head, events);
  const last = logged.at(-1);
  if (last === undefined) return [];
  await transaction
    .insertInto("event")
    .columns(["stream_id", "seq", "type", "body", "hash", "recorded_at"])
    .expression(
      sql`select ${streamId}::uuid, e.seq, e.type, e.body, e.hash, ${recordedAt}::timestamptz
          from jsonb_to_recordset(${eventRows(logged)}::jsonb) as e(seq bigint, type text, body text, hash text)`,
    )
    .execute();
  await transaction
    .updateTable("stream")
    .set({ seq: last.seq, hash: last.hash })
    .where("id", "=", streamId)
    .execute();
  return logged;
}

/** As JSON, the rows of the table of events. */
export function eventRows(logged: readonly LoggedEvent[]): string {
  return JSON.stringify(
    logged.map(({ seq, event, body, hash }) => ({ seq, type: event.type, body, hash })),
  );
}
