// The stores of the desk and the hub over the simulated database, as one server reaches it.
import type { LogEvent } from "../../domain/event.ts";
import type { Hint } from "../../server/bus/bus.ts";
import { must } from "../../domain/assert.ts";
import type { DeskStore, DeskTransaction } from "../../server/desk/desk-store.ts";
import type { HubStore } from "../../server/hub/hub-store.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import { numberEvents } from "../../server/number-events.ts";
import { Away } from "./weather.ts";
import type { Database } from "./database.ts";
import type { Machine } from "./machine.ts";
import * as read from "./read-tables.ts";
import type { Session } from "./session.ts";
import type { Tables } from "./tables.ts";
import { appendEvents, BrokenRule, writeBatch } from "./write-tables.ts";

/** Rules that two sites meet at: the loser may begin anew. */
const MEETING_RULES = ["visit_one_open", "command_answer_pkey"];

export function simulatedDeskStore(database: Database, machine: Machine): DeskStore {
  return {
    transact: async (siteId, work) => {
      const session = database.open(machine);
      try {
        return await work(transactionOn(database, session, siteId));
      } finally {
        session.end();
      }
    },
    isAway: (error) => error instanceof Away,
  };
}

function transactionOn(database: Database, session: Session, siteId: string): DeskTransaction {
  const look = <T>(statement: (tables: Tables) => T) =>
    session.run(() => statement(database.tables));
  return {
    lockHead: () => session.lock(siteId, () => read.readHead(database.tables, siteId)),
    load: async (wanted) => {
      const [[credentials, visits], [members, recent]] = await Promise.all([
        look(
          (tables) =>
            [read.readCredentials(tables, wanted), read.readVisits(tables, wanted)] as const,
        ),
        look(
          (tables) => [read.readMembers(tables, wanted), read.readRecent(tables, wanted)] as const,
        ),
      ]);
      return { credentials, visits, members, recent };
    },
    answersOf: (ids) => look((tables) => read.readAnswers(tables, ids)),
    loadInside: () => look((tables) => read.readInside(tables, siteId)),
    write: (writes) =>
      session.commit(() => {
        const { tables, parts } = database;
        meeting(() => writeBatch(tables, siteId, writes));
        parts.onCommit({ stream: siteId, events: writes.events, writes });
      }),
  };
}

export function simulatedHubStore(database: Database, machine: Machine): HubStore {
  const look = <T>(statement: (tables: Tables) => T): Promise<T> => {
    const session = database.open(machine);
    return session.run(() => statement(database.tables)).finally(() => session.leave());
  };
  return {
    readView: (siteId) => look((tables) => read.readView(tables, siteId)),
    readEvents: (stream, after, limit) =>
      look((tables) => read.readEvents(tables, stream, after, limit)),
    readHash: (stream, seq) => look((tables) => read.readHash(tables, stream, seq)),
  };
}

/** How far streams have come, as the beacon asks. */
export function simulatedHeads(database: Database, machine: Machine) {
  return async (streams: readonly string[]): Promise<readonly Hint[]> => {
    const session = database.open(machine);
    try {
      return await session.run(() =>
        streams.flatMap((stream) => {
          const head = database.tables.streams.get(stream);
          return head === undefined ? [] : [{ stream, epoch: head.epoch, seq: head.seq }];
        }),
      );
    } finally {
      session.leave();
    }
  };
}

/** A change that a person makes away from the desk; resolves with what is to be announced. */
export async function simulatedChange(
  database: Database,
  machine: Machine,
  stream: string,
  change: (tables: Tables) => readonly LogEvent[],
): Promise<readonly LoggedEvent[]> {
  const session = database.open(machine);
  try {
    await session.lock(stream, () => undefined);
    let events: readonly LoggedEvent[] = [];
    await session.commit(() => {
      const { tables, parts } = database;
      const head = must(tables.streams.get(stream), "stream");
      events = numberEvents(stream, head, change(tables));
      appendEvents(tables, stream, events);
      parts.onCommit({ stream, events, writes: null });
    });
    return events;
  } finally {
    session.end();
  }
}

function meeting(write: () => void): void {
  try {
    write();
  } catch (error) {
    const isPassing = error instanceof BrokenRule && MEETING_RULES.includes(error.rule);
    throw isPassing ? new Away(error.rule) : error;
  }
}
