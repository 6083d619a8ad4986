// What goes wrong, one kind after the other; and how all of it ends.
import { instantAt, millis } from "../../domain/instant.ts";
import { must } from "../../domain/assert.ts";
import type { Browser } from "./browser.ts";
import type { Weather } from "./weather.ts";
import { FAIR } from "./weather.ts";
import type { Link } from "./link.ts";
import type { PlannedFault } from "./plan.ts";
import { simulatedChange } from "./simulated-stores.ts";
import { copyOf, memberId, ORGANISATION } from "./tables.ts";
import type { Server } from "./server.ts";
import type { World } from "./world.ts";

export function planFaults(world: World): void {
  for (const fault of world.plan.faults) {
    if (fault.kind === "restore") planRestore(world, fault);
    else world.scheduler.after(fault.at, () => begin(world, fault));
  }
}

/** From here on nothing goes wrong any more, and everybody is back. */
export function heal(world: World): void {
  world.trace.say("world", "nothing goes wrong any more");
  world.database.weather = { ...FAIR };
  world.busWire.lost = 0;
  world.busWire.lateMs = 0;
  for (let place = 0; place < world.plan.servers; place += 1) {
    world.servers[place]?.machine.wake();
    world.start(place);
  }
  for (const browser of world.browsers) {
    browser.isCutOff = false;
    browser.open();
    browser.page?.machine.wake();
    browser.page?.socket?.link?.read(true);
    browser.page?.client.setOnline(true);
  }
}

function begin(world: World, fault: PlannedFault): void {
  const { size, kind } = fault;
  const browser = world.browsers[fault.whom % world.browsers.length] as Browser;
  const link = browser.page?.socket?.link ?? null;
  const place = fault.whom % world.plan.servers;
  const later = (ms: number, callback: () => void) => world.scheduler.after(ms, callback);
  world.trace.say("fault", `${fault.index} ${kind} ${size.toFixed(2)} (${browser.name}, ${place})`);
  switch (kind) {
    case "cut":
      return link?.cut();
    case "stall":
      return link?.stall(size * 15_000);
    case "lose":
      return link?.lose();
    case "slow-reader":
      return readSlowly(world, link, size);
    case "kill":
    case "power-off":
      return end(world, place, 200 + size * 8_000, (server) => server.kill(kind === "power-off"));
    case "drain":
      return end(world, place, 1_600 + size * 3_000, (server) => void server.drain());
    case "freeze":
      return freeze(world, place, size * 15_000);
    case "database-away":
      world.database.crash();
      return void later(size * 8_000, () => change(world, { isAway: false }));
    case "answers-lost":
      return weather(world, { answersLost: 0.6 }, size * 6_000);
    case "commits-lost":
      return weather(world, { commitsLost: 0.6 }, size * 6_000);
    case "collisions":
      return weather(world, { collisions: 0.5 }, size * 10_000);
    case "database-slow":
      return weather(world, { slowness: 5 + size * 200 }, 1_000 + size * 5_000);
    case "reload":
      browser.shut();
      return void later(size * 3_000, () => browser.open());
    case "sleep":
      return sleep(world, browser, 1_000 + size * 50_000);
    case "offline":
      return cutOff(world, browser, size * 12_000);
    case "hints-lost":
      world.busWire.lost = 1;
      return void later(size * 12_000, () => (world.busWire.lost = 0));
    case "hints-late":
      world.busWire.lateMs = 3_000;
      return void later(size * 12_000, () => (world.busWire.lateMs = 0));
    case "prune":
      return prune(world, fault);
    case "crowd":
      for (let times = 0; times < 5 + size * 15; times += 1)
        if (browser.page !== null) world.clerk.act(browser.page);
      return undefined;
    case "site-changes":
    case "member-changes":
      return changeGym(world, fault);
    case "restore":
      return undefined;
  }
}

function readSlowly(world: World, link: Link | null, size: number): void {
  link?.read(false);
  world.scheduler.after(size * 40_000, () => link?.read(true));
}

function end(world: World, place: number, ms: number, how: (server: Server) => void): void {
  const server = world.servers[place];
  if (server?.isUp !== true) return;
  how(server);
  world.scheduler.after(ms, () => world.start(place));
}

function freeze(world: World, place: number, ms: number): void {
  const machine = world.servers[place]?.machine;
  machine?.sleep();
  world.scheduler.after(ms, () => machine?.wake());
}

function change(world: World, more: Partial<Weather>): void {
  world.database.weather = { ...world.database.weather, ...more };
}

function weather(world: World, more: Partial<Weather>, ms: number): void {
  change(world, more);
  const names = Object.keys(more) as (keyof Weather)[];
  const fair = Object.fromEntries(names.map((name) => [name, FAIR[name]]));
  world.scheduler.after(ms, () => change(world, fair));
}

function sleep(world: World, browser: Browser, ms: number): void {
  const { page } = browser;
  page?.machine.sleep();
  world.scheduler.after(ms, () => {
    page?.machine.wake();
    page?.machine.run(() => page.client.wake());
  });
}

function cutOff(world: World, browser: Browser, ms: number): void {
  const { page } = browser;
  browser.isCutOff = true;
  page?.socket?.link?.lose();
  page?.machine.run(() => page.client.setOnline(false));
  world.scheduler.after(ms, () => {
    browser.isCutOff = false;
    page?.machine.run(() => page.client.setOnline(true));
  });
}

/** What is pruned is old: every server that runs has heard of it long since. */
function prune(world: World, { whom }: PlannedFault): void {
  const siteId = world.sites[whom % world.sites.length] as string;
  const { seq, epoch } = must(world.database.tables.streams.get(siteId), "stream");
  world.scheduler.after(20_000, () => {
    const { pruned, streams } = world.database.tables;
    const upTo = Math.max(pruned.get(siteId) ?? 0, seq - (whom % 12));
    if (streams.get(siteId)?.epoch === epoch) pruned.set(siteId, upTo);
  });
}

/** The backup is made some time before. */
function planRestore(world: World, { at, size, index }: PlannedFault): void {
  const { scheduler, trace, database } = world;
  scheduler.after(at - Math.min(at, 500 + size * 10_000), () => {
    const backup = copyOf(database.tables);
    trace.say("fault", `${index} a backup is made`);
    scheduler.after(Math.min(at, 500 + size * 10_000), () => {
      trace.say("fault", `${index} restore`);
      for (const server of world.servers) server.kill(false);
      database.restore(copyOf(backup), `epoch-${index + 2}`);
      world.oracle.restored();
      for (let place = 0; place < world.plan.servers; place += 1)
        scheduler.after(100 + place * 50, () => world.start(place));
    });
  });
}

/** Somebody changes the site or a member in the settings. */
function changeGym(world: World, { kind, whom }: PlannedFault): void {
  const server = world.servers[whom % world.servers.length];
  if (server?.isUp !== true) return;
  const at = instantAt(millis(world.plan.startsAt) + Math.floor(world.scheduler.now));
  const siteId = world.sites[whom % world.sites.length] as string;
  const member = memberId(1 + (whom % world.plan.members));
  const stream = kind === "site-changes" ? siteId : ORGANISATION;
  const changing = simulatedChange(world.database, server.machine, stream, (tables) => {
    if (stream === ORGANISATION) {
      const facts = must(tables.members.get(member), "member");
      tables.members.set(member, {
        ...facts,
        barred: facts.barred === null ? { note: "no" } : null,
      });
      return [{ type: "member_changed", payload: { id: member, at } }];
    }
    const site = { ...must(tables.sites.get(siteId), "site"), capacity: 3 + (whom % 9) };
    tables.sites.set(siteId, site);
    return [{ type: "site_changed", payload: { id: siteId, site, at } }];
  });
  changing.then((events) => server.announce(events)).catch(() => undefined);
}
