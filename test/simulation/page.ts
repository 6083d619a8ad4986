// A page of a browser: the real client over simulated sockets, with somebody who looks at every change.
import type { SiteClient } from "../../client/site-client.ts";
import { openSiteClient } from "../../client/site-client.ts";
import type { SiteState } from "../../client/site-state.ts";
import type { Topic } from "../../protocol/up.ts";
import type { Chance } from "./chance.ts";
import type { KeptCommands } from "./kept-commands.ts";
import type { Machine } from "./machine.ts";
import type { Oracle } from "./oracle.ts";
import type { PageSocket } from "./page-socket.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Trace } from "./trace.ts";
import { digestOf } from "./view-digest.ts";

/** A page that says "live" is not further behind than this, whatever goes wrong. */
const STALE_MS = 45_000;

export interface PageParts {
  readonly scheduler: Scheduler;
  readonly oracle: Oracle;
  readonly trace: Trace;
  readonly machine: Machine;
  readonly chance: Chance;
  readonly siteId: string;
  readonly topics: readonly Topic[];
  readonly kept: KeptCommands;
  readonly newId: () => string;
  readonly headOf: (stream: string) => { readonly epoch: string; readonly seq: number };
  readonly connect: (page: Page) => PageSocket;
}

export class Page {
  readonly client: SiteClient;
  readonly #parts: PageParts;
  socket: PageSocket | null = null;
  readonly #openedAt: number;
  #waiting: ReadonlySet<string> | null = null;
  #isChanged = true;
  #version = -1;
  #position: { readonly epoch: string; readonly seq: number } | null = null;
  #kind = "idle";
  /** The number of the last event or snapshot. */
  #last: number | null = null;
  #behind: { readonly since: number; readonly seq: number } | null = null;

  constructor(parts: PageParts) {
    const { kept, machine, oracle, siteId, topics } = parts;
    this.#parts = parts;
    this.#openedAt = parts.scheduler.now;
    this.client = openSiteClient({
      url: "ws://gym.test/",
      ...{
        siteId,
        topics,
        newId: parts.newId,
        storage: kept.storageOf(machine),
        clock: machine.clientClock,
      },
      random: () => parts.chance.unit(),
      socketFactory: () => {
        this.socket = parts.connect(this);
        return this.socket;
      },
    });
    this.client.subscribe(() => {
      this.#isChanged = true;
    });
    this.client.onEvent(({ seq }) => {
      const isNext = this.#last === null || seq === this.#last + 1;
      oracle.claim(isNext, "contiguous", () => `${machine.name} took ${seq} after ${this.#last}`);
      this.#last = seq;
    });
    this.client.onSettled((settled) => {
      const { commandId } = settled.message.payload;
      const how = "answer" in settled ? settled.answer.decision.verdict : settled.problem.code;
      parts.trace.say(machine.name, `${short(commandId)} is answered: ${how}`);
      if ("answer" in settled) {
        oracle.acknowledged(settled.answer);
        const { payload } = settled.message;
        const asked = "memberId" in payload ? payload.memberId : undefined;
        const about = settled.answer.decision.member?.id;
        const isIt = asked === undefined || asked === about;
        oracle.claim(isIt, "answer-to-what-was-asked", () => `${commandId} is about ${about}`);
      }
      kept.settled(commandId, "problem" in settled ? settled.problem.code : null);
    });
  }

  get machine(): Machine {
    return this.#parts.machine;
  }

  get siteId(): string {
    return this.#parts.siteId;
  }

  /** The commands that it will ask until they are answered; null before it knows of those left over. */
  get waiting(): ReadonlySet<string> | null {
    return this.#waiting;
  }

  get state(): SiteState {
    return this.client.getState();
  }

  /** Before the page hears of it. */
  hear(text: string): void {
    const { trace, machine } = this.#parts;
    const brief = `hears ${text.length} ${text.slice(0, 40)}`;
    if (!text.startsWith('{"type":"heartbeat_ack"'))
      trace.note(machine.name, brief, () => `hears ${saidIn(text)}`);
    if (text.startsWith('{"type":"snapshot"'))
      this.#last = (JSON.parse(text) as { readonly seq: number }).seq;
  }

  /** After every step of the world. */
  check(): void {
    if (this.machine.isDead) return;
    if (this.#isChanged) this.#look();
    const isDue = this.#parts.scheduler.steps % 20 === 0;
    if (isDue && this.#parts.topics.includes("events")) this.#checkStale();
  }

  #look(): void {
    this.#isChanged = false;
    const { state } = this;
    const waiting = this.client.waitingCommands().map(({ payload }) => payload.commandId);
    // It has read what was left over when it is past this.
    if (this.#parts.scheduler.now - this.#openedAt > 1_000) this.#waiting = new Set(waiting);
    const { oracle, trace, machine, siteId } = this.#parts;
    const { kind } = state.connection;
    if (kind !== this.#kind) trace.say(machine.name, `${this.#kind} -> ${kind}`);
    this.#kind = kind;
    const isLiveWithoutView = kind === "live" && state.view === null;
    oracle.claim(
      !isLiveWithoutView || !this.#parts.topics.includes("events"),
      "live-is-true",
      () => `${machine.name} is live and shows nothing`,
    );
    const { lastReason } = state.resets;
    oracle.claim(
      lastReason !== "hash-differs",
      "histories-agree",
      () => `${machine.name} was reset because of a hash`,
    );
    const { view, position, version } = state;
    if (view === null || position === null || version === this.#version) return;
    this.#version = version;
    const before = this.#position;
    this.#position = position;
    const isForward =
      before === null || before.epoch !== position.epoch || before.seq <= position.seq;
    oracle.claim(isForward, "forward", () => {
      return `${machine.name} went back from ${before?.seq} to ${position.seq}`;
    });
    const at = `${machine.name} at ${position.epoch}:${position.seq}`;
    const known = oracle.knownAt(position.epoch, siteId, position.seq);
    if (known === undefined) return oracle.say("view-equals-log", `${at}, which never was`);
    oracle.claim(view.seq === position.seq, "view-equals-log", () => `${at} shows ${view.seq}`);
    oracle.claim(known.hash === position.hash, "view-equals-log", () => `${at} has another hash`);
    oracle.claim(
      known.digest === digestOf(view),
      "view-equals-log",
      () => `${at} shows another view`,
    );
  }

  #checkStale(): void {
    const { scheduler, oracle, siteId, headOf } = this.#parts;
    const { connection, position } = this.state;
    const head = headOf(siteId);
    const isBehind =
      position !== null && (position.epoch !== head.epoch || position.seq < head.seq);
    if (connection.kind !== "live" || !isBehind || this.machine.isAsleep) {
      this.#behind = null;
      return;
    }
    if (
      this.#behind === null ||
      (position.epoch === head.epoch && position.seq >= this.#behind.seq)
    )
      this.#behind = { since: scheduler.now, seq: head.seq };
    oracle.claim(scheduler.now - this.#behind.since < STALE_MS, "live-is-true", () => {
      return `${this.machine.name} says live at ${position.seq} and the log is at ${head.seq}`;
    });
  }
}

export function short(id: string): string {
  return id.slice(-4);
}

function saidIn(text: string): string {
  const types = [...text.matchAll(/"type":"([a-z_]+)"(?:,"stream":"[^"]+","seq":(\d+))?/g)];
  return types.map(([, type, seq]) => (seq === undefined ? type : `${type} ${seq}`)).join(", ");
}
