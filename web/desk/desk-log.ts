// What was asked at this desk and how each ended, newest first. Pure; the desk's store keeps one.
import { unreachable } from "../../domain/assert.ts";
import type { SiteEvent } from "../../domain/event.ts";
import type { MemberBrief } from "../../domain/member.ts";
import type { DecidedHere } from "../../client/offline/own-decisions.ts";
import type { DoorMessage } from "../../client/outbox-storage.ts";
import { millis } from "../../domain/instant.ts";
import type { Settled } from "../../client/site-state.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import type { Problem } from "../../protocol/problem.ts";

export type Step = "check_in" | "check_out" | "undo";

export type EntryState =
  | { readonly as: "waiting" }
  | {
      readonly as: "answered";
      readonly answer: DoorAnswer;
      /** From the scan to the answer; null for a command from before a reload. */
      readonly tookMs: number | null;
      /** Milliseconds since 1970. */
      readonly answeredAt: number;
      /** True where this desk decided by itself, without the server. */
      readonly isOwn: boolean;
    }
  | { readonly as: "sent-back"; readonly problem: Problem };

export interface DeskEntry {
  readonly commandId: string;
  readonly step: Step;
  /** What an undo takes back. */
  readonly undoes?: "check_in" | "check_out";
  /** Known before the answer where a person was chosen by name. */
  readonly member: MemberBrief | null;
  /** What was scanned, where it was. */
  readonly credential: string | null;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  readonly state: EntryState;
  /** What has since become of it, by whomever. */
  readonly since: "undone" | "left" | null;
  /** Answered before the page was loaded anew: nobody waits for it any more. */
  readonly isFromBefore?: boolean;
}

export type DeskLog = readonly DeskEntry[];

export const KEPT_ENTRIES = 30;

/** An answer that comes later than this after its scan is no longer what anybody waits for. */
const LATE_MS = 10_000;

export function isLate({ state, askedAt }: DeskEntry): boolean {
  return state.as === "answered" && state.answeredAt - askedAt > LATE_MS;
}

export function withAsked(log: DeskLog, asked: Omit<DeskEntry, "state" | "since">): DeskLog {
  const entry: DeskEntry = { ...asked, state: { as: "waiting" }, since: null };
  return [entry, ...log].slice(0, KEPT_ENTRIES);
}

export interface SettledMoment {
  readonly now: number;
  readonly tookMs: number | null;
}

/** A command that this page did not ask for is one from before a reload: it appears as settled. */
export function withSettled(log: DeskLog, settled: Settled, moment: SettledMoment): DeskLog {
  const { message } = settled;
  const known = log.find(({ commandId }) => commandId === message.payload.commandId);
  return withState(log, message, stateOf(settled, moment, known), moment.now);
}

/** Decided by this desk itself; the server's answer comes later, by `withSettled`. */
export function withDecidedHere(
  log: DeskLog,
  { message, answer }: Pick<DecidedHere, "message" | "answer">,
  { now, tookMs }: SettledMoment,
): DeskLog {
  const state: EntryState = { as: "answered", answer, tookMs, answeredAt: now, isOwn: true };
  return withState(log, message, state, now);
}

/** A step of an entry may be taken back or overtaken from any screen. */
export function withEvent(log: DeskLog, event: SiteEvent): DeskLog {
  switch (event.type) {
    case "check_in_undone":
      return mark(log, event.payload.visit.id, "check_in", "undone");
    case "check_out_undone":
      return mark(
        mark(log, event.payload.visit.id, "check_out", "undone"),
        event.payload.visit.id,
        "check_in",
        null,
      );
    case "member_checked_out":
      return mark(log, event.payload.id, "check_in", "left");
    case "member_checked_in":
    case "check_in_refused":
    case "gym_day_began":
    case "site_changed":
      return log;
    default:
      return unreachable(event);
  }
}

/**
 * What became of the steps from before a reload while the page was away, by who is in. What this desk
 * did by itself the server may not know yet.
 */
export function withInside(log: DeskLog, inside: { has(visitId: string): boolean }): DeskLog {
  return log.map((entry) => {
    const visitId = visitOf(entry);
    const { state, since, step } = entry;
    if (visitId === null || since !== null || entry.isFromBefore !== true) return entry;
    if (state.as !== "answered" || state.isOwn) return entry;
    if (step === "check_in") return inside.has(visitId) ? entry : { ...entry, since: "left" };
    return inside.has(visitId) ? { ...entry, since: "undone" } : entry;
  });
}

/** The visit that an entry's step opened or closed; null where it did neither. */
export function visitOf(entry: DeskEntry): string | null {
  if (entry.state.as !== "answered" || entry.step === "undo") return null;
  const { decision, visit } = entry.state.answer;
  if (visit === null || decision.verdict === "refuse") return null;
  return isAlreadyInside(entry) ? null : visit.id;
}

export function isAlreadyInside({ state, step }: DeskEntry): boolean {
  return (
    step === "check_in" &&
    state.as === "answered" &&
    state.answer.decision.reasons.some(({ code }) => code === "already-inside")
  );
}

/** Whether the step that was done to a visit, or refused, was asked for here. */
export function wasAskedHere(
  log: DeskLog,
  { about, step, memberId }: { about: string; step: Step; memberId: string | null },
): boolean {
  return log.some((entry) => {
    if (entry.step !== step) return false;
    if (entry.state.as === "waiting") return memberId !== null && entry.member?.id === memberId;
    if (entry.state.as === "sent-back") return false;
    const { visit, decision } = entry.state.answer;
    return visit?.id === about || decision.id === about;
  });
}

function mark(log: DeskLog, visitId: string, step: Step, since: DeskEntry["since"]): DeskLog {
  const isMeant = (entry: DeskEntry) =>
    entry.step === step && entry.since !== since && touches(entry, visitId);
  if (!log.some(isMeant)) return log;
  return log.map((entry) => (isMeant(entry) ? { ...entry, since } : entry));
}

function touches(entry: DeskEntry, visitId: string): boolean {
  return entry.state.as === "answered" && entry.state.answer.visit?.id === visitId;
}

function withState(log: DeskLog, message: DoorMessage, state: EntryState, now: number): DeskLog {
  const { commandId } = message.payload;
  const isKnown = log.some((entry) => entry.commandId === commandId);
  const known = isKnown ? log : withAsked(log, askedBefore(message, now));
  return known.map((entry) => (entry.commandId === commandId ? { ...entry, state } : entry));
}

function stateOf(
  settled: Settled,
  { now, tookMs }: SettledMoment,
  known: DeskEntry | undefined,
): EntryState {
  if ("problem" in settled) return { as: "sent-back", problem: settled.problem };
  const { answer } = settled;
  // Decided when somebody stood there; that the server has recorded it since changes nothing of that.
  if (known?.state.as === "answered" && known.state.isOwn) return { ...known.state, answer };
  const isOwn = settled.message.payload.madeOffline !== undefined;
  return { as: "answered", answer, tookMs, answeredAt: now, isOwn };
}

function askedBefore({ type, payload }: DoorMessage, now: number) {
  const credential = "credential" in payload ? (payload.credential ?? null) : null;
  const undoes = "what" in payload ? { undoes: payload.what } : {};
  const { commandId, at, madeOffline } = payload;
  // Decided without the server, it was answered when it was asked, whatever happened to the page since.
  const askedAt = madeOffline === undefined || at === undefined ? now : millis(at);
  return { commandId, step: type, ...undoes, member: null, credential, askedAt };
}
