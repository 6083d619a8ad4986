// The desk of this page: sends what is scanned or chosen, and keeps what became of it.
import type { MemberBrief } from "../../domain/member.ts";
import type { OfflineDesk } from "../../client/offline/offline-desk.ts";
import { millis } from "../../domain/instant.ts";
import { v7 } from "uuid";
import type { DeskEntry, DeskLog, Step } from "./desk-log.ts";
import { withAsked, withDecidedHere, withEvent, withInside, withSettled } from "./desk-log.ts";
import type { KeptSteps } from "./kept-steps.ts";

export interface Desk {
  getLog(): DeskLog;
  subscribe(listener: () => void): () => void;
  scan(credential: string, doorId: string): void;
  checkIn(member: MemberBrief, doorId: string): void;
  checkOut(member: MemberBrief, doorId: string | null): void;
  undo(member: MemberBrief | null, visitId: string, what: "check_in" | "check_out"): void;
  close(): void;
}

export function openDesk(client: OfflineDesk, kept: KeptSteps): Desk {
  let log: DeskLog = kept.load(Date.now());
  const listeners = new Set<() => void>();
  /** When each was asked, in milliseconds that only grow. */
  const started = new Map<string, number>();

  const become = (next: DeskLog) => {
    if (next === log) return;
    log = next;
    kept.keep(log);
    for (const listener of listeners) listener();
  };

  const stopSettled = client.onSettled((settled) => {
    const { commandId } = settled.message.payload;
    const start = started.get(commandId);
    started.delete(commandId);
    const tookMs = start === undefined ? null : performance.now() - start;
    become(withSettled(log, settled, { now: Date.now(), tookMs }));
  });
  const stopDecided = client.onDecidedHere((here) => {
    const start = started.get(here.message.payload.commandId);
    const tookMs = start === undefined ? null : performance.now() - start;
    const next = withDecidedHere(log, here, { now: Date.now(), tookMs });
    become(here.events.reduce(withEvent, next));
  });
  /** What this desk did by itself before the page was loaded anew. */
  let hadBook = client.getOffline().book !== null;
  const stopSteps = client.subscribeOffline(() => {
    const { steps, book } = client.getOffline();
    // The computer was revoked: nothing of what was here stays, as with its book.
    if (hadBook && book === null) become([]);
    hadBook = book !== null;
    const known = new Set(log.map(({ commandId }) => commandId));
    const next = steps.reduce((all, { message, outcome }) => {
      const { commandId, at } = message.payload;
      if (known.has(commandId) || at === undefined) return all;
      const answer = { commandId, decision: outcome.decision, visit: outcome.visit };
      const entered = withDecidedHere(all, { message, answer }, { now: millis(at), tookMs: null });
      return outcome.events.reduce(withEvent, entered);
    }, log);
    become(next);
  });
  let hasLooked = log.length === 0;
  const stopLooking = client.subscribe(() => {
    const { connection, view } = client.getState();
    if (hasLooked || connection.kind !== "live" || view === null) return;
    hasLooked = true;
    become(withInside(log, view.inside));
  });
  const stopEvents = client.onEvent((event) => become(withEvent(log, event)));

  const ask = (
    step: Step,
    about: Pick<DeskEntry, "member" | "credential" | "undoes">,
    send: (commandId: string) => Promise<unknown>,
  ) => {
    const commandId = v7();
    started.set(commandId, performance.now());
    become(withAsked(log, { commandId, step, ...about, askedAt: Date.now() }));
    // How it ends is heard by `onSettled`, here and for commands from before a reload alike.
    send(commandId).catch(() => undefined);
  };

  return {
    getLog: () => log,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    scan: (credential, doorId) =>
      ask("check_in", { member: null, credential }, (commandId) =>
        client.checkIn({ commandId, credential, doorId }),
      ),
    checkIn: (member, doorId) =>
      ask("check_in", { member, credential: null }, (commandId) =>
        client.checkIn({ commandId, memberId: member.id, doorId }),
      ),
    checkOut: (member, doorId) =>
      ask("check_out", { member, credential: null }, (commandId) =>
        client.checkOut({
          commandId,
          memberId: member.id,
          ...(doorId === null ? {} : { doorId }),
        }),
      ),
    undo: (member, visitId, what) =>
      ask("undo", { member, credential: null, undoes: what }, (commandId) =>
        client.undo({ commandId, visitId, what }),
      ),
    close: () => {
      for (const stop of [stopSettled, stopDecided, stopSteps, stopLooking, stopEvents]) stop();
      listeners.clear();
    },
  };
}
