// A simulated gym, whole: servers on one database, browsers at their desks, and what is between them.
import { must } from "../../domain/assert.ts";
import { millis } from "../../domain/instant.ts";
import type { DoorMessage } from "../../client/outbox-storage.ts";
import type { LoggedEvent } from "../../server/number-events.ts";
import { DOOR, idOf, SITE } from "../support/a-gym.ts";
import { Bounds, LIMITS } from "./bounds.ts";
import { Browser } from "./browser.ts";
import { BusWire } from "./bus-wire.ts";
import { Chance } from "./chance.ts";
import { Clerk } from "./clerk.ts";
import { Database } from "./database.ts";
import { Link } from "./link.ts";
import { Machine } from "./machine.ts";
import { Oracle } from "./oracle.ts";
import type { Page } from "./page.ts";
import { PageSocket } from "./page-socket.ts";
import type { Plan } from "./plan.ts";
import { Scheduler } from "./scheduler.ts";
import { Server } from "./server.ts";
import { WireEar } from "./wire-ear.ts";
import { openTables, OTHER_DOOR, OTHER_SITE } from "./tables.ts";
import { Trace } from "./trace.ts";

export class World {
  readonly plan: Plan;
  readonly scheduler = new Scheduler();
  readonly trace: Trace;
  readonly oracle: Oracle;
  readonly database: Database;
  readonly busWire: BusWire;
  readonly servers: Server[] = [];
  readonly browsers: Browser[];
  readonly sites: readonly string[];
  /** What anybody asked, by site. */
  readonly asked = new Map<string, DoorMessage[]>();
  readonly clerk: Clerk;
  readonly #reused = new Set<string>();
  readonly #bounds = new Bounds(this);
  readonly #wire: Chance;
  #ids = 0;
  #starts = 0;

  constructor(plan: Plan, keepsAll = false) {
    this.plan = plan;
    const { seed, scheduler, members, capacity } = { ...plan, scheduler: this.scheduler };
    this.trace = new Trace(scheduler, keepsAll);
    this.#wire = new Chance(seed, "wire");
    const tables = openTables(members, capacity);
    this.oracle = new Oracle(() => this.database.tables);
    this.database = new Database({
      ...{ scheduler, tables, chance: new Chance(seed, "database") },
      onCommit: (committed) => {
        const { stream, events } = committed;
        const told = () => events.map(briefOf).join(", ") || "nothing";
        const brief = `commits ${stream.slice(-2)} ${events.at(-1)?.hash}`;
        this.trace.note("database", brief, () => `commits ${stream.slice(-2)}: ${told()}`);
        this.oracle.committed(committed);
      },
    });
    this.oracle.begin();
    this.busWire = new BusWire(scheduler, new Chance(seed, "bus"));
    this.sites = [SITE.id, OTHER_SITE.id].slice(0, plan.sites);
    this.clerk = new Clerk({
      ...{ chance: new Chance(seed, "clerk"), members, asked: this.asked },
      doorOf: (siteId) => (siteId === SITE.id ? DOOR.id : OTHER_DOOR.id),
      reuse: (commandId) => this.#reused.add(commandId),
    });
    this.browsers = Array.from({ length: plan.browsers }, (_each, index) => this.#browser(index));
  }

  /** Starts a server in a place, as soon as the one before it is gone. */
  start(place: number): void {
    const before = this.servers[place];
    if (before?.isUp === true || before?.isBeginning === true) return;
    if (before?.machine.isDead === false) {
      this.scheduler.after(500, () => this.start(place));
      return;
    }
    this.#starts += 1;
    const wallMs = millis(this.plan.startsAt);
    const machine = new Machine(`server-${place}.${this.#starts}`, this.scheduler, wallMs);
    this.trace.say(machine.name, "starts");
    const { database, busWire, oracle, trace } = this;
    const newId = () => this.#newId(0xd);
    this.servers[place] = new Server({
      ...{ machine, database, busWire, oracle, trace, limits: LIMITS, newId },
      onFailed: () => this.scheduler.after(500, () => this.start(place)),
    });
  }

  check(): void {
    for (const browser of this.browsers) browser.check();
    if (this.scheduler.steps % 100 === 0) this.#bounds.check();
  }

  /** Why the dust has not settled; null where every screen equals the database and all is answered. */
  unsettled(): string | null {
    for (const browser of this.browsers) {
      const { name, page, kept } = browser;
      if (page === null) return `${name} has no page`;
      const { connection, position, stats } = page.state;
      if (connection.kind !== "live") return `${name} is ${connection.kind}`;
      const { epoch, seq } = must(this.database.tables.streams.get(page.siteId), "stream");
      const { open } = kept;
      if (open !== null) return `${name}: ${open} is not answered`;
      if (kept.size > 0) return `${name} keeps what is answered`;
      if (browser.isWatchingEvents) {
        if (position?.epoch !== epoch || position.seq !== seq)
          return `${name} is at ${position?.epoch}:${position?.seq}, not at ${epoch}:${seq}`;
      } else {
        const figures = this.oracle.figuresOf(page.siteId);
        if (stats?.currentlyIn !== figures.currentlyIn || stats.todayTotal !== figures.todayTotal)
          return `${name} shows ${stats?.currentlyIn} inside, not ${figures.currentlyIn}`;
      }
    }
    const open = this.servers.reduce((sum, server) => sum + server.connections, 0);
    return open > this.browsers.length ? `servers keep ${open} connections` : null;
  }

  #browser(index: number): Browser {
    const { scheduler, oracle, trace, plan } = this;
    const chance = new Chance(plan.seed, `browser ${index}`);
    const siteId = this.sites[index % this.sites.length] as string;
    const isWall = index === 3;
    return new Browser({
      ...{ scheduler, oracle, trace, chance, siteId, reused: this.#reused, name: `desk-${index}` },
      topics: isWall ? ["stats"] : chance.is(0.2) ? ["events", "stats"] : ["events"],
      newId: () => this.#newId(0xc0 + index),
      wallMs: millis(plan.startsAt) + chance.between(-90_000, 90_000),
      headOf: (stream) => must(this.database.tables.streams.get(stream), "stream"),
      connect: (page, browser) => this.#connect(page, browser, index),
      onAsked: (message) => {
        const asked = this.asked.get(siteId) ?? [];
        this.asked.set(siteId, asked);
        asked.push(message);
      },
    });
  }

  /** A load balancer sends it to any server that is there. */
  #connect(page: Page, browser: Browser, index: number): PageSocket {
    const { machine } = page;
    const ear = new WireEar(browser.name, browser.siteId, this.oracle);
    const socket = new PageSocket({
      after: (ms, callback) => machine.after(ms, callback),
      onSent: (text) => ear.said(text),
      onText: (text) => {
        if (browser.isWatchingEvents) ear.heard(text);
        page.hear(text);
      },
    });
    const base = this.#wire.between(0.5, 30);
    const latency = (): number => base + this.#wire.unit() * base;
    this.scheduler.after(latency() * 2, () => {
      const up = this.servers.filter((server) => server.isUp);
      if (up.length === 0 || browser.isCutOff) return machine.run(() => socket.end());
      const server = this.#wire.pick(up);
      const link = new Link({
        ...{ scheduler: this.scheduler, server: server.machine, browser: machine, latency },
        windowBytes: this.#wire.pick([2, 4, 16]) * 1_024,
        onBytes: (bytes) => socket.hear(bytes),
        onEnd: () => socket.end(),
      });
      socket.attach(link);
      this.trace.say(browser.name, `reaches ${server.machine.name}`);
      return server.machine.run(() => server.accept(link, idOf(0x5_000 + index)));
    });
    return socket;
  }

  #newId(kind: number): string {
    this.#ids += 1;
    return idOf(kind * 0x1_0000_0000 + this.#ids);
  }
}

function briefOf({ seq, event }: LoggedEvent): string {
  const { payload } = event;
  const visit = "visit" in payload ? payload.visit : payload;
  const who = "member" in visit && visit.member !== null ? ` ${visit.member.fullName}` : "";
  return `${seq} ${event.type}${who}`;
}
