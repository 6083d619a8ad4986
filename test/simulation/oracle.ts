// What must be true, kept beside the simulated world: the fold of every log at every number, the answer
// to every command. Whoever finds something else says so here, and the run ends.
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { isOrganisationEvent } from "../../domain/event.ts";
import { applyEvent, openView } from "../../domain/live-view.ts";
import type { LiveView } from "../../domain/live-view.ts";
import { EMPTY_HASH, nextHash } from "../../domain/rolling-hash.ts";
import type { Statistics } from "../../domain/statistics.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import { must } from "../../domain/assert.ts";
import type { DoorAnswer } from "../../protocol/http/gym.ts";
import type { BatchWrites } from "../../server/desk/desk-store.ts";
import type { Committed } from "./database.ts";
import { readHead, readInside } from "./read-tables.ts";
import type { Tables } from "./tables.ts";
import { digestOf } from "./view-digest.ts";

export interface Violation {
  readonly invariant: string;
  readonly what: string;
}

interface Fold {
  readonly view: LiveView;
  hash: string;
  day: string | null;
}

export class Oracle {
  violation: Violation | null = null;
  readonly #tables: () => Tables;
  /** By stream. */
  readonly #folds = new Map<string, Fold>();
  /** By epoch, stream and number: what a screen shows there, and the hash. */
  readonly #known = new Map<string, { readonly digest: string; readonly hash: string }>();
  readonly #answers = new Map<string, string>();
  readonly #recorded = new Set<string>();
  /** Answers of histories that are over. */
  readonly #bygone = new Set<string>();
  readonly #decided = new Map<string, number>();
  readonly #visits = new Set<string>();

  constructor(tables: () => Tables) {
    this.#tables = tables;
  }

  /** When the tables are there. */
  begin(): void {
    for (const siteId of this.#tables().sites.keys()) this.#begin(siteId);
  }

  figuresOf(siteId: string): Statistics {
    return must(this.#folds.get(siteId), "fold").view.statistics;
  }

  /** Only the first counts. */
  say(invariant: string, what: string): void {
    this.violation ??= { invariant, what };
  }

  claim(holds: boolean, invariant: string, what: () => string): void {
    if (!holds) this.say(invariant, what());
  }

  knownAt(epoch: string, stream: string, seq: number) {
    return this.#known.get(keyOf(epoch, stream, seq));
  }

  committed({ stream, events, writes }: Committed): void {
    const fold = this.#folds.get(stream);
    if (fold === undefined) return;
    for (const { seq, event, hash } of events) {
      const at = `${stream.slice(-2)}:${seq}`;
      this.claim(seq === fold.view.seq + 1, "gapless", () => `${at} after ${fold.view.seq}`);
      if (this.violation !== null || isOrganisationEvent(event)) return;
      fold.hash = nextHash(fold.hash, { seq, type: event.type, payload: event.payload });
      this.claim(hash === fold.hash, "hash-chain", () => `${at} has ${hash}, not ${fold.hash}`);
      this.#judge(fold, event);
      applyEvent(fold.view, { ...event, stream, seq });
      this.#remember(stream, fold);
    }
    if (writes !== null) this.#judgeDecisions(writes);
    this.#checkInOnce();
    this.#compare(stream, fold);
  }

  /** Somebody was told how a command ended: it is on disk, and everybody is told the same. */
  acknowledged(answer: DoorAnswer): void {
    const { commandId } = answer;
    const text = JSON.stringify(answer);
    // On its way to a page that slept while a backup was restored: it was true when it was given.
    if (this.#bygone.has(text)) return;
    const stored = this.#tables().answers.get(commandId);
    this.claim(
      stored !== undefined,
      "acknowledged-is-on-disk",
      () => `${commandId} is not recorded`,
    );
    const before = this.#answers.get(commandId) ?? stored?.answer ?? text;
    this.claim(before === text, "one-answer", () => `${commandId}: ${before}, then ${text}`);
    this.#answers.set(commandId, text);
  }

  /** What was acknowledged is still there. */
  checkAcknowledged(): void {
    const { answers } = this.#tables();
    for (const [id, text] of this.#answers)
      this.claim(answers.get(id)?.answer === text, "acknowledged-is-kept", () => `${id} is lost`);
  }

  /** A backup was restored: what came after it has not happened. */
  restored(): void {
    const tables = this.#tables();
    for (const text of this.#recorded) this.#bygone.add(text);
    for (const { answer } of tables.answers.values()) this.#bygone.delete(answer);
    for (const [id, text] of this.#answers)
      if (tables.answers.get(id)?.answer !== text) this.#answers.delete(id);
    this.#decided.clear();
    this.#visits.clear();
    for (const { commandId } of tables.decisions.values()) this.#decided.set(commandId, 1);
    for (const siteId of tables.sites.keys()) {
      const fold = this.#begin(siteId);
      for (const { seq, event, hash } of tables.events.get(siteId) ?? []) {
        if (event.type === "member_checked_in") this.#visits.add(event.payload.id);
        if (event.type === "gym_day_began") fold.day = event.payload.day;
        applyEvent(fold.view, { ...event, stream: siteId, seq } as Numbered<SiteEvent>);
        fold.hash = hash;
        this.#remember(siteId, fold);
      }
    }
  }

  #begin(siteId: string): Fold {
    const site = must(this.#tables().sites.get(siteId), "site");
    const empty = { site, statistics: EMPTY_STATISTICS, inside: [], activities: [] };
    const fold = { view: openView(empty, 0), hash: EMPTY_HASH, day: null };
    this.#folds.set(siteId, fold);
    this.#remember(siteId, fold);
    return fold;
  }

  #remember(stream: string, { view, hash }: Fold): void {
    const { epoch } = must(this.#tables().streams.get(stream), "stream");
    this.#known.set(keyOf(epoch, stream, view.seq), { digest: digestOf(view), hash });
  }

  /** What may follow what, whatever was decided. */
  #judge(fold: Fold, event: SiteEvent): void {
    const { inside } = fold.view;
    if (event.type === "member_checked_in") {
      const { id } = event.payload;
      this.claim(!this.#visits.has(id), "nothing-doubled", () => `visit ${id} began twice`);
      this.#visits.add(id);
    }
    if (event.type === "member_checked_out") {
      const { id } = event.payload;
      this.claim(inside.has(id), "nothing-doubled", () => `visit ${id} ended and was not open`);
    }
    if (event.type === "gym_day_began") {
      const { day } = event.payload;
      const isLater = fold.day === null || day > fold.day;
      this.claim(isLater, "day-turns-once", () => `${day} after ${fold.day}`);
      fold.day = day;
    }
  }

  /** At the end of a commit; within one, two sites may have met over somebody who came and went. */
  #checkInOnce(): void {
    const inside = new Map<string, string>();
    for (const [siteId, { view }] of this.#folds) {
      for (const { member } of view.inside.values()) {
        const other = inside.get(member.id);
        const where = (): string => `${member.fullName} is in at ${other} and at ${siteId}`;
        this.claim(other === undefined, "in-once", where);
        inside.set(member.id, siteId);
      }
    }
  }

  #judgeDecisions({ decisions, answers }: BatchWrites): void {
    for (const { answer } of answers) this.#recorded.add(answer);
    for (const { commandId } of decisions) {
      const times = (this.#decided.get(commandId) ?? 0) + 1;
      this.claim(times === 1, "nothing-doubled", () => `${commandId} was decided ${times} times`);
      this.#decided.set(commandId, times);
    }
  }

  /** The tables say what the log says. */
  #compare(stream: string, { view }: Fold): void {
    const tables = this.#tables();
    const head = must(readHead(tables, stream), "head");
    const inside = readInside(tables, stream).map(({ visit }) => visit.id);
    const isSame = inside.length === view.inside.size && inside.every((id) => view.inside.has(id));
    this.claim(
      isSame,
      "log-equals-tables",
      () => `${inside.length} and ${view.inside.size} inside`,
    );
    const figures = [head.statistics, view.statistics].map((each) => JSON.stringify(each));
    this.claim(figures[0] === figures[1], "log-equals-tables", () => figures.join(" and "));
  }
}

function keyOf(epoch: string, stream: string, seq: number): string {
  return `${epoch} ${stream} ${seq}`;
}
