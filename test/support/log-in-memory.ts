// A log that is held in memory, as the hub reads one: what is appended is committed. A test decides
// when a reading is answered.
import type { Numbered, SiteEvent } from "../../domain/event.ts";
import { applyEvent, openView, snapshotOf } from "../../domain/live-view.ts";
import type { LiveView } from "../../domain/live-view.ts";
import { EMPTY_HASH } from "../../domain/rolling-hash.ts";
import type { Site } from "../../domain/site.ts";
import { EMPTY_STATISTICS } from "../../domain/statistics.ts";
import type { HubStore } from "../../server/hub/hub-store.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import { numberEvents } from "../../server/number-events.ts";
import { idOf, NOW, SITE, TODAY, anOpenVisit } from "./a-gym.ts";

export class LogInMemory implements HubStore {
  readonly site: Site;
  epoch = "first";
  /** How often each was asked for. */
  readonly asked = { views: 0, events: 0, hashes: 0 };
  /** Called before a reading is answered, after what it sees is settled. */
  beforeAnswer: (what: "view" | "events") => Promise<void> = () => Promise.resolve();
  isAway = false;
  #events: LoggedEvent[] = [];
  #view: LiveView;
  #prunedTo = 0;

  constructor(site: Site = SITE) {
    this.site = site;
    this.#view = openView({ site, statistics: EMPTY_STATISTICS, inside: [], activities: [] }, 0);
  }

  /** Commits events and returns them for whoever announces them. */
  append(...events: readonly SiteEvent[]): readonly LoggedEvent[] {
    const logged = numberEvents(this.site.id, this.#head(), events);
    this.#events.push(...logged);
    for (const { seq, event } of logged) {
      const numbered = { ...event, stream: this.site.id, seq } as Numbered<SiteEvent>;
      applyEvent(this.#view, numbered);
    }
    return logged;
  }

  /** Some check-ins of different members on a day that has begun. */
  appendCheckIns(count: number): readonly LoggedEvent[] {
    const from = this.#events.length;
    const day = { id: idOf(0xe0), day: TODAY, at: NOW };
    const begin: SiteEvent[] = from === 0 ? [{ type: "gym_day_began", payload: day }] : [];
    const more = Array.from({ length: count - begin.length }, (_each, index): SiteEvent => {
      const number = 0x10_000 + from + index;
      const member = { ...anOpenVisit().member, id: idOf(number) };
      return { type: "member_checked_in", payload: anOpenVisit({ id: idOf(number), member }) };
    });
    return this.append(...begin, ...more);
  }

  /** Forgets the events up to a number. */
  prune(upTo: number): void {
    this.#prunedTo = upTo;
  }

  get events(): readonly LoggedEvent[] {
    return this.#events;
  }

  hashAt(seq: number): string {
    return seq === 0 ? EMPTY_HASH : (this.#events[seq - 1]?.hash ?? "");
  }

  async readView(siteId: string) {
    this.asked.views += 1;
    this.#mustBeThere();
    if (siteId !== this.site.id) return null;
    const head = { stream: siteId, epoch: this.epoch, ...this.#head() };
    const view = structuredClone(snapshotOf(this.#view));
    await this.beforeAnswer("view");
    return { head, view };
  }

  async readEvents(_stream: string, after: number, limit: number) {
    this.asked.events += 1;
    this.#mustBeThere();
    const from = Math.max(after, this.#prunedTo);
    const found = this.#events.slice(from, from + limit);
    await this.beforeAnswer("events");
    return found;
  }

  readHash(_stream: string, seq: number): Promise<string | null> {
    this.asked.hashes += 1;
    return Promise.resolve(seq < this.#prunedTo ? null : this.hashAt(seq));
  }

  #head(): { readonly seq: number; readonly hash: string } {
    const seq = this.#events.length;
    return { seq, hash: this.hashAt(seq) };
  }

  #mustBeThere(): void {
    if (this.isAway) throw new Error("the log does not answer");
  }
}
