// A site with a log and the server's side of the conversation about it, in memory: for tests of clients.
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { instantAt } from "../../domain/instant.ts";
import type { LiveView } from "../../domain/live-view.ts";
import { applyEvent, openView, snapshotOf } from "../../domain/live-view.ts";
import { EMPTY_HASH, nextHash } from "../../domain/rolling-hash.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import type { OpenVisit } from "../../domain/visit.ts";
import type { ResetReason } from "../../protocol/down.ts";
import type { Position } from "../../protocol/up.ts";
import { OLDEST_SPOKEN, PROTOCOL_VERSION } from "../../protocol/version.ts";
import type { Said } from "./fake-wire.ts";

export const SITE_ID = "018f0000-0000-7000-8000-000000000001";
const DAY = "2026-11-24";

export function fakeId(kind: number, number: number): string {
  return `018f000${kind}-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
}

const SPOKEN = { protocolVersion: PROTOCOL_VERSION, oldestSpoken: OLDEST_SPOKEN };

export class FakeSite {
  epoch = "first";
  readonly log: Numbered<SiteEvent>[] = [];
  readonly #hashes = [EMPTY_HASH];
  readonly #answers = new Map<string, object>();
  readonly #view: LiveView;

  constructor() {
    const site = {
      ...{ id: SITE_ID, name: "Harbour", timeZone: "Europe/Berlin", gymDayStartsAt: "04:00" },
      ...{ hours: null, capacity: null, timeline: "live" as const },
    };
    const statistics = { ...EMPTY_STATISTICS, gymDay: DAY };
    this.#view = openView({ site, statistics, inside: [], activities: [] }, 0);
  }

  get view(): LiveView {
    return this.#view;
  }

  get head() {
    const seq = this.log.length;
    return { stream: SITE_ID, epoch: this.epoch, seq, hash: this.#hashes[seq] ?? "" };
  }

  /** Somebody comes in, or leaves where they are inside. */
  pass(member: number): Numbered<SiteEvent> {
    const id = fakeId(2, member);
    const open = [...this.#view.inside.values()].find((visit) => visit.member.id === id);
    const at = instantAt(Date.parse(`${DAY}T08:00:00.000Z`) + this.log.length * 60_000);
    if (open === undefined)
      return this.#append({ type: "member_checked_in", payload: this.#visit(member, at) });
    const checkOutLocation = open.location;
    const closed = {
      checkOutTime: at,
      checkOutLocation,
      durationMinutes: 1,
      how: "scanned" as const,
      leftOffline: false,
    };
    return this.#append({ type: "member_checked_out", payload: { ...open, ...closed } });
  }

  /** The commands that were answered, by their ids. */
  get answers(): readonly string[] {
    return [...this.#answers.keys()];
  }

  snapshot(reason: ResetReason = "connected") {
    const payload = { ...snapshotOf(this.#view), reason, ...SPOKEN };
    return { type: "snapshot", ...this.head, payload };
  }

  heartbeatAck(sentAt: unknown, serverTime: number) {
    const payload = { serverTime: instantAt(serverTime), sentAt };
    return { type: "heartbeat_ack", ...this.head, payload };
  }

  /** What a server answers to `subscribe` and `resume`: what was missed, or a snapshot that says why. */
  catchUp(position: Position | undefined): readonly object[] {
    if (position === undefined) return [this.snapshot()];
    const { epoch, seq, hash } = position;
    if (epoch !== this.epoch) return [this.snapshot("epoch-changed")];
    if (seq > this.log.length) return [this.snapshot("ahead-of-log")];
    if (hash !== this.#hashes[seq]) return [this.snapshot("hash-differs")];
    const resumed = { type: "resumed", ...this.head, payload: { from: seq, ...SPOKEN } };
    return [...batchOf(this.log.slice(seq)), resumed];
  }

  /** Admits whoever asks, once for each command id. */
  answer({ type, payload }: Said): object {
    const commandId = String(payload["commandId"]);
    let answer = this.#answers.get(commandId);
    if (answer === undefined) {
      const event = this.pass(this.#answers.size);
      const at = instantAt(0);
      const id = fakeId(4, this.#answers.size);
      const decision = { id, verdict: "admit", reasons: [], member: null, at };
      answer = { type: `${type}_success`, payload: { commandId, decision, visit: event.payload } };
      this.#answers.set(commandId, answer);
    }
    return answer;
  }

  #visit(member: number, at: string): OpenVisit {
    const seq = this.log.length + 1;
    const fullName = `Member ${member}`;
    return {
      id: fakeId(3, seq),
      member: { id: fakeId(2, member), fullName, membershipNumber: `${member}`, photoUrl: null },
      checkInTime: at,
      gymDay: DAY,
      location: { doorId: fakeId(1, 1), door: "Main door", zone: null },
      channel: "desk",
      alerts: [],
      by: null,
      firstToday: seq === 1,
      madeOffline: false,
    };
  }

  #append(event: SiteEvent): Numbered<SiteEvent> {
    const numbered = { ...event, stream: SITE_ID, seq: this.log.length + 1 };
    applyEvent(this.#view, numbered);
    this.log.push(numbered);
    this.#hashes.push(nextHash(this.#hashes.at(-1) ?? "", numbered));
    return numbered;
  }
}

export function batchOf(events: readonly Numbered<SiteEvent>[]): readonly object[] {
  const [first] = events;
  if (first === undefined) return [];
  const from = first.seq - 1;
  return [{ type: "batch", stream: SITE_ID, from, to: from + events.length, payload: events }];
}
