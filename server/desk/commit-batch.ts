// The road of a batch, in five steps on one page: lock, load, decide, write, and (when the
// transaction has committed) return what happened. One batch is one sync to disk.
import type { CheckIn, CheckOut, Undo } from "../../domain/command.ts";
import type { Instant } from "../../domain/instant.ts";
import { settleAt } from "../../domain/settle-at.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import { ProblemError } from "../../protocol/problem.ts";
import type { LoggedEvent } from "../number-events.ts";
import { numberEvents } from "../number-events.ts";
import { BatchState } from "./batch-state.ts";
import { contentHashOf } from "./content-hash.ts";
import { decideInBatch, InsideElsewhere, turnDayInBatch } from "./decide-command.ts";
import type {
  ClashRecord,
  DecisionRecord,
  DeskStore,
  DeskTransaction,
  StoredAnswer,
} from "./desk-store.ts";
import type { AskedCommand } from "./desk.ts";
import { drawId } from "./draw-id.ts";
import { isMadeOffline, wantedBy } from "./wanted-by.ts";

export type Settlement = { readonly answer: DoorAnswer } | { readonly fault: Error };

export interface BatchResult {
  /** One for each command, in their order. */
  readonly settlements: readonly Settlement[];
  readonly events: readonly LoggedEvent[];
}

/** Decides and records commands of one site in one transaction; with none, only turns the day. */
export async function commitBatch(
  store: DeskStore,
  siteId: string,
  commands: readonly AskedCommand[],
  now: Instant,
  newId: () => string = drawId,
): Promise<BatchResult> {
  return store.transact(siteId, async (transaction) => {
    // 1. Lock the head of the site's stream: what follows happens in the order of the numbers.
    const head = await transaction.lockHead();
    if (head === null) throw new ProblemError("unknown-site");

    // 2. Load what deciding needs.
    const [facts, answered] = await Promise.all([
      transaction.load(wantedBy(commands, head, now)),
      transaction.answersOf(commands.map((command) => command.commandId)),
    ]);
    const state = new BatchState(head, facts);

    // 3. Decide, one after the other; each sees what the one before it did.
    const rest = { answered: new Map(answered), decisions: [], clashes: [], answers: [] };
    const batch: Batch = { state, now, newId, ...rest };
    if (head.site.timeline === "live") await turnDay(transaction, batch, now);
    const settlements: Settlement[] = [];
    for (const command of commands) settlements.push(await settle(transaction, batch, command));

    // 4. Write the rows, the events with their numbers, the answers.
    const events = numberEvents(siteId, head, state.events);
    await transaction.write({
      visits: state.changedVisits(),
      decisions: batch.decisions,
      clashes: batch.clashes,
      matchedExits: state.overlaps.matched,
      charges: state.charges,
      days: state.days,
      currentDay: state.currentDay,
      events,
      answers: batch.answers,
      recordedAt: now,
    });

    // 5. What happened; it is true when the transaction commits.
    return { settlements, events };
  });
}

interface Batch {
  readonly state: BatchState;
  readonly now: Instant;
  readonly newId: () => string;
  readonly answered: Map<string, StoredAnswer>;
  readonly decisions: DecisionRecord[];
  readonly clashes: ClashRecord[];
  readonly answers: (StoredAnswer & { readonly commandId: string })[];
}

async function settle(
  transaction: DeskTransaction,
  batch: Batch,
  asked: AskedCommand,
): Promise<Settlement> {
  const contentHash = contentHashOf(asked);
  const { commandId } = asked;
  const before = batch.answered.get(commandId);
  if (before !== undefined) {
    if (before.contentHash === contentHash)
      return { answer: JSON.parse(before.answer) as DoorAnswer };
    return { fault: new ProblemError("command-id-reused", { commandId }) };
  }
  try {
    const command = settleTime(batch, asked);
    await turnDay(transaction, batch, command.at);
    const { sees = null, madeOffline = null } = asked;
    const decided = decideInBatch(batch.state, command, { sees, said: madeOffline });
    const { outcome, facts, clash } = decided;
    const answer: DoorAnswer = { commandId, decision: outcome.decision, visit: outcome.visit };
    const stored = { commandId, contentHash, answer: JSON.stringify(answer) };
    batch.answered.set(commandId, stored);
    batch.answers.push(stored);
    batch.decisions.push({
      decision: outcome.decision,
      command: command.type,
      commandId,
      doorId: command.type === "undo" ? null : command.doorId,
      credential: credentialOf(command),
      visitId: outcome.visit?.id ?? null,
      recordedAt: batch.now,
      staffId: command.by,
      facts: madeOffline === null ? facts : { ...facts, book: madeOffline.book },
      deviceId: madeOffline?.deviceId ?? null,
    });
    if (clash !== null && madeOffline !== null) {
      const { decision, visit } = outcome;
      const { deviceId } = madeOffline;
      batch.clashes.push({
        ...{ id: batch.newId(), clash, decision, visitId: visit?.id ?? null, deviceId },
      });
    }
    return { answer };
  } catch (error) {
    if (error instanceof ProblemError || error instanceof InsideElsewhere) return { fault: error };
    throw error;
  }
}

async function turnDay(transaction: DeskTransaction, batch: Batch, at: Instant): Promise<void> {
  const { state, now, newId } = batch;
  if (state.currentDay !== null && state.gymDayOf(at).day <= state.currentDay) return;
  for (const record of await transaction.loadInside()) state.know(record);
  turnDayInBatch(state, at, state.inside(), { id: newId(), recordedAt: now });
}

function settleTime(batch: Batch, asked: AskedCommand): CheckIn | CheckOut | Undo {
  const { state, now, newId } = batch;
  const { commandId, staffId: by } = asked;
  const settled = settleAt(asked.at, now, state.head.site.timeline === "replay");
  if ("problem" in settled) throw new ProblemError(settled.problem, { commandId });
  const madeOffline = isMadeOffline(asked);
  const times = { at: settled.at, recordedAt: now };
  const common = { commandId, by, ...times, decisionId: newId(), madeOffline };
  if (asked.type === "check_in") {
    const { type, subject, doorId, notes } = asked;
    // What a desk opened by itself goes by the id it has there, unless that is taken.
    const isFree = madeOffline && state.visit(commandId) === null;
    return { type, subject, doorId, notes, visitId: isFree ? commandId : newId(), ...common };
  }
  if (asked.type === "check_out") {
    const { type, subject, doorId, notes, how } = asked;
    return { type, subject, doorId, notes, how, ...common };
  }
  const { type, visitId, what, mayCorrect } = asked;
  return { type, visitId, what, mayCorrect, ...common };
}

function credentialOf(command: CheckIn | CheckOut | Undo): string | null {
  if (command.type === "undo" || !("credential" in command.subject)) return null;
  return command.subject.credential;
}
