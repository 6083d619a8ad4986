// A check-in that is asked and decided like any other and then taken back before it is written: how long
// the road of a scan takes, without letting anybody in and without a trace in the log.
import type { CheckIn } from "../../domain/command.ts";
import type { Instant } from "../../domain/instant.ts";
import { ProblemError } from "../../protocol/problem.ts";
import { BatchState } from "./batch-state.ts";
import { decideInBatch, InsideElsewhere } from "./decide-command.ts";
import type { DeskStore, SiteHead } from "./desk-store.ts";
import type { AskedCommand } from "./desk.ts";
import { wantedBy } from "./wanted-by.ts";

export interface Rehearsal {
  /** From asking for a connection to the database to having all that deciding needs. */
  readonly readMs: number;
  readonly decideMs: number;
}

/** Who is to come in: any member, or nobody where there is none. */
export type Rehearsed = Omit<AskedCommand & { readonly type: "check_in" }, "doorId">;

/** Ends the transaction without writing. */
class TakenBack extends Error {
  readonly rehearsal: Rehearsal;

  constructor(rehearsal: Rehearsal) {
    super("taken back");
    this.rehearsal = rehearsal;
  }
}

export async function rehearse(
  { store, elapsed }: { readonly store: DeskStore; readonly elapsed: () => number },
  siteId: string,
  asked: Rehearsed,
  now: Instant,
): Promise<Rehearsal> {
  const began = elapsed();
  try {
    return await store.transact<never>(siteId, async (transaction) => {
      const head = await transaction.lockHead();
      if (head === null) throw new ProblemError("unknown-site");
      const command = commandAt(head, asked, now);
      const facts = await transaction.load(
        wantedBy([{ ...asked, doorId: command.doorId }], head, now),
      );
      const read = elapsed();
      decideAlone(new BatchState(head, facts), command);
      throw new TakenBack({ readMs: read - began, decideMs: elapsed() - read });
    });
  } catch (error) {
    if (error instanceof TakenBack) return error.rehearsal;
    throw error;
  }
}

function decideAlone(state: BatchState, command: CheckIn): void {
  state.currentDay ??= state.gymDayOf(command.at).day;
  try {
    decideInBatch(state, command);
  } catch (error) {
    // Whoever is at another site would be moved here first: that, too, is a decision.
    if (!(error instanceof InsideElsewhere)) throw error;
  }
}

function commandAt({ doors }: SiteHead, asked: Rehearsed, now: Instant): CheckIn {
  const [doorId] = doors.keys();
  if (doorId === undefined) throw new ProblemError("unknown-door");
  const { commandId, subject, staffId: by } = asked;
  return {
    ...{ type: "check_in", commandId, subject, by, doorId, notes: null },
    ...{ at: now, recordedAt: now, visitId: commandId, decisionId: commandId, madeOffline: false },
  };
}
